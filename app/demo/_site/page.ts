import type { ReactNode } from "react";

/** One page of the demo site. `path` is below /demo; "" is the front page. */
export type DemoPage = {
  path: string;
  title: string;
  description: string;
  language: "en" | "es" | "de";
  /** When its text last changed, for the sitemap. */
  updated: string;
  body: ReactNode;
};
