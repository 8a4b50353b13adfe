import {
  Bot,
  ChartColumn,
  Files,
  Globe,
  House,
  KeyRound,
  ListChecks,
  type LucideIcon,
  MessageCircleQuestionMark,
  MessagesSquare,
  ShieldCheck,
  SquareCode,
} from "lucide-react";
import type { Route } from "next";

const pages = {
  overview: { href: "/dashboard", icon: House },
  conversations: { href: "/dashboard/conversations", icon: MessagesSquare },
  insights: { href: "/dashboard/insights", icon: ChartColumn },
  ask: { href: "/dashboard/ask", icon: MessageCircleQuestionMark },
  website: { href: "/dashboard/website", icon: Globe },
  documents: { href: "/dashboard/documents", icon: Files },
  evaluation: { href: "/dashboard/evaluation", icon: ListChecks },
  assistant: { href: "/dashboard/assistant", icon: Bot },
  install: { href: "/dashboard/install", icon: SquareCode },
  privacy: { href: "/dashboard/privacy", icon: ShieldCheck },
  apiKeys: { href: "/dashboard/api-keys", icon: KeyRound },
} as const satisfies Record<string, { href: Route; icon: LucideIcon }>;

export type PlaceName = keyof typeof pages;
export type Place = { name: PlaceName; href: Route; icon: LucideIcon };

const place = (name: PlaceName): Place => ({ name, ...pages[name] });

/** The pages of the dashboard by subject, in the order of the menu. Those of every day come first. */
export const groups = [
  { name: "daily", places: (["overview", "conversations", "insights", "ask"] as const).map(place) },
  { name: "knowledge", places: (["website", "documents", "evaluation"] as const).map(place) },
  { name: "settings", places: (["assistant", "install", "privacy", "apiKeys"] as const).map(place) },
] as const;

/** Those that a phone shows at once; the others are one touch away. */
export const handy = (["overview", "conversations", "website", "ask"] as const).map(place);

/** Whether `path` lies at or below the place. */
export const isAt = ({ href }: Pick<Place, "href">, path: string) =>
  href === "/dashboard" ? path === href : path === href || path.startsWith(`${href}/`);
