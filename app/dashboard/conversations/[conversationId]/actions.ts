"use server";

import { member } from "@/lib/accounts/auth";
import { handBackConversation, takeOverConversation } from "@/lib/assistant/service";
import { sayToVisitor } from "@/lib/conversations/live/handoff";
import { HandBack, SayToVisitor, TakeOver } from "@/lib/conversations/live/schema";
import { action } from "@/lib/platform/http/action";

const auth = () => member();

export const takeOver = action({ auth, input: TakeOver, run: takeOverConversation });

export const handBack = action({ auth, input: HandBack, run: handBackConversation });

export const say = action({ auth, input: SayToVisitor, run: sayToVisitor });
