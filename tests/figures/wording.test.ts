import { expect, test } from "vitest";
import { asNumber, asPoint, asTitle } from "../../src/figures";

test.each([
  [0, "0"],
  [-0, "0"],
  [2.31, "2.31"],
  [1 / 3, "0.3333"],
  [-2.5, "−2.5"],
  [1234567, "1,235,000"],
  [12345678, "1.235·10⁷"],
  [0.001, "0.001"],
  [0.00099996, "0.001"],
  [-1.5e-12, "−1.5·10⁻¹²"],
  [1e300, "1·10³⁰⁰"],
  [Infinity, "Infinity"],
  [-Infinity, "−Infinity"],
  [NaN, "NaN"],
])("the number %d is said as %s", (value, said) => {
  expect(asNumber(value)).toBe(said);
});

test("points of one dimension are numbers", () => {
  expect(asPoint([0.5])).toBe("0.5");
  expect(asPoint(Float64Array.of(1, -2))).toBe("(1, −2)");
});

test("long titles are broken between words, of about the width of 46 small letters", () => {
  const { text, lines } = asTitle(
    "In thirteen thousand dimensions every random direction is almost square to the gradient",
  );
  expect(lines).toBe(2);
  expect(lines).toBe(text.split("<br>").length);
  for (const line of text.split("<br>")) expect(line.length).toBeLessThanOrEqual(46);
  expect(text.replaceAll("<br>", " ")).toContain("every random direction is almost square");
});

test("what does not fit one line in large letters is set in smaller ones, and perhaps fits then", () => {
  expect(asTitle("Small steps arrive late")).toMatchObject({ lines: 1, size: 16 });
  expect(asTitle("The path crosses lines at right angles only")).toMatchObject({ lines: 1, size: 14 });
});
