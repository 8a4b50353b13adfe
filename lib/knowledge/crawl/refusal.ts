import { AppError } from "@/lib/platform/errors";

/** What is not read, however well the server works: the address or its answer is beyond the bounds that hold for all. */
export class Refusal extends AppError {
  readonly reason: "address" | "redirects" | "size" | "time";

  constructor(reason: Refusal["reason"], message: string, options?: ErrorOptions) {
    super("invalid", message, options);
    this.reason = reason;
  }
}
