type Rgb = [number, number, number];

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];
const LIGHT_SURFACE: Rgb = [244, 244, 242];
const DARK_SURFACE: Rgb = [39, 39, 37];

/** The colour of a site that has none. */
const NEUTRAL = "#2b2a27";

function parse(hex: string): Rgb {
  const value = Number.parseInt((/^#[\da-f]{6}$/i.test(hex) ? hex : NEUTRAL).slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function luminance(color: Rgb): number {
  const [r, g, b] = color.map((part) => {
    const c = part / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The WCAG contrast of two colours. */
export function contrast(a: Rgb, b: Rgb): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The nearest tone of a colour, on the way to white or black, that differs from another by at least this contrast. */
function legible(color: Rgb, surface: Rgb, ratio: number): Rgb {
  const goal = luminance(surface) > 0.2 ? BLACK : WHITE;
  let tone = color;
  for (let step = 1; step <= 20 && contrast(tone, surface) < ratio; step++) {
    tone = color.map((part, i) => Math.round(part + ((goal[i] ?? 0) - part) * (step / 20))) as Rgb;
  }
  return tone;
}

function tones(color: Rgb, surface: Rgb) {
  const visible = legible(color, surface, 3);
  // A colour that nearly carries white words is darkened until it does; a light one carries black words.
  const onFill = contrast(WHITE, visible) >= 3 ? WHITE : BLACK;
  const fill = legible(visible, onFill, 4.5);
  const css = (tone: Rgb) => `rgb(${tone})`;
  return `--accent:${css(fill)};--on-accent:${css(onFill)};--accent-ink:${css(legible(color, surface, 4.5))}`;
}

/** CSS for the widget: the site's colour as custom properties that stay legible on its light and dark surfaces. */
export function accentRules(hex: string): string {
  const color = parse(hex);
  return `:host{${tones(color, LIGHT_SURFACE)}}@media(prefers-color-scheme:dark){:host{${tones(color, DARK_SURFACE)}}}`;
}
