/** A landscape to descend: a formula in x and y, and the part of it that one sees. */
export interface Surface {
  name: string;
  expression: string;
  x: readonly [from: number, to: number];
  y: readonly [from: number, to: number];
  /** Where the ball is put at first. */
  start: readonly [x: number, y: number];
  /** A rate that suits plain descent. */
  learningRate: number;
}

/** The landscapes to choose from. */
export const surfaces = {
  bowl: surface("bowl", "0.5 (x^2 + y^2)", [-3, 3], [-2.5, 2], 0.1),
  ravine: surface("ravine along the axes", "0.5 (x^2 + 20 y^2)", [-3, 3], [-2.6, 1], 0.05),
  "turned ravine": surface("turned ravine", "0.25 (x + y)^2 + 5 (x - y)^2", [-3, 3], [-2.5, -1], 0.04),
  saddle: surface("saddle", "0.25 x^4 - 0.5 x^2 + 0.5 y^2", [-2, 2], [0.001, 1.6], 0.1),
  "two valleys": surface("two valleys", "(x^2 - 1)^2 + 0.3 x + y^2", [-2, 2], [0.3, 1.5], 0.05),
  hills: surface("hills", "sin(2 x) cos(2 y) + 0.1 (x^2 + y^2)", [-4, 4], [2.6, 3.1], 0.1),
  Rosenbrock: surface(
    "Rosenbrock's valley",
    "(1 - x)^2 + 100 (y - x^2)^2",
    [-2, 2],
    [-1.2, 1],
    0.001,
    [-1, 3],
  ),
};

/** The name of a landscape. */
export type SurfaceName = keyof typeof surfaces;

function surface(
  name: string,
  expression: string,
  x: readonly [number, number],
  start: readonly [number, number],
  learningRate: number,
  y = x,
): Surface {
  return { name, expression, x, y, start, learningRate };
}
