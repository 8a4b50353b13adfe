/** How fresh a page is: `live` hears of changes, `polling` asks for them, `connecting` doesn't know yet. */
export type LiveState = {
  mode: "connecting" | "live" | "polling";
  /** Grows by one each time what is shown may be old and must be read again. */
  reads: number;
};

export type LiveEvent = "joined" | "lost" | "changed" | "tick" | "shown";

export const initialLiveState: LiveState = { mode: "connecting", reads: 0 };

/** What an event means. Changes can be missed until the channel has joined, so each joining reads again. */
export function nextLiveState(state: LiveState, event: LiveEvent): LiveState {
  const readAgain = state.reads + 1;
  switch (event) {
    case "joined":
      return state.mode === "live" ? state : { mode: "live", reads: readAgain };
    case "lost":
      return state.mode === "polling" ? state : { ...state, mode: "polling" };
    case "changed":
    case "shown":
      return { ...state, reads: readAgain };
    case "tick":
      return state.mode === "live" ? state : { ...state, reads: readAgain };
  }
}
