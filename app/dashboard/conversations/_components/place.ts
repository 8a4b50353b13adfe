const KEY = "conversations-place";

/** Where a member left a list: its address, the conversation that was opened, and how far below the window's top it was. */
export type Place = { address: string; id: string; top: number };

/** Kept for this tab alone. */
export const rememberPlace = (place: Place): void => sessionStorage.setItem(KEY, JSON.stringify(place));

export function rememberedPlace(): Place | undefined {
  const kept = sessionStorage.getItem(KEY);
  return kept ? JSON.parse(kept) : undefined;
}

export const forgetPlace = (): void => sessionStorage.removeItem(KEY);
