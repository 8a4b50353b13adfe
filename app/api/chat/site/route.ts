import { ReadSite } from "@/lib/conversations/schema";
import { getSiteFace } from "@/lib/conversations/service";
import { parse } from "@/lib/platform/http/parse";
import { respond } from "@/lib/platform/http/respond";
import { searchParams } from "@/lib/platform/http/route";

/** Public, and the same for everyone: any page may read it and any cache may keep it. */
export function GET(request: Request): Promise<Response> {
  return respond(request, async () => {
    const { key } = parse(ReadSite, searchParams(request));
    return Response.json(await getSiteFace(key, request), {
      headers: { "cache-control": "public, max-age=300", "access-control-allow-origin": "*" },
    });
  });
}
