import type { Route } from "next";
import { redirect } from "next/navigation";
import type { NextRequest } from "next/server";
import { confirmMail, MailedProof } from "@/lib/accounts/sign-in";
import { safePath } from "@/lib/platform/http/safe-path";

/** Where the links in our mails lead: takes the proof, then goes on to `next`. */
export async function GET({ nextUrl: { searchParams } }: NextRequest) {
  const proof = MailedProof.safeParse(Object.fromEntries(searchParams));
  if (!proof.success || !(await confirmMail(proof.data))) redirect("/sign-in?notice=old-link");
  if (proof.data.type === "recovery") redirect("/reset-password");
  const home = proof.data.type === "signup" ? "/onboarding" : "/dashboard";
  redirect(safePath(searchParams.get("next"), home) as Route);
}
