"use client";

import { PageFailure } from "@/components/page-failure";

export default function PageError(props: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <main id="main" className="grid min-h-dvh place-items-center">
      <PageFailure {...props} />
    </main>
  );
}
