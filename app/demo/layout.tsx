import "@fontsource-variable/fraunces";
import "./demo.css";
import type { Route } from "next";
import Link from "next/link";
import { type ReactNode, Suspense } from "react";
import { DemoWidget } from "./_site/widget";

const home = "/demo" as Route; // Typed routes leave out the root of an optional catch-all.

const sections = [
  ["/demo/venue/rooms", "Celebrate"],
  ["/demo/restaurant", "Eat"],
  ["/demo/shop", "Shop"],
  ["/demo/visit/opening-hours", "Visit"],
  ["/demo/blog", "Notes"],
] as const;

const footer = [
  [
    "Celebrate",
    [
      ["/demo/venue/hire-prices", "Hire prices"],
      ["/demo/venue/weddings", "Weddings"],
      ["/demo/venue/meetings", "Meetings"],
      ["/demo/venue/catering", "Catering"],
    ],
  ],
  [
    "Eat and shop",
    [
      ["/demo/restaurant/menu", "Menu"],
      ["/demo/restaurant/bookings", "Book a table"],
      ["/demo/shop/delivery", "Delivery"],
      ["/demo/shop/returns", "Returns"],
      ["/demo/shop/gift-vouchers", "Gift vouchers"],
    ],
  ],
  [
    "Visit",
    [
      ["/demo/visit/getting-here", "Getting here"],
      ["/demo/visit/accessibility", "Accessibility"],
      ["/demo/faq", "Questions"],
      ["/demo/contact", "Contact"],
      ["/demo/about", "About the mill"],
      ["/demo/terms", "Terms"],
    ],
  ],
] as const;

/** The demo customer's own website, with its own looks: nothing here is Omniops' but the widget. */
export default function DemoLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mill">
      <header className="top">
        <Link className="name" href={home}>
          Alder Mill
        </Link>
        <nav aria-label="Main">
          {sections.map(([href, label]) => (
            <Link key={href} href={href}>
              {label}
            </Link>
          ))}
        </nav>
        <nav className="languages" aria-label="Language">
          <Link href={home} lang="en" hrefLang="en">
            EN
          </Link>
          <Link href="/demo/es" lang="es" hrefLang="es">
            ES
          </Link>
          <Link href="/demo/de" lang="de" hrefLang="de">
            DE
          </Link>
        </nav>
      </header>
      {children}
      <footer className="bottom">
        <div>
          <p className="name">Alder Mill</p>
          <p>
            4 Weir Lane, Wexcombe, WX3 7AL
            <br />
            01632 960142
          </p>
          <p className="small">Alder Mill is an invented business that shows what Omniops does.</p>
        </div>
        {footer.map(([title, links]) => (
          <nav key={title} aria-label={title}>
            <h2>{title}</h2>
            {links.map(([href, label]) => (
              <Link key={href} href={href}>
                {label}
              </Link>
            ))}
          </nav>
        ))}
      </footer>
      <Suspense>
        <DemoWidget />
      </Suspense>
    </div>
  );
}
