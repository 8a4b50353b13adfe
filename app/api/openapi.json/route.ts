import { connection } from "next/server";
import { operations } from "@/app/api/operations";
import { openApi } from "@/lib/platform/http/openapi";

export async function GET(): Promise<Response> {
  await connection(); // The address is only known at run time.
  return Response.json(openApi(operations), { headers: { "access-control-allow-origin": "*" } });
}
