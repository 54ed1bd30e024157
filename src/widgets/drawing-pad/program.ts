/** The drawing pad in the browser. */
import { Random } from "../../data/random";
import { button, element } from "../page/element";
import { start } from "../page/start";
import { unpackNetwork } from "../packed";
import type { PadData } from "./drawing-pad";
import { normalizedImage } from "./normalize";
import { drawImage, Pad, PEN } from "./pad";

start<PadData>(({ network: packed, classNames, examples }) => {
  const network = unpackNetwork(packed);
  const answer = element("p", { role: "status", class: "verdict plain" });
  const eye = element("canvas", {
    width: 112,
    height: 112,
    class: "eye",
    role: "img",
    "aria-label": "What the network is given: 28 by 28 pixels",
  });
  const bars = classNames.map((name) => {
    const bar = element("span", { class: "bar" });
    const value = element("td", { class: "number" });
    const row = element(
      "tr",
      {},
      element("th", { scope: "row" }, name),
      element("td", { class: "track" }, bar),
      value,
    );
    return { bar, value, row };
  });
  const pad = new Pad(
    () => show(drawn(), false),
    () => show(drawn(), true),
  );
  const drawn = (): Float64Array => normalizedImage(pad.strokes, PEN);
  /** Each picture of noise is another one; all come again when the page is loaded again. */
  let noises = 0;

  /** @param isDone whether a stroke is complete: what is said is read aloud, so not while drawing */
  function show(image: ArrayLike<number>, isDone: boolean): void {
    drawImage(eye.getContext("2d")!, image, 112);
    const isBlank = Array.from(image).every((ink) => ink === 0);
    const outputs = network.predict([Array.from(image)]).values;
    const brightest = outputs.indexOf(outputs.reduce((a, b) => Math.max(a, b)));
    bars.forEach(({ bar, value, row }, i) => {
      const output = isBlank ? 0 : outputs[i];
      bar.style.width = `${(100 * Math.max(0, Math.min(1, output))).toFixed(1)}%`;
      value.textContent = isBlank ? "–" : output.toFixed(3).replace("-", "−");
      row.className = !isBlank && i === brightest ? "brightest" : "";
    });
    if (isBlank) answer.textContent = "Draw a digit in the black field, as large as you like.";
    else if (isDone) {
      const second = Array.from(outputs).reduce(
        (best, output, i) => (i !== brightest && output > outputs[best] ? i : best),
        brightest === 0 ? 1 : 0,
      );
      answer.replaceChildren(
        "The brightest output is ",
        element("b", {}, classNames[brightest]),
        ` (${outputs[brightest].toFixed(3)}), then ${classNames[second]} (${outputs[second].toFixed(3)}).`,
      );
    }
  }

  function load(image: ArrayLike<number>): void {
    pad.clear(image);
    show(image, true);
  }

  const loaders = examples.map(({ pixels, label }, i) => {
    const image = Float64Array.from(atob(pixels), (byte) => byte.charCodeAt(0) / 255);
    const picture = element("canvas", { width: 56, height: 56 });
    drawImage(picture.getContext("2d")!, image, 56);
    const name = `Example ${i + 1}${label === undefined ? "" : `, labelled ${label}`}`;
    return element(
      "button",
      { type: "button", class: "example", "aria-label": name, title: name, onclick: () => load(image) },
      picture,
    );
  });
  const buttons = [
    button("Clear", () => load(new Float64Array(784))),
    button("Undo", () => {
      pad.undo();
      show(drawn(), true);
    }),
    button("Noise", () => {
      const random = new Random(++noises);
      load(Float64Array.from({ length: 784 }, () => random.uniform()));
    }),
  ];
  load(new Float64Array(784));
  const table = element(
    "table",
    { class: "outputs" },
    element("caption", { class: "heard" }, "The outputs of the network"),
    element("tbody", {}, ...bars.map(({ row }) => row)),
  );
  const given = element(
    "div",
    { class: "seen" },
    eye,
    element(
      "p",
      { class: "quiet" },
      "What the network is given: your drawing in 28×28 pixels, fitted into 20×20 of them and centered by its mass.",
    ),
  );
  return [
    element(
      "div",
      { class: "beside" },
      element("div", {}, pad.canvas, element("div", { class: "row" }, ...buttons)),
      element("div", {}, given, answer, table),
    ),
    ...(loaders.length > 0
      ? [element("h3", {}, "Examples"), element("div", { class: "row" }, ...loaders)]
      : []),
  ];
});
