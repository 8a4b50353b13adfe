import { test as base } from "@playwright/test";
import { type Customer, newCustomer, readSite, signIn } from "./customer";
import { linkInMail } from "./mailbox";
import { type StackUnderTest, stackUnderTest } from "./stack";

type Fixtures = {
  stack: StackUnderTest;
  /** A fresh customer; its owner is signed in where `page` is. */
  owner: Customer;
  /** As `owner`, with the website read. */
  readOwner: Customer;
  /** The link in the newest mail to an address. */
  mailLink: (to: string, since?: Date) => Promise<string>;
};

/** Tests against the stack: `page.goto("/dashboard")` is the app's. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from its first parameter.
  stack: async ({}, use) => use(stackUnderTest()),
  baseURL: async ({ stack }, use) => use(stack.appUrl),
  owner: async ({ stack, context }, use) => {
    const customer = await newCustomer(stack);
    await signIn(context, stack, customer);
    await use(customer);
  },
  readOwner: async ({ stack, owner }, use) => {
    await readSite(stack, owner);
    await use(owner);
  },
  mailLink: async ({ stack }, use) => use((to, since) => linkInMail(stack.mailUrl, to, since)),
});
