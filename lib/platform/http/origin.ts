import "server-only";
import { connection } from "next/server";
import { env } from "@/lib/platform/env";

/** Where this installation is reached, without a trailing slash. Makes its caller dynamic: the address isn't known at build. */
export async function appOrigin(): Promise<string> {
  await connection();
  return env().APP_URL;
}
