import { Brand } from "@/components/brand";
import { LiveProvider } from "@/components/live/live-provider";
import { Texts } from "@/components/texts";
import { Toaster } from "@/components/ui/toast";
import { publicSupabase } from "@/lib/accounts/live";
import { AccountMenu } from "./_components/account-menu";
import { memberPage } from "./_components/member-page";
import { BottomNav, SideNav } from "./_components/nav";

// Nothing of these pages is made at build time, so that each response's scripts carry its own nonce.
export const instant = false;

export default async function DashboardLayout({ children }: LayoutProps<"/dashboard">) {
  const { customer, email } = await memberPage();
  const account = <AccountMenu customer={customer.name} email={email} />;
  return (
    <Texts
      namespaces={[
        "ui",
        "errors",
        "dashboard",
        "ask",
        "conversations",
        "handoff",
        "undelivered",
        "insights",
        "reading",
        "website",
        "documents",
        "evaluation",
        "install",
        "assistant",
        "privacy",
        "apiKeys",
      ]}
    >
      <LiveProvider {...publicSupabase()}>
        <Toaster>
          <div className="md:grid md:min-h-dvh md:grid-cols-[15rem_1fr]">
            <aside className="sticky top-0 flex h-dvh flex-col gap-6 border-line border-r bg-sunken p-3 pt-4 max-md:hidden">
              <div className="px-2">
                <Brand />
              </div>
              <SideNav />
              <div className="mt-auto">{account}</div>
            </aside>
            <header className="flex items-center justify-between border-line border-b bg-surface px-4 py-2 md:hidden">
              <Brand />
              {account}
            </header>
            <main id="main" className="min-w-0 px-4 pt-6 pb-28 md:px-10 md:pt-9 md:pb-16">
              <div className="mx-auto max-w-5xl">{children}</div>
            </main>
            <BottomNav />
          </div>
        </Toaster>
      </LiveProvider>
    </Texts>
  );
}
