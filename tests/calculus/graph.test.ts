import fc from "../examples";
import { describe, expect, test } from "vitest";
import {
  centralDerivative,
  checkGradient,
  descend,
  graphGradient,
  GraphNode,
  variable,
} from "../../src/calculus";
import { jupyterDisplay } from "../../src/display";

type Unary = "exp" | "log" | "tanh" | "sigmoid" | "relu";
type Binary = "plus" | "minus" | "times" | "dividedBy" | "max" | "toThePower";

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
const unary: [Unary, (a: number) => number, number[]][] = [
  ["exp", Math.exp, [-3, 0, 2]],
  ["log", Math.log, [0.2, 1, 30]],
  ["tanh", Math.tanh, [-2, 0, 0.5]],
  ["sigmoid", sigmoid, [-4, 0, 3]],
  ["relu", (a) => Math.max(0, a), [-2, 0.3, 5]],
];
const binary: [Binary, (a: number, b: number) => number][] = [
  ["plus", (a, b) => a + b],
  ["minus", (a, b) => a - b],
  ["times", (a, b) => a * b],
  ["dividedBy", (a, b) => a / b],
  ["max", Math.max],
  ["toThePower", Math.pow],
];

describe("every operation has its value and its derivative", () => {
  test.each(unary)("%s", (name, f, points) => {
    for (const point of points) {
      const a = variable(point);
      const end = a[name]().backward();
      expect(end.value).toBeCloseTo(f(point), 14);
      expect(a.derivative).toBeCloseTo(centralDerivative(f, point), 7);
    }
  });

  test.each(binary)("%s", (name, f) => {
    const positive = fc.double({ min: 0.2, max: 4, noNaN: true });
    fc.assert(
      fc.property(positive, positive, (x, y) => {
        fc.pre(Math.abs(x - y) > 1e-3);
        const [a, b] = [variable(x), variable(y)];
        const end = a[name](b).backward();
        expect(end.value).toBe(f(x, y));
        const close = (value: number, expected: number) =>
          expect(Math.abs(value - expected)).toBeLessThan(1e-6 * Math.max(1, Math.abs(expected)));
        close(
          a.derivative,
          centralDerivative((t) => f(t, y), x),
        );
        close(
          b.derivative,
          centralDerivative((t) => f(x, t), y),
        );
        // and with a plain number
        const c = variable(x);
        c[name](y).backward();
        close(c.derivative, a.derivative);
      }),
    );
  });

  test("whole powers of negative numbers and of zero", () => {
    const slope = (x: number, p: number) => {
      const a = variable(x);
      a.toThePower(p).backward();
      return a.derivative;
    };
    expect(slope(-3, 2)).toBe(-6);
    expect(slope(-2, 3)).toBe(12);
    expect(slope(-2, -1)).toBe(-0.25);
    expect(slope(0, 2)).toBe(0);
    expect(slope(0, 1)).toBe(1);
    expect(slope(0, 0)).toBe(0);
  });

  test("sigmoid and tanh far out neither overflow nor lose their sign", () => {
    for (const x of [-1000, -40, 40, 1000]) {
      const a = variable(x);
      const end = a.sigmoid().backward();
      expect(end.value).toBeCloseTo(x < 0 ? 0 : 1, 15);
      expect(a.derivative).toBeGreaterThanOrEqual(0);
      expect(a.derivative).toBeLessThan(1e-17);
    }
    expect(variable(-40).sigmoid().value / Math.exp(-40)).toBeCloseTo(1, 12);
  });

  test("at a kink the usual choice: relu has slope 0 at 0, max shares", () => {
    const [a, b] = [variable(0), variable(0)];
    a.relu().backward();
    expect(a.derivative).toBe(0);
    a.max(b).backward();
    expect([a.derivative, b.derivative]).toEqual([0.5, 0.5]);
    a.max(a).backward();
    expect(a.derivative).toBe(1);
  });
});

