import type { Glyph } from "fontkit";

type Point = { x: number; y: number; isOnCurve: boolean };

const ON_CURVE = 1;

/** The outline of a glyph as TrueType writes it in a `glyf` table; nothing for one that is empty. */
export function encodeGlyph({ path }: Glyph): Buffer {
  const contours = contoursOf(path.commands);
  const points = contours.flat();
  if (points.length === 0) return Buffer.alloc(0);
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const head = [contours.length, least(xs), least(ys), most(xs), most(ys)];
  let last = -1;
  const ends = contours.map(({ length }) => {
    last += length;
    return last;
  });
  const flags = Buffer.from(points.map(({ isOnCurve }) => (isOnCurve ? ON_CURVE : 0)));
  const glyph = Buffer.concat([int16(head), int16(ends), int16([0]), flags, int16(steps(xs)), int16(steps(ys))]);
  return glyph.length % 2 === 0 ? glyph : Buffer.concat([glyph, Buffer.alloc(1)]); // Offsets count in words.
}

function contoursOf(commands: Glyph["path"]["commands"]): Point[][] {
  const contours: Point[][] = [];
  for (const { command, args } of commands) {
    if (command === "moveTo") contours.push([]);
    for (let index = 0; index < args.length; index += 2) {
      const isOnCurve = index === args.length - 2;
      contours.at(-1)?.push({ x: Math.round(args[index] ?? 0), y: Math.round(args[index + 1] ?? 0), isOnCurve });
    }
  }
  return contours.filter(({ length }) => length > 1);
}

// One by one: a glyph of ideographs has more points than a call takes arguments on some engines.
const least = (values: number[]) => values.reduce((found, value) => Math.min(found, value));
const most = (values: number[]) => values.reduce((found, value) => Math.max(found, value));
const steps = (values: number[]) => values.map((value, index) => value - (values[index - 1] ?? 0));

function int16(values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeInt16BE(value, index * 2);
  return bytes;
}
