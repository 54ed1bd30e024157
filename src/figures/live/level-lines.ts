import { roundStep } from "./axis";
import { Trace, Value, valuesOf } from "./trace";

/** Levels of a contour plot: those it names, or about as many round ones as it wants. */
export function levelsOf(
  { contours = {}, ncontours = 15 }: Trace,
  [low, high]: readonly [number, number],
): number[] {
  const size = contours.size ?? roundStep((high - low) / ncontours);
  const start = contours.start ?? Math.ceil(low / size) * size;
  const end = contours.end ?? high;
  return Array.from({ length: Math.floor((end - start) / size + 1e-9) + 1 }, (_, i) => start + i * size);
}

/**
 * Lines of equal height by marching squares: in each cell of the grid the line runs straight from edge to edge, and where
 * it meets an edge is found as if the heights between the corners changed evenly.
 *
 * @param trace heights on a grid
 * @param levels the heights of the lines
 * @returns pieces of line, [x, y] to [x, y]
 * @see Lorensen and Cline, "Marching cubes", 1987, in one dimension less
 */
export function levelLines(
  trace: Trace,
  levels: readonly number[],
): [x1: number, y1: number, x2: number, y2: number][] {
  const z = trace.z!;
  const [xs, ys] = [numbers(valuesOf(trace, "x")), numbers(valuesOf(trace, "y"))];
  const pieces: [number, number, number, number][] = [];
  for (let i = 0; i + 1 < ys.length; i++) {
    for (let j = 0; j + 1 < xs.length; j++) {
      const corners = [z[i][j], z[i][j + 1], z[i + 1][j + 1], z[i + 1][j]];
      if (corners.includes(null)) continue;
      const heights = corners as number[];
      const at = [xs[j], ys[i], xs[j + 1], ys[i], xs[j + 1], ys[i + 1], xs[j], ys[i + 1]];
      const [lowest, highest] = [Math.min(...heights), Math.max(...heights)];
      for (const level of levels) {
        if (level < lowest || level >= highest) continue;
        const met: number[] = [];
        for (let edge = 0; edge < 4; edge++) {
          const [a, b] = [heights[edge], heights[(edge + 1) % 4]];
          if (a <= level === b <= level) continue;
          const share = (level - a) / (b - a);
          for (const k of [0, 1]) {
            const [from, to] = [at[2 * edge + k], at[(2 * edge + 2 + k) % 8]];
            met.push(from + share * (to - from));
          }
        }
        // On a saddle the line meets all four edges: two pieces.
        for (let k = 0; k + 3 < met.length; k += 4) pieces.push([met[k], met[k + 1], met[k + 2], met[k + 3]]);
      }
    }
  }
  return pieces;
}

function numbers(values: ArrayLike<Value>): number[] {
  return Array.from(values, Number);
}
