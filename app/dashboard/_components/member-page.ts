import "server-only";
import { notFound, redirect } from "next/navigation";
import { member, signedIn } from "@/lib/accounts/auth";

export type MemberCtx = Awaited<ReturnType<typeof member>>;

/** The member for whom a page is rendered. Strangers go to the sign-in page, new users to the onboarding. */
export async function memberPage() {
  const user = await signedIn();
  if (!user) redirect("/sign-in");
  const [first] = user.memberships;
  if (!first) redirect("/onboarding");
  return { ctx: await member(), customer: first.customer, email: user.email };
}

/** What a verb finds; the not-found page where there is nothing, or where an id is none. */
export async function orNotFound<T>(found: Promise<T>): Promise<T> {
  return found.catch((error: unknown) => {
    if (isAbsence(error)) notFound();
    throw error;
  });
}

const isAbsence = (error: unknown) =>
  error instanceof Error && "code" in error && (error.code === "not_found" || error.code === "invalid");
