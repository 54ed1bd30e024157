import { expect, test } from "vitest";
import { drawingPad, jupyterDisplay, Network } from "../../src";
import { normalizedImage } from "../../src/widgets/drawing-pad/normalize";

const network = new Network([784, 16, 16, 10], { activations: "sigmoid" });
const image = (value: number) => new Array(784).fill(value);

test.each([
  [{ network: new Network([2, 3, 1], { activations: "tanh" }) }, /784 inputs.*10 outputs, got 2-3-1/],
  [{ network, classNames: ["cat", "dog"] }, /2 outputs, got 784-16-16-10/],
  [{ network: { sizes: [784, 10] } }, /expected a network as written by toJSON/],
  [{ network: "{" }, /a network as JSON/],
  [{ network, examples: { inputs: [[1, 2]] } }, /784 pixels, one image a row, got rows of 2/],
  [
    { network: new Network([784, 700, 10], { activations: "tanh" }) },
    /at most 500,000 parameters, got 556,510/,
  ],
  [
    { network, examples: { inputs: [image(0)], labels: [12] } },
    /a label from 0 to 9 .* got 12 for example 1/,
  ],
  [{ network, examples: { inputs: [image(0), image(0)], labels: [1] } }, /got undefined for example 2/],
  [
    { network, examples: { inputs: [image(0), image(255)] } },
    /from 0 \(paper\) to 1 \(ink\), got 255 in example 2/,
  ],
])("what the pad cannot show is refused: %#", (options, message) => {
  expect(() => drawingPad(options)).toThrow(message);
});

test("the network of 13,002 parameters makes an output of less than 300 KB", () => {
  const html = String(
    drawingPad({ network, examples: { inputs: new Array(20).fill(image(0.5)) } })[jupyterDisplay]()[
      "text/html"
    ],
  );
  expect(html.length).toBeLessThan(300_000);
});

test("a drawing is fitted into 20×20 pixels and its center of mass lies in the middle of pixel 14", () => {
  for (const [dx, dy, scale] of [
    [0, 0, 1],
    [150, 60, 1],
    [20, 90, 0.4],
  ]) {
    const seven = [
      [30, 40],
      [90, 40],
      [50, 130],
    ].map(([x, y]) => ({ x: dx + scale * x, y: dy + scale * y }));
    const pixels = normalizedImage([seven], 6 * scale);
    let [mass, x, y] = [0, 0, 0];
    const rows = new Set<number>();
    pixels.forEach((ink, i) => {
      mass += ink;
      x += ink * ((i % 28) + 0.5);
      y += ink * (Math.floor(i / 28) + 0.5);
      if (ink > 0.4) rows.add(Math.floor(i / 28));
    });
    expect(Math.abs(x / mass - 14.5)).toBeLessThanOrEqual(0.51);
    expect(Math.abs(y / mass - 14.5)).toBeLessThanOrEqual(0.51);
    expect(rows.size).toBeGreaterThanOrEqual(19);
    expect(rows.size).toBeLessThanOrEqual(21);
  }
});

test("a dot is an image, and nothing is a blank one", () => {
  expect(normalizedImage([[{ x: 5, y: 5 }]], 3).some((ink) => ink > 0.9)).toBe(true);
  expect(normalizedImage([], 3)).toEqual(new Float64Array(784));
});
