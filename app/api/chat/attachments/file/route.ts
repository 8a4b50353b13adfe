import { z } from "zod";
import { fileResponse } from "@/lib/conversations/attachments/respond";
import { openLink } from "@/lib/conversations/attachments/service";
import { stream } from "@/lib/platform/http/route";

export const GET = stream({
  auth: async () => ({}),
  query: z.object({ link: z.string().max(2000) }),
  handle: async ({ query, request }) => fileResponse(await openLink(query.link), request),
});
