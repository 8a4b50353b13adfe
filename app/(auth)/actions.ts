"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import * as accounts from "@/lib/accounts/sign-in";
import { action } from "@/lib/platform/http/action";

import { addressOf } from "@/lib/platform/http/address";
import { safePath } from "@/lib/platform/http/safe-path";

const anyone = async () => ({ ip: addressOf({ headers: await headers() }) });

export const signUp = action({
  auth: anyone,
  input: accounts.SignUp,
  run: async (caller, input) => {
    await accounts.signUp(caller, input);
    redirect(`/check-mail?${new URLSearchParams({ email: input.email, for: "sign-up" })}`);
  },
});

export const signIn = action({
  auth: anyone,
  input: accounts.SignIn,
  run: async (caller, input) => {
    await accounts.signIn(caller, input);
    return { next: safePath(input.next, "/dashboard") };
  },
});

export const askForReset = action({
  auth: anyone,
  input: accounts.AskForReset,
  run: async (caller, input) => {
    await accounts.askForReset(caller, input);
    redirect(`/check-mail?${new URLSearchParams({ email: input.email, for: "reset" })}`);
  },
});

export const setPassword = action({
  auth: anyone,
  input: accounts.NewPassword,
  run: async (_, input) => {
    await accounts.setPassword(input);
    return { next: "/dashboard" };
  },
});

export async function signOut() {
  await accounts.signOut();
}
