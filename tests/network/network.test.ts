import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { jupyterDisplay } from "../../src/display";
import { activations, Network } from "../../src/network";

describe("the parameters of a network", () => {
  test("of 784-16-16-10 are 13,002, as in the lecture", () => {
    const network = new Network([784, 16, 16, 10], { activations: "sigmoid" });
    expect(network.parameterCount).toBe(784 * 16 + 16 + 16 * 16 + 16 + 16 * 10 + 10);
    expect(network.parameterCount).toBe(13_002);
  });

  test("of 2-3-1 have the lecture's shapes, and are nine without biases", () => {
    const network = new Network([2, 3, 1], { activations: "sigmoid", biases: false });
    expect(network.views().map(({ name, rows, columns }) => [name, rows, columns])).toEqual([
      ["W1", 2, 3],
      ["W2", 3, 1],
    ]);
    expect(network.parameterCount).toBe(9);
    expect(network.b(1)).toBeUndefined();
    expect(network.b(2)).toBeUndefined();
  });

  test("lie one after the other, W row by row, then b, and the views write to them", () => {
    const parameters = Array.from({ length: 13 }, (_, i) => i);
    const network = new Network([2, 3, 1], { activations: "tanh", parameters });
    expect(network.views().map(({ symbol, values }) => [symbol, ...values])).toEqual([
      ["W⁽¹⁾", 0, 1, 2, 3, 4, 5],
      ["b⁽¹⁾", 6, 7, 8],
      ["W⁽²⁾", 9, 10, 11],
      ["b⁽²⁾", 12],
    ]);
    network.W(2).values[0] = 99;
    network.b(1)!.values[2] = 98;
    expect([...network.parameters.slice(8, 10)]).toEqual([98, 99]);
    const gradient = new Float64Array(13);
    network.W(1, gradient).values.fill(1);
    network.b(2, gradient)!.values.fill(2);
    expect([...gradient]).toEqual([1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 2]);
  });

  test("are the network's own: the list given and a copy have others", () => {
    const parameters = [1, 2];
    const network = new Network([1, 1], { activations: "relu", parameters });
    parameters[0] = 9;
    const copy = network.copy();
    copy.parameters[1] = 9;
    const other = network.withParameters([5, 6]);
    expect([...network.parameters]).toEqual([1, 2]);
    expect([...other.parameters]).toEqual([5, 6]);
    expect(other.activation(2)).toBe(activations.relu);
  });

  test("are stored in 32 bits if asked, and so is what is computed from them", () => {
    const network = new Network([2, 2], {
      activations: "sigmoid",
      parameters: [0.1, 0, 0, 0, 0, 0],
      dtype: "float32",
    });
    expect(network.parameters).toEqual(Float32Array.of(0.1, 0, 0, 0, 0, 0));
    const pass = network.forward([[0.3, 1]]);
    for (const { values } of [pass.a(1), pass.z(2), pass.a(2)]) expect(values).toBeInstanceOf(Float32Array);
    expect(network.copy().dtype).toBe("float32");
  });
});

