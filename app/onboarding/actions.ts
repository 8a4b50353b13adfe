"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { z } from "zod";
import { type SignedIn, signedIn } from "@/lib/accounts/auth";
import { CreateCustomer } from "@/lib/accounts/schema";
import { createCustomer } from "@/lib/accounts/service";
import { startReading } from "@/lib/knowledge/jobs/read-site";
import { CreateSite } from "@/lib/knowledge/schema";
import { createSite, readSite } from "@/lib/knowledge/service";
import { action } from "@/lib/platform/http/action";

/** Names the business, if the user has none yet, adds its website and begins to read it. */
export const begin = action({
  auth: async () => (await signedIn()) ?? redirect("/sign-in?next=/onboarding"),
  input: z.object({ name: CreateCustomer.shape.name.optional(), url: CreateSite.shape.url }),
  run: async (user, { name, url }) => {
    const ctx = await owned(user, name);
    const site = await createSite(ctx, { url });
    await readSite(ctx, site.id);
    after(startReading);
    redirect(`/onboarding/${site.id}`);
  },
});

async function owned({ db, userId, memberships: [first] }: SignedIn, name = "") {
  const customerId = first?.customer.id ?? (await createCustomer(db, userId, CreateCustomer.parse({ name })));
  return { db, customerId, actor: { type: "member" as const, userId, role: first?.role ?? ("owner" as const) } };
}
