import type { Session } from "@/lib/chat-widget/conversation/session";
import type { Linked } from "./links";
import { prepared } from "./picture";

const LARGEST = 4 * 1024 * 1024;

/** The server did not take a file. */
export class Refusal extends Error {
  /** 0 where nobody answered. */
  readonly status: number;
  /** How many seconds to wait before another try, where the server says so. */
  readonly wait: number;

  constructor(status: number, wait = 0) {
    super();
    this.status = status;
    this.wait = wait;
  }
}

/** Brings a file to the server and tells how far it is, from 0 to 1. Rejects with a Refusal. */
export async function upload(url: string, session: Session, file: File, onProgress: (part: number) => void) {
  const body = await prepared(file);
  if (body.size > LARGEST) throw new Refusal(413);
  return session.use((token) => post(url, token, body, onProgress));
}

function post(url: string, token: string, body: Blob, onProgress: (part: number) => void): Promise<Linked> {
  const request = new XMLHttpRequest(); // fetch says nothing of how far an upload is.
  request.open("POST", url);
  request.setRequestHeader("authorization", `Bearer ${token}`);
  request.responseType = "json";
  request.upload.onprogress = ({ loaded, total }) => onProgress(loaded / total);
  return new Promise((resolve, reject) => {
    request.onloadend = () => {
      const { status } = request;
      if (status === 201) resolve(request.response);
      else reject(new Refusal(status, Number(request.getResponseHeader("retry-after"))));
    };
    request.send(body);
  });
}
