/** Elements of a page. Texts are always set as text: HTML in them is shown, never run. */

type Listener = (event: never) => void;

/** Attributes, and listeners under names such as `onclick`. A value of false or undefined leaves an attribute out. */
export type Attributes = Record<string, string | number | boolean | undefined | Listener>;

/** An HTML element, as in `element("label", { for: "rate" }, "η")`. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  return filled(document.createElement(name), attributes, children);
}

/** An element of a drawing. */
export function shape<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): SVGElementTagNameMap[Name] {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

/** A text in which what stands between `backticks` is code. */
export function prose(text: string): (Node | string)[] {
  return text.split("`").map((part, i) => (i % 2 === 1 ? element("code", {}, part) : part));
}

/** A button that does something. */
export function button(label: string, onclick: () => void, attributes: Attributes = {}): HTMLButtonElement {
  return element("button", { type: "button", onclick, ...attributes }, label);
}

/** A button that is switched off or hidden loses the focus: another takes it, so that one can go on by keyboard. */
export function passFocus(to: HTMLElement): void {
  const { activeElement: now } = document;
  if (now instanceof HTMLButtonElement && (now.disabled || now.hidden)) to.focus();
}

/** A line that is read aloud when it changes. */
export function statusLine(): HTMLElement {
  return element("p", { class: "verdict", role: "status", hidden: true });
}

/** A line for screen readers only: what has happened, where one can see it in the picture. */
export function heardLine(): HTMLElement {
  return element("p", { class: "heard", role: "status" });
}

/** Says something in a status line, or clears it. */
export function say(line: HTMLElement, tone: "right" | "wrong" | "plain", ...words: (Node | string)[]): void {
  line.hidden = words.length === 0;
  line.className = `verdict ${tone}`;
  line.replaceChildren(...words);
}

function filled<E extends Element>(target: E, attributes: Attributes, children: (Node | string)[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function")
      target.addEventListener(name.slice(2), value as unknown as EventListener);
    else if (value !== undefined && value !== false)
      target.setAttribute(name, value === true ? "" : String(value));
  }
  target.append(...children);
  return target;
}
