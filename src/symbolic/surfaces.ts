import { formula, Formula } from "./formula";

/** A point of the plane and the height there. */
export interface Minimum {
  point: readonly [x: number, y: number];
  value: number;
}

/** A landscape to try descent on. */
export interface TestSurface {
  readonly name: string;
  /** What it is hard or easy for. */
  readonly about: string;
  /** f, ∇f and TeX; its variables are x and y. */
  readonly formula: Formula;
  /** The part of the plane that is worth looking at. */
  readonly domain: { readonly x: readonly [number, number]; readonly y: readonly [number, number] };
  /** All its minima within the domain, the lowest first. */
  readonly minima: readonly Minimum[];
}

/** The names of the surfaces. */
export type SurfaceName =
  "bowl" | "ravine" | "saddle" | "rosenbrock" | "himmelblau" | "beale" | "rastrigin" | "valleys";

function surface(
  name: string,
  about: string,
  expression: string,
  [x, y]: readonly [readonly [number, number], readonly [number, number]],
  minima: readonly (readonly [number, number])[],
): TestSurface {
  const f = formula(expression, ["x", "y"]);
  const heights = minima.map((point) => ({ point, value: f.at(...point) }));
  return { name, about, formula: f, domain: { x, y }, minima: heights.sort((a, b) => a.value - b.value) };
}

/** Rastrigin's minima in one coordinate: near every whole number k from −5 to 5, where f′ = 2x + 20π·sin 2πx is 0. */
function rastriginMinima(): number[] {
  return Array.from({ length: 11 }, (_, i) => {
    let x = i - 5;
    for (let k = 0; k < 20; k++) {
      // Newton's method: x ← x − f′(x)/f″(x)
      const [sin, cos] = [Math.sin(2 * Math.PI * x), Math.cos(2 * Math.PI * x)];
      x -= (2 * x + 20 * Math.PI * sin) / (2 + 40 * Math.PI ** 2 * cos);
    }
    return x;
  });
}

const pairs = (xs: readonly number[], ys: readonly number[]): [number, number][] =>
  xs.flatMap((x) => ys.map((y): [number, number] => [x, y]));

/**
 * Well-known landscapes over the plane, by name.
 *
 * @see Rosenbrock (1960); Himmelblau, "Applied Nonlinear Programming" (1972); Beale (1958); Rastrigin (1974)
 */
export const surfaces: Readonly<Record<SurfaceName, TestSurface>> = {
  bowl: surface(
    "quadratic bowl",
    "The same curvature, 1, in every direction: descent goes straight to the bottom.",
    "(x^2 + y^2) / 2",
    [
      [-3, 3],
      [-3, 3],
    ],
    [[0, 0]],
  ),
  ravine: surface(
    "ravine",
    "Curvatures 1 along it and 100 across: a rate that is safe across is slow along.",
    "(x^2 + 100 y^2) / 2",
    [
      [-11, 11],
      [-1.5, 1.5],
    ],
    [[0, 0]],
  ),
  saddle: surface(
    "saddle",
    "At (0, 0) it is flat and yet no minimum: from y = 0 descent ends there, from any other y it must leave.",
    "x^2 - y^2 + y^4 / 4",
    [
      [-2, 2],
      [-2.2, 2.2],
    ],
    [
      [0, Math.SQRT2],
      [0, -Math.SQRT2],
    ],
  ),
  rosenbrock: surface(
    "Rosenbrock's valley",
    "A bent valley with a nearly flat floor: easy to enter, slow to follow.",
    "(1 - x)^2 + 100 (y - x^2)^2",
    [
      [-2, 2],
      [-1, 3],
    ],
    [[1, 1]],
  ),
  himmelblau: surface(
    "Himmelblau's function",
    "Four minima of the same height: the start decides which is reached.",
    "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
    [
      [-5, 5],
      [-5, 5],
    ],
    [
      [3, 2],
      [-2.805118086952745, 3.131312518250573],
      [-3.779310253377747, -3.2831859912861696],
      [3.5844283403304917, -1.8481265269644034],
    ],
  ),
  beale: surface(
    "Beale's function",
    "A flat plateau with steep walls at the corners: one rate does not fit both.",
    "(1.5 - x + x y)^2 + (2.25 - x + x y^2)^2 + (2.625 - x + x y^3)^2",
    [
      [-4.5, 4.5],
      [-4.5, 4.5],
    ],
    [[3, 0.5]],
  ),
  rastrigin: surface(
    "Rastrigin's function",
    "A bowl with 121 dents: nearly every start ends in a dent that is not the deepest.",
    "20 + x^2 - 10 cos(2 pi x) + y^2 - 10 cos(2 pi y)",
    [
      [-5.12, 5.12],
      [-5.12, 5.12],
    ],
    pairs(rastriginMinima(), rastriginMinima()),
  ),
  valleys: surface(
    "four valleys",
    "Four minima of four heights: which one is reached depends on the start, and on the rate.",
    "(x^2 - 1)^2 / 4 + 0.2 x + (y^2 - 1)^2 / 4 + 0.1 y",
    [
      [-1.8, 1.8],
      [-1.8, 1.8],
    ],
    // where x³ − x + 0.2 = 0 and y³ − y + 0.1 = 0, with a positive second derivative
    pairs([-1.0880339146912894, 0.8788850662499729], [-1.0466805318046022, 0.9456492739235914]),
  ),
};
