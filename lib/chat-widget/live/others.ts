import type { Payload } from "./channel";

const TYPING_MS = 4_000;

/** Who of the business is here, and whether they write, as the channel's events tell it. */
export function createOthers(onChange: () => void) {
  const members = new Set<string>();
  let typing: ReturnType<typeof setTimeout> | undefined;
  const see = (present: object, isHere: boolean) => {
    for (const key of Object.keys(present)) if (key.startsWith("member")) members[isHere ? "add" : "delete"](key);
    onChange();
  };
  const setTyping = (isTyping: boolean) => {
    clearTimeout(typing);
    typing = isTyping ? setTimeout(() => setTyping(false), TYPING_MS) : undefined;
    onChange();
  };
  return {
    areHere: () => members.size > 0,
    areTyping: () => typing !== undefined,
    setTyping,
    take: (event: string, { joins = {}, leaves = {}, ...present }: Payload) => {
      if (event === "member_writes") setTyping(true);
      if (event === "presence_state") {
        members.clear();
        see(present, true);
      }
      if (event === "presence_diff") {
        see(leaves, false);
        see(joins, true);
      }
    },
  };
}
