import { Dtype } from "../data";
import { activations, ActivationName } from "./activations";
import { expectName } from "./names";
import type { Network } from "./network";

/** A network as plain data. */
export interface NetworkJSON {
  format: "neural-descent network";
  version: 1;
  /** The units of every layer, inputs first. */
  sizes: number[];
  /** One name for each layer after the inputs. */
  activations: ActivationName[];
  biases: boolean;
  dtype: Dtype;
  /** W⁽¹⁾ row after row, b⁽¹⁾, W⁽²⁾, … */
  parameters: number[];
}

/**
 * A network as plain data. Numbers keep all their digits.
 *
 * @throws RangeError if an activation is not one of the library's, or a parameter is not finite: JSON cannot hold them
 */
export function toJSON(network: Network): NetworkJSON {
  const { sizes, biases, dtype, parameters } = network;
  const names = sizes.slice(1).map((_, i) => network.activation(i + 2).name);
  names.forEach((name) => expectName(activations, name, "an activation that can be written as JSON"));
  const broken = parameters.findIndex((parameter) => !Number.isFinite(parameter));
  if (broken >= 0) {
    throw new RangeError(
      `expected finite parameters to write as JSON, got ${parameters[broken]} at ${broken}`,
    );
  }
  return {
    format: "neural-descent network",
    version: 1,
    sizes: [...sizes],
    activations: names as ActivationName[],
    biases,
    dtype,
    parameters: Array.from(parameters),
  };
}

/**
 * What a network is made of, from plain data or its text. The network's constructor checks what is in it.
 *
 * @throws TypeError if it is not a network's JSON
 */
export function fromJSON(json: unknown): Omit<NetworkJSON, "format" | "version"> {
  const data: unknown = typeof json === "string" ? parse(json) : json;
  const { format, version, ...network } = (data ?? {}) as NetworkJSON;
  if (format !== "neural-descent network" || version !== 1) {
    throw new TypeError(
      `expected a network as written by toJSON, with format "neural-descent network" and version 1, got ` +
        `format ${JSON.stringify(format)} and version ${JSON.stringify(version)}`,
    );
  }
  if (!Array.isArray(network.parameters)) {
    throw new TypeError(
      `expected a network's JSON to hold parameters, got ${JSON.stringify(network.parameters)}`,
    );
  }
  if (typeof network.biases !== "boolean") {
    throw new TypeError(
      `expected a network's JSON to say biases true or false, got ${JSON.stringify(network.biases)}`,
    );
  }
  return network;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TypeError(`expected a network as JSON, got a text that is none: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
