/**
 * Calls each task from the event loop, in order, with nothing else on the stack.
 *
 * A message port rather than a timer: V8 may terminate a task in the middle (that is how a synchronous loop is
 * interrupted), and a port, unlike Node's timers, goes on with its next message afterwards.
 */
export function taskQueue(): (task: () => unknown) => void {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => unknown)[] = [];
  port1.onmessage = () => void waiting.shift()?.();
  return (task) => {
    waiting.push(task);
    port2.postMessage(null);
  };
}
