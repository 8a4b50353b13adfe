"use client";

import { PageFailure } from "@/components/page-failure";

export default function DashboardError(props: { error: Error & { digest?: string }; retry: () => void }) {
  return <PageFailure {...props} />;
}
