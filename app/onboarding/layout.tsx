import { connection } from "next/server";
import { Brand } from "@/components/brand";
import { LiveProvider } from "@/components/live/live-provider";
import { Texts } from "@/components/texts";
import { Toaster } from "@/components/ui/toast";
import { publicSupabase } from "@/lib/accounts/live";

// Nothing of these pages is made at build time, so that each response's scripts carry its own nonce.
export const instant = false;

export default async function OnboardingLayout({ children }: LayoutProps<"/onboarding">) {
  await connection();
  return (
    <Texts namespaces={["ui", "errors", "onboarding", "reading", "install"]}>
      <LiveProvider {...publicSupabase()}>
        <Toaster>
          <div className="flex min-h-dvh flex-col">
            <header className="px-6 py-5">
              <Brand />
            </header>
            <main id="main" className="flex flex-1 justify-center px-4 pt-[min(8vh,5rem)] pb-16 sm:px-6">
              <div className="w-full max-w-xl">{children}</div>
            </main>
          </div>
        </Toaster>
      </LiveProvider>
    </Texts>
  );
}
