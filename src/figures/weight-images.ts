import { asMatrix, MatrixLike, zeros } from "../data";
import { BAR, colorBar } from "./color-bar";
import { extremes } from "./samples";
import { Figure } from "./figure";
import { tiles } from "./image-tiles";
import { countOf } from "./story";
import { SIGNED } from "./template";
import { asNumber } from "./wording";

/**
 * The weights of units as images, one image a unit: blue where a bright input speaks for the unit, orange where it
 * speaks against it, white for zero. All images have the same colors, so that they can be compared.
 *
 * @param options the weights, a row for each input and a column for each unit, as `network.W(1)` gives them; the title,
 *   the shape of the inputs (28×28 if not given), names of the units, how many images stand in a row
 * @returns the figure
 * @throws RangeError or TypeError if there are no weights, one is not finite, or they have not the shape
 * @example
 * const weights = [[0.5], [-1], [0], [0.25]];
 * const figure = weightImages({ weights, shape: [2, 2], title: "No edge to be seen" });
 * figure.text; // "No edge to be seen. The weights of 1 unit, 4 each, from −1 to 0.5, as images of 2×2."
 */
export function weightImages(options: {
  weights: MatrixLike;
  title: string;
  shape?: readonly [rows: number, columns: number];
  names?: readonly string[];
  columns?: number;
}): Figure {
  const { title, shape = [28, 28], names, columns = 4 } = options;
  const weights = asMatrix(options.weights, undefined, "the weights");
  if (names && names.length !== weights.columns) {
    throw new RangeError(`expected ${weights.columns} names, one for each unit, got ${names.length}`);
  }
  const [low, high] = extremes(weights.values);
  const largest = Math.max(-low, high) || 1;
  const { data, layout, drawn } = tiles({
    images: transposed(weights),
    shape,
    columns,
    size: weights.columns <= 8 ? 110 : 90,
    labels: Array.from({ length: weights.columns }, (_, j) => ({ text: names?.[j] ?? `unit ${j + 1}` })),
    title,
    colorscale: SIGNED,
    range: [-largest, largest],
    value: "weight",
    above: BAR,
  });
  Object.assign(data[0], { showscale: true, colorbar: colorBar(layout, "left") });
  const units = countOf(weights.columns, "unit");
  const thinned = drawn < weights.columns ? ` (${drawn} of them drawn)` : "";
  const said = `The weights of ${units}${thinned}, ${weights.rows} each, from ${asNumber(low)} to ${asNumber(high)}, as images of ${shape.join("×")}.`;
  return new Figure(data, layout, `${title}. ${said}`);
}

function transposed(matrix: MatrixLike): MatrixLike {
  const { rows, columns, values } = asMatrix(matrix);
  const turned = zeros(columns, rows);
  values.forEach((value, k) => (turned.values[(k % columns) * rows + Math.floor(k / columns)] = value));
  return turned;
}
