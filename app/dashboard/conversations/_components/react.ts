"use server";

import { member } from "@/lib/accounts/auth";
import { ToggleReaction } from "@/lib/conversations/reactions/schema";
import { toggleReaction } from "@/lib/conversations/reactions/service";
import { action } from "@/lib/platform/http/action";

export const react = action({ auth: () => member(), input: ToggleReaction, run: toggleReaction });
