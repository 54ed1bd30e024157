import { isDisplayable, MimeBundle, jupyterDisplay } from "../display";
import { kernel } from "./kernel";

/** What the kernel of plain tslab offers. */
interface Tslab {
  require(name: "tslab"): { display: { raw(mime: string, content: unknown): void } };
}

/**
 * Shows a value at once, anywhere in a cell: in a loop, in a function, before the last line. (The value of a cell's last
 * expression is shown without it.) What says how it is shown, such as a figure, is shown so; any other value is printed.
 *
 * @param value anything
 * @returns a promise if the value's picture takes time to be made: `await` it to keep the order
 * @throws whatever the value's own display throws
 * @example
 * show({ [jupyterDisplay]: () => ({ "text/plain": "four" }) });
 */
export function show(value: unknown): void | Promise<void> {
  if (!isDisplayable(value)) {
    console.log(value);
    return;
  }
  const bundle = value[jupyterDisplay]();
  return bundle instanceof Promise ? bundle.then(display) : display(bundle);
}

function display(bundle: MimeBundle): void {
  const ours = kernel();
  if (ours) {
    ours.display(bundle);
    return;
  }
  const richest = Object.keys(bundle)[0];
  const { __tslab__: tslab } = globalThis as { __tslab__?: Tslab };
  if (tslab) {
    tslab.require("tslab").display.raw(richest, bundle[richest]);
    return;
  }
  // No notebook: a script in a terminal.
  console.log(bundle["text/plain"] ?? bundle);
}