describe("backward", () => {
  const build = () => {
    const [w, x] = [variable(0.7, "w"), variable(-1.2, "x")];
    const z = w.times(x);
    return { w, x, z, end: z.plus(z.exp()).times(w) };
  };

  test("adds what comes along several arrows", () => {
    const { w, x, z, end } = build();
    end.backward();
    const e = Math.exp(0.7 * -1.2);
    expect(z.derivative).toBeCloseTo((1 + e) * 0.7, 14);
    expect(x.derivative).toBeCloseTo((1 + e) * 0.7 * 0.7, 14);
    expect(w.derivative).toBeCloseTo((1 + e) * 0.7 * -1.2 + (0.7 * -1.2 + e), 14);
    expect(end.derivative).toBe(1);
  });

  test("called twice, gives the same", () => {
    const { w, x, end } = build();
    end.backward();
    const once = [w.derivative, x.derivative];
    end.backward().backward();
    expect([w.derivative, x.derivative]).toEqual(once);
  });

  test("of another end forgets the first", () => {
    const { w, z, end } = build();
    end.backward();
    z.backward();
    expect(w.derivative).toBe(-1.2);
  });

  test("passes nothing on that another end has left", () => {
    const [a, b] = [variable(2), variable(3)];
    const shared = a.times(b);
    shared.times(10).backward();
    shared.plus(1).backward();
    expect([a.derivative, b.derivative]).toEqual([3, 2]);
  });

  test("goes through a hundred thousand steps", () => {
    const x = variable(1);
    let end: GraphNode = x;
    for (let k = 0; k < 100_000; k++) end = end.plus(0.5);
    end.backward();
    expect(x.derivative).toBe(1);
    expect(String(end)).toContain("the last of 200,001 numbers");
  });

  test("must come before a derivative is read", () => {
    expect(() => variable(1).derivative).toThrow(/expected backward\(\) before a derivative is asked for/);
  });
});

describe("the gradient by the graph", () => {
  type Tree = { operation: string; args: Tree[]; leaf?: number };
  // Expressions of any shape, with values that stay small.
  const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4, depthSize: "small" },
      fc.record({ operation: fc.constant("leaf"), args: fc.constant<Tree[]>([]), leaf: fc.nat(2) }),
      fc.record({
        operation: fc.constantFrom("tanh", "sigmoid"),
        args: fc.array(tie("tree"), { minLength: 1, maxLength: 1 }),
      }),
      fc.record({
        operation: fc.constantFrom("plus", "minus", "times"),
        args: fc.array(tie("tree"), { minLength: 2, maxLength: 2 }),
      }),
    ),
  }));
  const build = ({ operation, args, leaf }: Tree, v: GraphNode[]): GraphNode => {
    if (leaf !== undefined) return v[leaf];
    const [a, b] = args.map((arg) => build(arg, v));
    return b === undefined ? a[operation as "tanh"]() : a[operation as "plus"](b);
  };

  test("agrees with differences on random expressions", () => {
    const coordinate = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(tree, fc.tuple(coordinate, coordinate, coordinate), (expression, point) => {
        const f = (v: Float64Array) =>
          build(
            expression,
            Array.from(v, (x) => variable(x)),
          ).value;
        const report = checkGradient(
          f,
          graphGradient((v) => build(expression, v)),
          point,
        );
        expect(report.verdict).not.toBe("wrong");
        for (const { analytic, numerical } of report.components)
          expect(Math.abs(analytic - numerical)).toBeLessThan(1e-8 * (1 + Math.abs(analytic)));
      }),
      { numRuns: 200 },
    );
  });

  test("leads descent to the minimum", () => {
    const bowl = (v: GraphNode[]) => v[0].minus(3).toThePower(2).plus(v[1].plus(1).toThePower(2));
    const cost = (v: Float64Array) => bowl(Array.from(v, (x) => variable(x))).value;
    const { points } = descend(cost, {
      start: [0, 0],
      learningRate: 0.3,
      steps: 60,
      gradient: graphGradient(bowl),
    });
    expect(points.at(-1)![0]).toBeCloseTo(3, 9);
    expect(points.at(-1)![1]).toBeCloseTo(-1, 9);
  });

  test("is 0 for what the result does not depend on", () => {
    expect([...graphGradient(([x]) => x.times(2))(Float64Array.of(1, 5))]).toEqual([2, 0]);
  });

  test("is refused for a function that returns no node", () => {
    expect(() => graphGradient((() => 3) as never)(Float64Array.of(1))).toThrow(
      /returns a node of the graph.* got a number/,
    );
  });
});

