import { after } from "next/server";
import { operations } from "@/app/api/operations";
import { authenticate } from "@/lib/accounts/auth";
import { startDocuments } from "@/lib/knowledge/documents/read-documents";
import { startReading } from "@/lib/knowledge/jobs/read-site";
import { rest } from "@/lib/platform/http/rest";

const handle = rest(operations, authenticate);

export const maxDuration = 60;

export const GET = handle;
export const DELETE = handle;
export const POST = serve;
export const PATCH = serve;

async function serve(request: Request, segment: Parameters<typeof handle>[1]): Promise<Response> {
  const response = await handle(request, segment);
  // What was accepted begins at once; the scheduler goes on with what takes longer.
  if (response.status === 202) after(() => Promise.all([startReading(), startDocuments()]));
  return response;
}
