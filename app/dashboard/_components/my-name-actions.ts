"use server";

import { z } from "zod";
import { member } from "@/lib/accounts/auth";
import { getMyName, renameMe } from "@/lib/conversations/live/name";
import { MyName } from "@/lib/conversations/live/schema";
import { action } from "@/lib/platform/http/action";

const auth = () => member();

export const loadMyName = action({ auth, input: z.object({}), run: getMyName });

export const saveMyName = action({ auth, input: MyName, run: renameMe });
