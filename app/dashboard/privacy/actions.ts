"use server";

import { member } from "@/lib/accounts/auth";
import { changeRetention, previewRetention, Retention } from "@/lib/conversations/retention-setting";
import { action } from "@/lib/platform/http/action";

export const previewDays = action({
  auth: () => member(),
  input: Retention,
  run: (ctx, retention) => previewRetention(ctx, retention),
});

export const saveDays = action({
  auth: () => member(),
  input: Retention,
  run: (ctx, retention) => changeRetention(ctx, retention),
});