describe("zero to the power of a node", () => {
  test.each([
    [2, 0],
    [1, 1],
    [3.5, 0],
  ])("of %d has the exponent's slope 0, its limit", (p, slope) => {
    const [a, b] = [variable(0), variable(p)];
    const power = a.toThePower(b).backward();
    expect([power.value, a.derivative, b.derivative]).toEqual([0, slope, 0]);
  });

  test("has no slope for an exponent that is not positive", () => {
    expect(() => variable(0).toThePower(variable(0))).toThrow(
      /the derivative of \^ at 0 to be a finite number/,
    );
    expect(() => variable(0).toThePower(variable(-1))).toThrow(
      /the value of \^ to be a finite number, got Inf/,
    );
  });
});

describe("numbers that are none are refused at once, where they arise", () => {
  test.each([
    [() => variable(NaN), /the value of variable to be a finite number, got NaN/],
    [() => variable("1" as never), /to be a number, got the text "1"/],
    [() => variable(-1).log(), /the value of log to be a finite number, got NaN/],
    [() => variable(1).dividedBy(0), /the value of ÷ to be a finite number, got Infinity/],
    [() => variable(1000).exp(), /the value of exp to be a finite number, got Infinity/],
    [() => variable(0).toThePower(0.5), /the derivative of \^ 0.5 at 0 to be a finite number, got Infinity/],
    [() => variable(-2).toThePower(variable(2)), /the derivative of \^ at 2 to be a finite number, got NaN/],
  ])("%#", (computation, message) => {
    expect(computation).toThrow(message);
  });
});

describe("the graph is shown", () => {
  const [w, x] = [variable(-3, "w"), variable(2, "<x>")];
  const end = w.times(x).plus(1).tanh().named("a");

  test("as a list, with derivatives once they are known", () => {
    expect(String(end).split("\n")[3]).toMatch(/^n1 +w × <x> +−6 *$/);
    end.backward();
    const lines = String(end).split("\n");
    expect(lines[3]).toMatch(/^n1 +w × <x> +−6 +0\.0001816$|^n1 +w × <x> +−6 +1\.816·10⁻⁴$/);
    expect(lines.at(-1)).toMatch(/^a +tanh\(n2\) +−0\.9999 +1$/);
  });

  test("as a picture with a box for every number and an arrow for every edge", () => {
    const { "text/html": html, "text/plain": text } = end.backward()[jupyterDisplay]() as Record<
      string,
      string
    >;
    expect(html.match(/<rect /g)).toHaveLength(6);
    expect(html.match(/fill="none"/g)).toHaveLength(5);
    expect(html).toContain("&lt;x&gt;");
    expect(html).not.toContain("<x>");
    expect(html).toContain(">×−3<");
    expect(html).toContain('role="img" aria-label="number');
    expect(text).toBe(String(end));
  });

  test("with boxes that do not overlap and arrows that lead to the right", () => {
    const [a, b, c] = [variable(1), variable(2), variable(3)];
    const late = a.times(b).plus(c).exp().plus(a).minus(c.times(b).tanh()).max(a);
    const { "text/html": html } = late[jupyterDisplay]() as Record<string, string>;
    const boxes = [...html.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="(\d+)" height="(\d+)"/g)].map(
      (m) => m.slice(1).map(Number),
    );
    expect(boxes).toHaveLength(late.nodes().length);
    boxes.forEach(([x, y, width, height], i) =>
      boxes.slice(0, i).forEach(([left, top]) => {
        expect(Math.abs(x - left) >= width || Math.abs(y - top) >= height).toBe(true);
      }),
    );
    for (const [, from, to] of html.matchAll(/<path d="M([\d.]+) [^"]*H([\d.]+)" fill="none"/g))
      expect(Number(to)).toBeGreaterThan(Number(from));
  });

  test("as the end of its list when it is too large to be drawn", () => {
    let sum: GraphNode = variable(0);
    for (let k = 0; k < 100; k++) sum = sum.plus(k);
    const { "text/html": html } = sum[jupyterDisplay]() as Record<string, string>;
    expect(html).not.toContain("<svg");
    expect(html).toContain("These are the last of 201 numbers.");
  });
});
