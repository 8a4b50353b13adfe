import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

const titles = ["w-2/5", "w-1/2", "w-1/3", "w-3/5", "w-4/12", "w-6/12", "w-1/4"];

export default function ConversationsLoading() {
  return (
    <div aria-busy>
      <Skeleton className="mb-2 h-7 w-44" />
      <Skeleton className="mb-7 h-4 w-96 max-w-full" />
      <Card>
        <div className="flex h-10 items-center gap-5 border-line border-b px-5">
          <Skeleton className="w-8" />
          <Skeleton className="w-32" />
        </div>
        {titles.map((width) => (
          <div key={width} className="flex h-11 items-center border-line px-5 not-last:border-b">
            <Skeleton className={width} />
            <Skeleton className="ml-auto w-24" />
          </div>
        ))}
      </Card>
    </div>
  );
}
