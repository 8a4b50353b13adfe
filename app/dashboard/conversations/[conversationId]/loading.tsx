import { Skeleton } from "@/components/ui/skeleton";

const bubbles = [
  ["ml-auto w-64", "h-10"],
  ["w-[32rem]", "h-24"],
  ["ml-auto w-52", "h-10"],
  ["w-[28rem]", "h-20"],
] as const;

export default function ConversationLoading() {
  return (
    <div aria-busy>
      <Skeleton className="mb-4 w-32" />
      <Skeleton className="mb-2 h-7 w-96 max-w-full" />
      <Skeleton className="mb-7 w-56" />
      <div className="flex flex-col gap-5">
        {bubbles.map(([side, height]) => (
          <div key={side} className={`flex max-w-full flex-col gap-1.5 ${side}`}>
            <Skeleton className="w-24" />
            <Skeleton className={`rounded-xl ${height}`} />
          </div>
        ))}
      </div>
    </div>
  );
}
