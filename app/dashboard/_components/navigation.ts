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

type Place = {
  name:
    | "overview"
    | "conversations"
    | "website"
    | "documents"
    | "ask"
    | "insights"
    | "evaluation"
    | "install"
    | "assistant"
    | "privacy"
    | "apiKeys";
  href: Route;
  icon: LucideIcon;
};

/** The pages of the dashboard, in the order of the menu. */
export const places: readonly Place[] = [
  { name: "overview", href: "/dashboard", icon: House },
  { name: "conversations", href: "/dashboard/conversations", icon: MessagesSquare },
  { name: "website", href: "/dashboard/website", icon: Globe },
  { name: "documents", href: "/dashboard/documents", icon: Files },
  { name: "ask", href: "/dashboard/ask", icon: MessageCircleQuestionMark },
  { name: "insights", href: "/dashboard/insights", icon: ChartColumn },
  { name: "evaluation", href: "/dashboard/evaluation", icon: ListChecks },
  { name: "install", href: "/dashboard/install", icon: SquareCode },
  { name: "assistant", href: "/dashboard/assistant", icon: Bot },
  { name: "privacy", href: "/dashboard/privacy", icon: ShieldCheck },
  { name: "apiKeys", href: "/dashboard/api-keys", icon: KeyRound },
];

/** Whether `path` lies at or below the place. */
export const isAt = ({ href }: Pick<Place, "href">, path: string) =>
  href === "/dashboard" ? path === href : path === href || path.startsWith(`${href}/`);
