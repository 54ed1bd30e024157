import { copyPoint, GradientFunction, Point } from "../point";
import { GraphNode, variable } from "./node";

/**
 * The gradient of a function by its computation graph: the function is computed once with nodes, and one pass back
 * gives all n partial derivatives, exact but for rounding.
 *
 * @param f the function, written with nodes: it gets n variables and returns the result
 * @returns v ↦ ∇f(v); it may be given to `descend` or `checkGradient`
 * @throws TypeError if f does not return a node; RangeError if a number on the way is not finite
 * @example
 * const gradient = graphGradient(([x, y]) => x.times(x).times(y).plus(y.exp()));
 * gradient(Float64Array.of(3, 0)); // Float64Array [0, 10]
 */
export function graphGradient(f: (v: GraphNode[]) => GraphNode): GradientFunction {
  return (point: Point) => {
    const v = Array.from(copyPoint(point), (coordinate, i) => variable(coordinate, `v${i}`));
    const end = f(v);
    if (!(end instanceof GraphNode)) {
      throw new TypeError(
        `expected a function that returns a node of the graph, such as v[0].times(2), got a ${typeof end}`,
      );
    }
    end.backward();
    // What the result does not depend on has the derivative 0.
    return Float64Array.from(v, (node) => (node.hasDerivative ? node.derivative : 0));
  };
}
