import { passageVector } from "@/lib/knowledge/words/tokenize";
import type { Ctx } from "@/lib/platform/context";
import type { TestStack } from "@/scripts/stack/testing";

export type Reader = { ctx: Ctx; siteId: string; put: (path: string, ...texts: string[]) => Promise<string> };

/** A customer with a site, whose pages are stored without the detour over the web. */
export async function newReader(stack: TestStack): Promise<Reader> {
  const customer = await stack.newCustomer();
  const { id: siteId } = await stack.newSite(customer);
  const { db, customerId, userId } = customer;
  const put: Reader["put"] = async (path, ...texts) => {
    const page = {
      url: `https://example.com/${path}`,
      title: path,
      description: "",
      content_hash: "x",
      bytes: 0,
      http_status: 200,
    };
    const passages = texts.map((text) => ({ heading_path: [path], content: text, terms: passageVector(text, path) }));
    const stored = { p_customer: customerId, p_site: siteId, p_page: page, p_passages: passages };
    return (await stack.serviceDb.rpc("put_page", stored).throwOnError()).data;
  };
  return { ctx: { db, customerId, actor: { type: "member", userId, role: "owner" } }, siteId, put };
}
