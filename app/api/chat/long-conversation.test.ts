import { afterAll, beforeAll, expect, test } from "vitest";
import { Browser, newReadSite, startGateways } from "@/scripts/stack/chat-testing";
import { scriptedModel } from "@/scripts/stack/gateway";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";

let stack: TestStack;
let gateways: Awaited<ReturnType<typeof startGateways>>;

beforeAll(async () => {
  stack = await startTestStack();
  gateways = await startGateways(stack);
});
afterAll(async () => {
  await gateways.close();
  await stack.close();
});

test("of a conversation of 1,000 messages the model sees the newest ones, in order", async () => {
  const { site } = await newReadSite(stack, [
    { path: "/dogs", title: "Dogs", passages: ["Dogs are welcome on the terrace and in the garden."] },
  ]);
  const browser = new Browser(site);
  await browser.start();
  const { conversationId } = (await browser.send("Hello!")).body;
  await stack.sql(
    `insert into public.messages (customer_id, conversation_id, role, content)
     select customer_id, id, case when n % 2 = 1 then 'user' else 'assistant' end, 'message ' || n
     from public.conversations, generate_series(1, 998) n where id = $1 order by n`,
    [conversationId],
  );
  const { asked, intercept } = scriptedModel("Dogs are welcome on the terrace. [1]");
  gateways.model.during(intercept);
  // Drops what is cached of the conversation, which knows nothing of the messages that came past the product.
  await browser.askForPerson({ conversationId });
  await browser.send("Are dogs welcome on the terrace of the house?", { conversationId });
  const [, ...seen] = asked[0]?.messages ?? [];
  const earlier = seen.slice(0, -1).map(({ content }) => content);
  const numbered = earlier.filter((content) => content.startsWith("message "));
  expect(numbered.at(-1)).toBe("message 998");
  expect(numbered).toEqual(Array.from({ length: numbered.length }, (_, i) => `message ${999 - numbered.length + i}`));
  expect(numbered.length).toBeGreaterThanOrEqual(18);
  expect(earlier.length).toBeLessThanOrEqual(20);
});
