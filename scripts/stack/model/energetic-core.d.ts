import "@energetic-ai/core";

declare module "@energetic-ai/core" {
  /** Re-exported from tfjs-core, whose types the package leaves out. */
  export function ready(): Promise<void>;
}
