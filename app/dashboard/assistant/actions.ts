"use server";

import { member } from "@/lib/accounts/auth";
import { UpdateConfig } from "@/lib/accounts/schema";
import { updateConfig } from "@/lib/accounts/service";
import { action } from "@/lib/platform/http/action";

export const saveAssistant = action({
  auth: () => member(),
  input: UpdateConfig,
  run: (ctx, config) => updateConfig(ctx, config),
});
