import { after } from "next/server";
import { operations } from "@/app/api/operations";
import { authenticate } from "@/lib/accounts/auth";
import { startReading } from "@/lib/knowledge/jobs/read-site";
import { rest } from "@/lib/platform/http/rest";

const serve = rest(operations, authenticate);

export const maxDuration = 60;

export const GET = serve;
export const PATCH = serve;
export const DELETE = serve;

export async function POST(request: Request, segment: Parameters<typeof serve>[1]): Promise<Response> {
  const response = await serve(request, segment);
  // What was accepted begins at once; the scheduler goes on with what takes longer.
  if (response.status === 202) after(startReading);
  return response;
}
