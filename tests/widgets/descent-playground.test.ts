import { expect, test } from "vitest";
import { descentPlayground } from "../../src";
import { landscapeOf } from "../../src/widgets/descent-playground/landscape";
import { surfaces } from "../../src/widgets/descent-playground/surfaces";
import { finiteDifferenceGradient } from "../../src/calculus";
import { ticksOf } from "../../src/widgets/page/ticks";

test.each([
  [{ method: "magic" as "adam" }, /expected a method, one of gradient-descent/],
  [{ learningRate: 0 }, /learningRate to be positive/],
  [{ start: [NaN, 0] as [number, number] }, /coordinate 1 of the start/],
  [{ start: [1] as unknown as [number, number] }, /the start as \[x, y\], got \[1\]/],
  [{ x: 3 as unknown as [number, number] }, /x as \[from, to\], got 3/],
  [{ x: [1, 1] as [number, number] }, /from a smaller to a larger/],
  [{ surface: "" }, /a landscape \(bowl, /],
  [
    { surface: "x^2 + sinn(y)" },
    /at character 7: the function sinn is not known[^]*\n {2}x\^2 \+ sinn\(y\)\n {8}\^$/,
  ],
  [{ surface: "x^2 + z" }, /z is neither x nor y/],
  [{ surface: "2 (x + y" }, /this parenthesis is not closed/],
  [{ surface: "x² + y²" }, /a power is written x\^2/],
])("what makes no playground is refused: %#", (options, message) => {
  expect(() => descentPlayground(options)).toThrow(message);
});

test.each(Object.values(surfaces))("$name has the slope that differences say", ({ expression, start }) => {
  const { height, gradient } = landscapeOf(expression);
  const [x, y] = gradient(Float64Array.from(start));
  const [nx, ny] = finiteDifferenceGradient(height, start);
  expect(x).toBeCloseTo(nx, 4);
  expect(y).toBeCloseTo(ny, 4);
});

test("a landscape of its own is taken as it is written", () => {
  expect(descentPlayground({ surface: "2 x y + ln(1 + x^2)", start: [1, 1] }).text).toContain(
    "2 x y + ln(1 + x^2)",
  );
});

test("an axis has four to eight numbers, whatever its length", () => {
  for (const to of [1e-9, 0.013, 0.5, 1, 7, 99, 12345, 1e12]) {
    const count = ticksOf({ from: 0, to }).length;
    expect(count, String(to)).toBeGreaterThanOrEqual(3);
    expect(count, String(to)).toBeLessThanOrEqual(8);
  }
});
