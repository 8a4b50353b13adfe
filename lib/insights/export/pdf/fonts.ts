import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import sans from "@fontsource-variable/noto-sans/unicode.json" with { type: "json" };
import arabic from "@fontsource-variable/noto-sans-arabic/unicode.json" with { type: "json" };
import devanagari from "@fontsource-variable/noto-sans-devanagari/unicode.json" with { type: "json" };
import hebrew from "@fontsource-variable/noto-sans-hebrew/unicode.json" with { type: "json" };
import kr from "@fontsource-variable/noto-sans-kr/unicode.json" with { type: "json" };
import sc from "@fontsource-variable/noto-sans-sc/unicode.json" with { type: "json" };
import thai from "@fontsource-variable/noto-sans-thai/unicode.json" with { type: "json" };
import { create, type Font, type Outline } from "fontkit";
import { GlyphSubset } from "./true-type";

const REGULAR = 400;

/** What a package of fonts covers, by the name of the file that does: "U+0590-05FF,U+200C". */
const packages: Record<string, Record<string, string>> = {
  "noto-sans": sans,
  "noto-sans-hebrew": hebrew,
  "noto-sans-arabic": arabic,
  "noto-sans-thai": thai,
  "noto-sans-devanagari": devanagari,
  "noto-sans-sc": sc,
  "noto-sans-kr": kr,
};

/** A file with the glyphs of some scripts, and what it covers. */
type Face = { file: string; ranges: [first: number, last: number][] };

const faces: Face[] = Object.entries(packages).flatMap(([name, subsets]) =>
  Object.entries(subsets).map(([subset, covered]) => ({
    file: join(`@fontsource-variable/${name}/files`, `${name}-${subset.replace(/[[\]]/g, "")}-wght-normal.woff2`),
    ranges: covered.split(",").map((range) => {
      const [first = "", last = first] = range.slice(2).split("-");
      return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
    }),
  })),
);

/** What joins, varies or directs the characters around it and has no look of its own. */
const INVISIBLE = /\p{Cf}|\p{Variation_Selector}/u;

/** The fonts of one document, each opened when it is first needed. */
export class Fonts {
  readonly #open = new Map<string, Font>();

  /** A font that has every character of the cluster, `current` where it does; nothing where none has. */
  find(cluster: string, current: Font | undefined): Font | undefined {
    const points = [...cluster].filter((character) => !INVISIBLE.test(character)).map((one) => one.codePointAt(0) ?? 0);
    if (current && points.every((point) => current.hasGlyphForCodePoint(point))) return current;
    for (const { file, ranges } of faces) {
      const claims = points.every((point) => ranges.some(([first, last]) => point >= first && point <= last));
      if (!claims) continue;
      const font = this.#font(file);
      if (points.every((point) => font.hasGlyphForCodePoint(point))) return font;
    }
    return undefined;
  }

  #font(file: string): Font {
    const known = this.#open.get(file);
    if (known) return known;
    const font = openRegular(readFileSync(join(process.cwd(), "node_modules", file)));
    font.createSubset = () => new GlyphSubset(font);
    // PDFKit takes fonts of one name for one font.
    Object.defineProperty(font, "postscriptName", { value: basename(file, ".woff2") });
    // A glyph that is first met as a part of another one would not know which character it is.
    for (const point of font.characterSet) font.glyphForCodePoint(point);
    this.#open.set(file, font);
    return font;
  }
}

function openRegular(data: Buffer): Font {
  const font = create(data);
  if ((font.variationAxes.wght?.default ?? REGULAR) === REGULAR) return font;
  font.getGlyph(0); // Reads all.
  return varied(create(data), font._transformedGlyphs ?? []);
}

/** The font at its regular weight, which fontkit finds for other files than WOFF2. `outlines` are those of its default. */
function varied(font: Font, outlines: Outline[]): Font {
  font.variationCoords = [REGULAR];
  for (const [id, { points }] of outlines.entries()) {
    const [first] = points ?? [];
    if (!points || !first) continue;
    // They stand for the metrics, and vary with the rest.
    const phantoms = Array.from({ length: 4 }, () => Object.assign(first.copy(), { endContour: true }));
    font._variationProcessor?.transformPoints(id, [...points, ...phantoms]);
  }
  return Object.assign(font, { _transformedGlyphs: outlines });
}
