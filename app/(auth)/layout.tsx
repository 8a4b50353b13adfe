import { Brand } from "@/components/brand";
import { Texts } from "@/components/texts";

export default function AuthLayout({ children }: LayoutProps<"/">) {
  return (
    <Texts namespaces={["auth", "ui", "errors"]}>
      <div className="flex min-h-dvh flex-col">
        <header className="px-6 py-5">
          <Brand />
        </header>
        <main id="main" className="flex flex-1 justify-center px-6 pt-[min(12vh,7rem)] pb-16">
          {children}
        </main>
      </div>
    </Texts>
  );
}
