import { checkHealth, Health } from "@/lib/assistant/health";
import { respond } from "@/lib/platform/http/respond";

export function GET(request: Request): Promise<Response> {
  return respond(request, async () => {
    const health = await checkHealth();
    const status = health.status === "down" ? 503 : 200;
    return Response.json(Health.parse(health), { status, headers: { "cache-control": "no-store" } });
  });
}
