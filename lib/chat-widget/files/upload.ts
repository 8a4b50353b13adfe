import type { Linked } from "./links";

/** Sends a file's bytes and tells how far it is, from 0 to 1. Rejects with the answer's status; 0: nobody answered. */
export function upload(url: string, token: string, body: Blob, onProgress: (part: number) => void): Promise<Linked> {
  const request = new XMLHttpRequest(); // fetch says nothing of how far an upload is.
  request.open("POST", url);
  request.setRequestHeader("authorization", `Bearer ${token}`);
  request.responseType = "json";
  request.upload.onprogress = ({ loaded, total }) => onProgress(loaded / total);
  return new Promise((resolve, reject) => {
    request.onloadend = () => (request.status === 201 ? resolve(request.response) : reject(request.status));
    request.send(body);
  });
}
