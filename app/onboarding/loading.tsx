import { Skeleton } from "@/components/ui/skeleton";

export default function OnboardingLoading() {
  return (
    <div aria-busy className="flex flex-col gap-4">
      <Skeleton className="mb-8 h-8 w-full" />
      <Skeleton className="h-8 w-2/3" />
      <Skeleton className="w-5/6" />
      <Skeleton className="mt-4 h-40 w-full" />
    </div>
  );
}
