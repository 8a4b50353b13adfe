"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { BackLink } from "@/app/dashboard/_components/back-link";
import { path } from "./address";
import { rememberedPlace } from "./place";

/** To the list as it was left, with its filters and at the same conversation. */
export function BackToList({ conversationId, children }: { conversationId: string; children: ReactNode }) {
  const router = useRouter();
  return (
    <BackLink
      href={path}
      onClick={(event) => {
        const left = rememberedPlace();
        if (left?.id !== conversationId || event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        router.push(left.address as Route, { scroll: false });
      }}
    >
      {children}
    </BackLink>
  );
}
