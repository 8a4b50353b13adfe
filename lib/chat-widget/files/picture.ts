const LONGEST_SIDE = 2048;
const SMALL = 1024 * 1024;

/**
 * A picture as it is sent: at most 2,048 pixels wide and high, upright, and without what the camera wrote into it. Other
 * files, and pictures that the browser can't read, are sent as they are.
 */
export async function prepared(file: File): Promise<Blob> {
  const isPhoto = file.type === "image/jpeg" || (/^image\/(?!gif|svg)/.test(file.type) && file.size > SMALL);
  const picture = isPhoto && (await createImageBitmap(file).catch(() => undefined));
  if (!picture) return file;
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = picture.width * scale;
  canvas.height = picture.height * scale;
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const type = file.type === "image/png" ? "image/webp" : "image/jpeg"; // A drawing may be see-through.
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? file), type, 0.85));
}
