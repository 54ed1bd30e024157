import { button, element, say, statusLine } from "../page/element";

/** A cell to copy into a notebook. */
export function takeAlong(): { root: HTMLElement; show(cell: string): void } {
  const title = "The same training as a TypeScript cell";
  const cell = element("textarea", { readonly: true, rows: 16, class: "cell", "aria-label": title });
  const copied = statusLine();
  // The older way: the newer one asks the page around for permission, which a closed-off frame may not have.
  const copy = button("Copy", () => {
    cell.focus();
    cell.select();
    say(copied, "plain", document.execCommand("copy") ? "Copied." : "Press Ctrl-C to copy.");
  });
  const row = element("div", { class: "row" }, copy, copied);
  return {
    root: element("details", {}, element("summary", {}, title), cell, row),
    show: (text) => void (cell.value = text),
  };
}
