import { asMatrix } from "../../data/matrix";
import type { Matrix, MatrixLike } from "../../data/matrix";
import { asCount } from "../../wording";
import { networkFrom, PackedNetwork, packNetwork } from "../packed";
import { Widget } from "../widget";

/** What the pad draws for. */
export interface DrawingPadOptions {
  title?: string;
  /** A network for 28×28 pixels: itself, or what its `toJSON` gave, or the text of that. */
  network: unknown;
  /** What its outputs stand for, "0" to "9" if not given. */
  classNames?: readonly string[];
  /** Images to load, of 784 numbers from 0 (paper) to 1 (ink) each; at most 20 are offered. */
  examples?: { readonly inputs: MatrixLike; readonly labels?: ArrayLike<number> };
}

/** What the pad's program is given. */
export interface PadData {
  network: PackedNetwork;
  classNames: readonly string[];
  /** 784 bytes each, in base 64. */
  examples: { pixels: string; label: string | undefined }[];
}

const PIXELS = 784;
const MOST_EXAMPLES = 20;
/** So many take 2.7 MB. */
const MOST_PARAMETERS = 500_000;

/**
 * A pad to draw digits on, with mouse, finger, pen or arrow keys. The picture is fitted into 20×20 pixels and centered
 * by its mass, as MNIST's are, and the network says at once what it sees.
 *
 * @param options the network, and examples to load
 * @returns the widget
 * @throws RangeError or TypeError if the network does not fit 28×28 pixels and the classes, or an example does not
 * @example
 * const network = new Network([784, 16, 10], { activations: "sigmoid" });
 * drawingPad({ network }).text; // "Draw a digit: a pad for a 784-16-10 network"
 * const json = JSON.stringify(network);
 * drawingPad({ network: json, title: "Your turn" }).title; // "Your turn"
 */
export function drawingPad(options: DrawingPadOptions): Widget {
  const { title = "Draw a digit", classNames = Array.from("0123456789") } = options;
  const network = networkFrom(options.network);
  const { sizes, parameterCount } = network;
  if (sizes[0] !== PIXELS || sizes[sizes.length - 1] !== classNames.length) {
    throw new RangeError(
      `expected a network with ${PIXELS} inputs, one for each of 28×28 pixels, and ${classNames.length} outputs, ` +
        `got ${sizes.join("-")}`,
    );
  }
  if (parameterCount > MOST_PARAMETERS) {
    throw new RangeError(
      `expected at most ${asCount(MOST_PARAMETERS)} parameters, got ${asCount(parameterCount)}: ` +
        "the notebook would hold all of them, take a smaller network",
    );
  }
  const data: PadData = {
    // Seven digits are more than enough to tell digits.
    network: packNetwork(network, "float32"),
    classNames,
    examples: options.examples ? packedExamples(options.examples, classNames) : [],
  };
  const text = `${title}: a pad for a ${sizes.join("-")} network`;
  return new Widget({ kind: "drawing-pad", title, data, text, height: 560 });
}

function packedExamples(
  { inputs, labels }: NonNullable<DrawingPadOptions["examples"]>,
  classNames: readonly string[],
): PadData["examples"] {
  const images = asMatrix(inputs, "float64", "the examples");
  if (images.columns !== PIXELS) {
    throw new RangeError(
      `expected examples of ${PIXELS} pixels, one image a row, got rows of ${images.columns}`,
    );
  }
  return Array.from({ length: Math.min(images.rows, MOST_EXAMPLES) }, (_, i) => {
    const label = labels === undefined ? undefined : classNames[labels[i]];
    if (labels !== undefined && label === undefined) {
      throw new RangeError(
        `expected a label from 0 to ${classNames.length - 1} for every example, got ${labels[i]} for example ${i + 1}`,
      );
    }
    return { pixels: bytesOf(images, i), label };
  });
}

function bytesOf({ values, columns }: Matrix, row: number): string {
  const pixels = Array.from(values.subarray(row * columns, (row + 1) * columns));
  const outside = pixels.find((pixel) => !(pixel >= 0 && pixel <= 1));
  if (outside !== undefined) {
    throw new RangeError(`expected pixels from 0 (paper) to 1 (ink), got ${outside} in example ${row + 1}`);
  }
  return btoa(pixels.map((pixel) => String.fromCharCode(Math.round(255 * pixel))).join(""));
}
