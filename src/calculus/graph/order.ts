import type { GraphNode } from "./node";

/**
 * The nodes that an end is computed from, each after its own inputs, the end last. Without recursion, so that long
 * computations do not exhaust the stack.
 */
export function nodesBefore(end: GraphNode): GraphNode[] {
  const order: GraphNode[] = [];
  const seen = new Set<GraphNode>([end]);
  const stack = [{ node: end, next: 0 }];
  while (stack.length > 0) {
    const top = stack[stack.length - 1];
    const input = top.node.inputs[top.next++]?.from;
    if (input === undefined) {
      order.push(top.node);
      stack.pop();
    } else if (!seen.has(input)) {
      seen.add(input);
      stack.push({ node: input, next: 0 });
    }
  }
  return order;
}
