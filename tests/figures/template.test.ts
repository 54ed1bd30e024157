import { expect, test } from "vitest";
import { CLASS_COLORS, GRAY, INK, SIGNED, template, TERRAIN } from "../../src/figures";

/** JupyterLab's page in the light and in the dark theme. */
const PAGES = { light: "#ffffff", dark: "#111111" };

/** The relative luminance of the Web Content Accessibility Guidelines 2.2. */
function luminance(color: string): number {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const channel = parseInt(color.slice(i, i + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** The best that one color can do on both pages: the middle between them. */
const BEST_ON_BOTH = Math.sqrt(contrast(PAGES.light, PAGES.dark));

test("the contrast is measured as the guidelines do", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 10);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});

test.each(Object.entries(PAGES))(
  "text and grid have the best contrast that one color can have on the %s page",
  (_, page) => {
    expect(contrast(GRAY, page)).toBeGreaterThan(0.99 * BEST_ON_BOTH);
    expect(contrast(GRAY, page)).toBeGreaterThan(4.3);
  },
);

test("every line of the template has that color", () => {
  const { layout } = template;
  for (const axis of [layout?.xaxis, layout?.yaxis, layout?.scene?.xaxis, layout?.scene?.zaxis]) {
    expect(axis).toMatchObject({ gridcolor: GRAY, linecolor: GRAY });
  }
  expect(layout?.font?.color).toBe(GRAY);
  expect(layout?.paper_bgcolor).toMatch(/, 0\)$/);
  expect(layout?.plot_bgcolor).toMatch(/, 0\)$/);
});

test.each(CLASS_COLORS)("data drawn in %s stand out from both pages", (color) => {
  for (const page of Object.values(PAGES)) expect(contrast(color, page)).toBeGreaterThan(3);
});

test("the terrain becomes lighter with every height", () => {
  const heights = TERRAIN.map(([, color]) => luminance(color));
  expect(heights).toEqual([...heights].sort((a, b) => a - b));
  expect(contrast(TERRAIN[0][1], TERRAIN.at(-1)![1])).toBeGreaterThan(10);
});

test("numbers with a sign are the darker the farther they are from zero, as far on both sides", () => {
  const [lowest, low, zero, high, highest] = SIGNED.map(([, color]) => luminance(color));
  expect(zero).toBeGreaterThan(0.9);
  expect(low).toBeLessThan(zero);
  expect(high).toBeLessThan(zero);
  expect(contrast(SIGNED[0][1], SIGNED[2][1])).toBeGreaterThan(6);
  expect(contrast(SIGNED[4][1], SIGNED[2][1])).toBeGreaterThan(6);
  expect([lowest < low, highest < high]).toEqual([true, true]);
});

test("ink stands out from paper", () => {
  expect(contrast(INK[0][1], INK[1][1])).toBeGreaterThan(15);
});
