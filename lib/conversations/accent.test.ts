import { expect, test } from "vitest";
import { accentRules, contrast } from "./accent";

type Rgb = [number, number, number];

const surfaces = { light: [244, 244, 242] as Rgb, dark: [39, 39, 37] as Rgb };

function tonesOf(hex: string) {
  const colors = [...accentRules(hex).matchAll(/rgb\((\d+),(\d+),(\d+)\)/g)].map((m) => m.slice(1).map(Number) as Rgb);
  const [fill, onFill, ink, darkFill, darkOnFill, darkInk] = colors as [Rgb, Rgb, Rgb, Rgb, Rgb, Rgb];
  return [
    { fill, onFill, ink, surface: surfaces.light },
    { fill: darkFill, onFill: darkOnFill, ink: darkInk, surface: surfaces.dark },
  ];
}

test.each(["#2f6b4f", "#ffffff", "#000000", "#ffd400", "#3b82f6", "#e11d48", "#808080", "not a colour"])(
  "BASE-009 words on and in the accent %s are legible in light and dark",
  (hex) => {
    for (const { fill, onFill, ink, surface } of tonesOf(hex)) {
      expect(contrast(fill, onFill)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(ink, surface)).toBeGreaterThanOrEqual(4.5);
    }
  },
);

test("a colour cannot bring other rules with it", () => {
  expect(accentRules("#fff}*{display:none")).not.toContain("display");
});
