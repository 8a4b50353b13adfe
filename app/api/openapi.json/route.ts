import { operations } from "@/app/api/operations";
import { openApi } from "@/lib/platform/http/openapi";

export const GET = () => Response.json(openApi(operations), { headers: { "access-control-allow-origin": "*" } });
