/** The part of fontkit, which draws for PDFKit, that picks and embeds fonts. */
declare module "fontkit" {
  type PathCommand =
    | { command: "moveTo" | "lineTo"; args: [number, number] }
    | { command: "quadraticCurveTo"; args: [number, number, number, number] }
    | { command: "closePath"; args: [] };

  export type Glyph = { id: number; advanceWidth: number; path: { commands: PathCommand[] } };

  export type OutlinePoint = { x: number; y: number; copy(): OutlinePoint };
  /** A glyph as it is read; one that is made of others has no points of its own. */
  export type Outline = { points?: OutlinePoint[] };

  export type Subset = { includeGlyph(glyph: number | Glyph): number; encode(): Uint8Array };

  export type Font = {
    postscriptName: string;
    unitsPerEm: number;
    variationAxes: Record<string, { min: number; default: number; max: number }>;
    /** Where on its axes a variable font is drawn; it has to be set before the first glyph is. */
    variationCoords: number[] | null;
    /** The glyphs of a WOFF2 file, once one was asked for. */
    _transformedGlyphs?: Outline[];
    _variationProcessor: { transformPoints(id: number, points: OutlinePoint[]): void } | null;
    characterSet: number[];
    glyphForCodePoint(codePoint: number): Glyph;
    hasGlyphForCodePoint(codePoint: number): boolean;
    getGlyph(id: number): Glyph;
    layout(text: string): { advanceWidth: number };
    createSubset(): Subset;
  };

  export function create(data: Uint8Array): Font;
}

declare namespace PDFKit.Mixins {
  interface PDFFont {
    registerFont(name: string, src: import("fontkit").Font): this;
  }
}
