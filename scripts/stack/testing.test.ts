import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestStack, type TestStack } from "./testing";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.close());

test("a new customer's owner sees that customer alone", async () => {
  const [ours] = await Promise.all([stack.newCustomer("Ours"), stack.newCustomer("Theirs")]);
  const { data } = await ours.db.from("customers").select("id, name").throwOnError();
  expect(data).toEqual([{ id: ours.customerId, name: "Ours" }]);
});

test("a new site belongs to its customer", async () => {
  const customer = await stack.newCustomer();
  const site = await stack.newSite(customer, "https://shop.example/");
  expect(site).toMatchObject({ customer_id: customer.customerId, allowed_origins: ["https://shop.example"] });
});
