import { authenticate } from "@/lib/accounts/auth";
import { readBare } from "@/lib/conversations/chat-history/bare";
import { respond } from "@/lib/platform/http/respond";

/** What `npm run bench` measures the history route against; elsewhere there is nothing here. */
export const GET = (request: Request, { params }: RouteContext<"/api/bench/history/[from]">) =>
  respond(request, async () => Response.json(await readBare(() => authenticate(request), (await params).from)));
