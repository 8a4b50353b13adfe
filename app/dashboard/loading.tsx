import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

export default function DashboardLoading() {
  return (
    <div aria-busy>
      <Skeleton className="mb-2 h-7 w-56" />
      <Skeleton className="mb-7 h-4 w-80 max-w-full" />
      <Card className="flex flex-col gap-4 p-5">
        {["w-2/3", "w-1/2", "w-3/5", "w-2/5", "w-1/2", "w-1/3"].map((width, index) => (
          <Skeleton key={`${width}${index.toString()}`} className={width} />
        ))}
      </Card>
    </div>
  );
}
