import "server-only";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import type { MyName } from "./schema";
import { selectMyName, updateMyName } from "./store";

type Member = Ctx<ActorOf<"member">>;

/** The name by which visitors know the member; empty while they are to be known by the name of the business. */
export const getMyName = async (ctx: Member): Promise<MyName> => ({ name: await selectMyName(ctx) });

/** Gives the member another name for what is said from now on; an empty one is the name of the business. */
export async function renameMe(ctx: Member, { name }: MyName): Promise<MyName> {
  await updateMyName(ctx, name);
  return { name };
}
