import "server-only";
import { connection } from "next/server";
import { env } from "@/lib/platform/env";
import { policyForWidget } from "./content-security-policy";

/** Where this installation is reached, without a trailing slash. Makes its caller dynamic: the address isn't known at build. */
export async function appOrigin(): Promise<string> {
  await connection();
  return env().APP_URL;
}

/** What the policies of websites must allow for the widget of this installation, a directive a line. */
export async function widgetPolicy(): Promise<string> {
  return policyForWidget(await appOrigin(), env().SUPABASE_URL);
}