describe("the forward pass", () => {
  // By hand: z⁽²⁾ = (1·1 + 2·3 + 0.5, 1·2 + 2·(−4) − 0.5) = (7.5, −6.5), a⁽²⁾ = (7.5, 0), z⁽³⁾ = 2·7.5 − 1 = 14.
  const network = new Network([2, 2, 1], {
    activations: ["relu", "identity"],
    parameters: [1, 2, 3, -4, 0.5, -0.5, 2, 7, -1],
  });

  test("keeps every z and a, one example a row", () => {
    const pass = network.forward([
      [1, 2],
      [0, 0],
    ]);
    expect([...pass.a(1).values]).toEqual([1, 2, 0, 0]);
    expect([...pass.z(2).values]).toEqual([7.5, -6.5, 0.5, -0.5]);
    expect([...pass.a(2).values]).toEqual([7.5, 0, 0.5, 0]);
    expect([...pass.z(3).values]).toEqual([14, 0]);
    expect(pass.outputs).toEqual({ rows: 2, columns: 1, values: Float64Array.of(14, 0) });
  });

  test("is what predict gives", () => {
    expect([...network.predict([[1, 2]]).values]).toEqual([14]);
  });

  test("of one layer has no hidden layer, of six has five", () => {
    expect(
      new Network([1, 1], { activations: "identity", parameters: [2, 1] }).predict([[3]]).values[0],
    ).toBe(7);
    const ones = new Array<number>(6).fill(1);
    const deep = new Network([1, 1, 1, 1, 1, 1, 1], {
      activations: "identity",
      biases: false,
      parameters: ones,
    });
    expect(deep.forward([[3]]).z(7).values[0]).toBe(3);
  });

  test("gives new memory each time unless told otherwise", () => {
    const first = network.predict([[1, 2]]);
    network.predict([[5, 5]]);
    expect(first.values[0]).toBe(14);
  });

  test("has no layer 0, no z of the inputs and none after the last", () => {
    const pass = network.forward([[1, 2]]);
    expect(() => pass.z(1)).toThrow("expected a layer from 2 to 3, got 1: layer 1 is the inputs");
    expect(() => pass.a(4)).toThrow(/from 1 to 3, got 4/);
    expect(() => network.W(3)).toThrow(/from 1 to 2, got 3/);
    expect(() => network.W(0)).toThrow(/from 1 to 2, got 0/);
    expect(() => network.b(1.5)).toThrow(/from 1 to 2, got 1.5/);
    expect(() => network.activation(1)).toThrow(/from 2 to 3, got 1/);
  });
});

describe("initial parameters", () => {
  test("repeat for a seed and differ between seeds", () => {
    const of = (seed?: number) => new Network([3, 4, 2], { activations: "tanh", seed }).parameters;
    expect(of(1)).toEqual(of(1));
    expect(of(1)).not.toEqual(of(2));
    expect(of()).toEqual(of(0));
  });
});

describe("a network as JSON", () => {
  test.each(["float64", "float32"] as const)("comes back with all its digits, in %s", (dtype) => {
    const network = new Network([3, 2, 2], {
      activations: ["gelu", "softmax"],
      seed: 5,
      biases: false,
      dtype,
    });
    const again = Network.fromJSON(JSON.stringify(network));
    expect(again.parameters).toEqual(network.parameters);
    expect(again.toJSON()).toEqual(network.toJSON());
    expect(again.predict([[1, 2, 3]])).toEqual(network.predict([[1, 2, 3]]));
    expect(Network.fromJSON(JSON.parse(JSON.stringify(network))).biases).toBe(false);
  });

  const json = new Network([2, 1], { activations: "tanh", parameters: [1, 2, 3] }).toJSON();
  test.each<[unknown, RegExp]>([
    [{ ...json, sizes: [3, 1] }, /expected 4 numbers, the weights and biases of 3-1, got 3/],
    [{ ...json, biases: false }, /expected 2 numbers.* got 3/],
    [{ ...json, parameters: [1, 2, null] }, /parameter 2 to be a number, got null/],
    [{ ...json, parameters: [1, 2, "3"] }, /parameter 2 to be a number, got the text "3"/],
    [{ ...json, parameters: undefined }, /to hold parameters, got undefined/],
    [{ ...json, activations: ["tahn"] }, /an activation by name, one of .* got "tahn"/],
    [{ ...json, activations: ["tanh", "tanh"] }, /1 activations, one for each layer after the inputs, got 2/],
    [{ ...json, activations: undefined }, /expected activations, got none/],
    [{ ...json, sizes: "2-1" }, /the units of two or more layers.* got "2-1"/],
    [{ ...json, dtype: "float16" }, /the dtype "float64" or "float32", got "float16"/],
    [{ ...json, biases: undefined }, /biases true or false, got undefined/],
    [{ ...json, version: 2 }, /format "neural-descent network" and version 1, got .* version 2/],
    [{ cells: [] }, /as written by toJSON.* got format undefined/],
    [null, /as written by toJSON/],
    [7, /as written by toJSON/],
    ["{", /got a text that is none: /],
  ])("that does not fit is refused: %j", (broken, message) => {
    expect(() => Network.fromJSON(broken)).toThrow(message);
  });

  test("cannot hold NaN or an activation of one's own", () => {
    const network = new Network([1, 1], { activations: "tanh", parameters: [1, 2] });
    network.parameters[1] = NaN;
    expect(() => network.toJSON()).toThrow(/finite parameters to write as JSON, got NaN at 1/);
    const own = { ...activations.tanh, name: "mine" };
    expect(() => new Network([1, 1], { activations: own }).toJSON()).toThrow(/written as JSON.* got "mine"/);
  });
});

