/** Sends a file's bytes, telling how far it is from 0 to 1. False when the store refused or nobody answered. */
export function sendFile(
  file: File,
  { url, contentType }: { url: string; contentType: string },
  onProgress: (share: number) => void,
): Promise<boolean> {
  // fetch() can't tell how much of an upload has left.
  const request = new XMLHttpRequest();
  return new Promise((resolve) => {
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onloadend = () => resolve(request.status >= 200 && request.status < 300);
    request.open("PUT", url);
    request.setRequestHeader("content-type", contentType);
    request.send(file);
  });
}
