"use server";

import { z } from "zod";
import { member } from "@/lib/accounts/auth";
import { CreateApiKey } from "@/lib/accounts/schema";
import * as accounts from "@/lib/accounts/service";
import { action } from "@/lib/platform/http/action";

const auth = () => member();

export const createApiKey = action({
  auth,
  input: CreateApiKey.pick({ name: true }).transform(({ name }) => CreateApiKey.parse({ name })),
  run: (ctx, input) => accounts.createApiKey(ctx, input),
});

export const revokeApiKey = action({
  auth,
  input: z.strictObject({ id: z.uuid() }),
  run: (ctx, { id }) => accounts.revokeApiKey(ctx, id),
});
