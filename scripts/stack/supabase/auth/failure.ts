import { json } from "@/scripts/stack/supabase/http";

/** A refusal in the words of Supabase Auth. */
export class AuthFailure extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  toResponse(): Response {
    return json({ code: this.status, error_code: this.code, msg: this.message }, this.status);
  }
}

/** Answers with the refusal where `work` throws one. */
export async function answering(work: () => Promise<Response | undefined>): Promise<Response | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AuthFailure) return error.toResponse();
    throw error;
  }
}
