import { z } from "zod";
import type { Database } from "@/scripts/stack/supabase/database";
import { bodyOf, type Handler, json, pathOf } from "@/scripts/stack/supabase/http";
import { AuthFailure, answering } from "./failure";
import { createLink, LinkRequest, type Site } from "./links";
import type { AccessTokens } from "./tokens";
import { UserAttributes, Users, userView } from "./users";

const Page = z.object({
  page: z.coerce.number().int().min(1).catch(1),
  per_page: z.coerce.number().int().min(1).max(1000).catch(50),
});

const USERS = "/auth/v1/admin/users";

/** The admin API of Supabase Auth, which the library doesn't have. For the service role alone. */
export function authAdmin(database: Database, tokens: AccessTokens, site: Site): Handler {
  const users = new Users(database);

  const routes: Record<string, (request: Request, id: string) => Promise<Response>> = {
    "GET users": (request) => list(users, new URL(request.url)),
    "POST users": async (request) => json(userView(await users.create(await parsed(UserAttributes, request)))),
    "GET user": async (_request, id) => json(userView(await users.find("id", id))),
    "PUT user": async (request, id) => json(userView(await users.update(id, await parsed(UserAttributes, request)))),
    "DELETE user": async (request, id) => {
      const { should_soft_delete } = await bodyOf(request);
      await users.delete(id, { softly: should_soft_delete === true });
      return json({});
    },
    "POST generate_link": async (request) => {
      const { user, properties } = await createLink(database, await linkRequest(request), site);
      return json({ ...userView(user), ...properties });
    },
    "POST invite": async (request) => {
      const wanted = await linkRequest(request, { type: "invite" });
      const { user, properties } = await createLink(database, wanted, site);
      await site.mails.send("invite", wanted.email, properties.hashed_token);
      return json(userView(user));
    },
  };

  return (request) =>
    answering(async () => {
      const place = placeOf(pathOf(request));
      if (!place) return undefined;
      if ((await tokens.claimsOfRequest(request))?.role !== "service_role") {
        throw new AuthFailure(403, "not_admin", "User not allowed");
      }
      const route = routes[`${request.method} ${place.name}`];
      if (!route) throw new AuthFailure(404, "not_found", "Not found");
      return route(request, place.id);
    });
}

function placeOf(path: string): { name: string; id: string } | undefined {
  if (path === "/auth/v1/invite") return { name: "invite", id: "" };
  if (!path.startsWith("/auth/v1/admin/")) return undefined;
  const id = /^\/auth\/v1\/admin\/users\/([0-9a-f-]{36})$/.exec(path)?.[1];
  if (id) return { name: "user", id };
  return { name: path.replace("/auth/v1/admin/", ""), id: "" };
}

async function parsed<T>(schema: z.ZodType<T>, request: Request, defaults: object = {}): Promise<T> {
  const result = schema.safeParse({ ...defaults, ...(await bodyOf(request)) });
  if (result.success) return result.data;
  throw new AuthFailure(400, "validation_failed", z.prettifyError(result.error));
}

/** Clients say in the query where a link leads to in the end. */
function linkRequest(request: Request, defaults: Partial<LinkRequest> = {}): Promise<LinkRequest> {
  const redirect_to = new URL(request.url).searchParams.get("redirect_to");
  return parsed(LinkRequest, request, { ...defaults, ...(redirect_to && { redirect_to }) });
}

async function list(users: Users, url: URL): Promise<Response> {
  const { page, per_page } = Page.parse(Object.fromEntries(url.searchParams));
  const { users: found, total } = await users.list(page, per_page);
  const last = Math.max(1, Math.ceil(total / per_page));
  const link = (to: number, rel: string) => `<${USERS}?page=${to}&per_page=${per_page}>; rel="${rel}"`;
  const links = page < last ? [link(page + 1, "next"), link(last, "last")] : [link(last, "last")];
  return json({ users: found.map(userView), aud: "authenticated" }, 200, {
    "x-total-count": String(total),
    link: links.join(", "),
  });
}