describe("the summary", () => {
  const summary = new Network([784, 16, 16, 10], { activations: ["relu", "relu", "softmax"] }).summary();

  test("prints as a table", () => {
    expect(inspect(summary).split("\n")).toEqual([
      "layer       units  activation  weights        biases   parameters",
      "1 (inputs)    784",
      "2              16  relu        W⁽¹⁾ 784 × 16  b⁽¹⁾ 16      12,560",
      "3              16  relu        W⁽²⁾ 16 × 16   b⁽²⁾ 16         272",
      "4              10  softmax     W⁽³⁾ 16 × 10   b⁽³⁾ 10         170",
      "total                                                      13,002",
    ]);
  });

  test("is a table in a notebook, and text elsewhere", () => {
    const bundle = summary[jupyterDisplay]();
    expect(bundle["text/html"]).toMatch(/^<table>.*<td>13,002<\/td><\/tr><\/tbody><\/table>$/);
    expect(bundle["text/plain"]).toBe(String(summary));
  });

  test("shows a name as it is, never as markup", () => {
    const own = { ...activations.relu, name: "<b>mine</b>" };
    const bundle = new Network([1, 1], { activations: own, biases: false }).summary()[jupyterDisplay]();
    expect(bundle["text/html"]).toContain("<td>&lt;b&gt;mine&lt;/b&gt;</td>");
    expect(bundle["text/html"]).toContain("<td>none</td>");
  });
});

describe("a network refuses", () => {
  test.each<[unknown, object, RegExp]>([
    [[3], {}, /the units of two or more layers, inputs first, such as \[784, 16, 16, 10\], got \[3\]/],
    ["2-3-1", {}, /the units of two or more layers/],
    [[2, 0, 1], {}, /1 or more units in layer 2, got 0/],
    [[2, 1.5], {}, /1 or more units in layer 2, got 1.5/],
    [[2, 1], { activations: [] }, /1 activations.* got 0/],
    [[2, 1], { activations: "sigmoidal" }, /an activation by name/],
    [[2, 1], { initializer: "he" }, /an initializer by name, one of zeros, uniform, .* got "he"/],
    [[2, 1], { seed: -1 }, /a seed that is a whole number/],
    [[2, 1], { dtype: "int8" }, /the dtype/],
    [[2, 1], { parameters: [1, 2] }, /expected 3 numbers, the weights and biases of 2-1, got 2/],
    [[2, 1], { parameters: [1, 2, NaN] }, /parameter 2 to be a finite number, got NaN/],
  ])("the sizes %j with %o", (sizes, options, message) => {
    expect(() => new Network(sizes as number[], { activations: "sigmoid", ...options })).toThrow(message);
  });

  test.each([undefined, {}])("no activations, in plain JavaScript, with options %o", (options) => {
    expect(() => new Network([2, 3, 1], options as never)).toThrow(
      'expected activations, got none: say { activations: "sigmoid" }, or one for each of the 2 layers after the ' +
        'inputs, such as { activations: ["relu","sigmoid"] }',
    );
  });

  const network = new Network([784, 10], { activations: "sigmoid" });
  test.each<[string, unknown, RegExp]>([
    [
      "an image that is not flat",
      new Array(28).fill(new Array(28).fill(0)),
      /expected 784 inputs a row \(the network's first layer\), got 28 rows of 28: flatten each image into one row/,
    ],
    ["rows of another length", [[1, 2]], /expected 784 inputs a row .* got 1 rows of 2$/],
    [
      "one example without brackets",
      new Array(784).fill(0),
      /the inputs as rows.* put a single row into brackets/,
    ],
    ["nothing", [], /the inputs to have at least one row/],
    ["NaN", [new Array(784).fill(NaN)], /the inputs to hold finite numbers, got NaN in row 0, column 0/],
  ])("%s as inputs", (_, inputs, message) => {
    expect(() => network.predict(inputs as number[][])).toThrow(message);
  });
});
