export { GraphNode, variable } from "./node";
export type { GraphEdge } from "./node";
export { graphGradient } from "./gradient";
