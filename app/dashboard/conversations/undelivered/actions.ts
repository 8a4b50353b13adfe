"use server";

import { after } from "next/server";
import { member } from "@/lib/accounts/auth";
import { askQueued } from "@/lib/assistant/queued";
import { UndeliveredId } from "@/lib/conversations/queue/schema";
import { discardUndelivered, resendUndelivered } from "@/lib/conversations/queue/undelivered";
import { deliverSoon } from "@/lib/conversations/queue/worker";
import { action } from "@/lib/platform/http/action";

const auth = () => member();

export const resend = action({
  auth,
  input: UndeliveredId,
  run: async (ctx, input) => {
    await resendUndelivered(ctx, input);
    after(() => deliverSoon(askQueued));
  },
});

export const discard = action({ auth, input: UndeliveredId, run: discardUndelivered });
