/** The network playground in the browser. */
import { asNumber } from "../../wording";
import { button, element, say, statusLine } from "../page/element";
import { controls } from "./controls";
import { Plot } from "../page/plot";
import { start } from "../page/start";
import { drawPoints, paintRegions, rangeOf, unitPictures } from "./regions";
import { Session } from "./session";
import { cellOf, PlaygroundSettings } from "./settings";
import { takeAlong } from "./take-along";

/** "Run" trains so many epochs. */
const RUN = 100;

start<PlaygroundSettings>((given) => {
  let settings = given;
  let session: Session;
  let isRunning = false;
  const map = new Plot({ x: axis("x₁", -1, 1), y: axis("x₂", -1, 1), height: 330 });
  const curve = new Plot({ x: axis("epochs", 0, 20), y: axis("cost C", 0, 1), height: 180 });
  const numbers = element("p", { class: "number" });
  const units = element("div");
  const status = statusLine();
  const cell = takeAlong();

  /** Changes a setting, and begins anew. */
  const set = (changes: Partial<PlaygroundSettings>): void => {
    settings = { ...settings, ...changes };
    begin();
  };
  const fields = controls(given, set, (problem) => say(status, "wrong", problem));
  const step = button("One epoch", () => run(1));
  const runner = button(`Run ${RUN} epochs`, () => (isRunning ? session.stop() : run(RUN)), {
    class: "main",
  });
  const reset = button("Reset", begin);

  function begin(): void {
    session?.stop();
    isRunning = false;
    const own: Session = (session = new Session(settings, () => shown(own)));
    const range = rangeOf(session.data);
    map.setAxes(axis("x₁", ...range), axis("x₂", ...range));
    map.clear();
    drawPoints(map, session.data);
    say(status, "plain");
    draw();
  }

  async function run(epochs: number): Promise<void> {
    const own = session;
    isRunning = true;
    label();
    await own.run(epochs);
    if (own !== session) return;
    isRunning = false;
    if (own.ended !== undefined) say(status, "wrong", `It diverged: ${own.ended}.`);
    draw();
  }

  /** After an epoch; the next begins when the browser has drawn this one. */
  async function shown(from: Session): Promise<void> {
    if (from !== session) return;
    draw();
    await new Promise((drawn) => setTimeout(drawn, 16));
  }

  function label(): void {
    runner.textContent = isRunning ? "Stop" : `Run ${RUN} epochs`;
    step.disabled = isRunning || session.ended !== undefined;
    runner.disabled = session.ended !== undefined;
  }

  function draw(): void {
    const { network, data, epoch, costs, accuracy } = session;
    const range = rangeOf(data);
    paintRegions(map, network, range);
    units.replaceChildren(...unitPictures(network, range));
    const cost = costs[costs.length - 1];
    const share = accuracy === undefined ? "" : `, ${(100 * accuracy).toFixed(1)} % right`;
    numbers.textContent =
      epoch === 0 ? "Not trained yet." : `Epoch ${epoch}: cost ${cost.toPrecision(8)}${share}`;
    map.describe(
      `The plane with ${data.size} points of two classes and the regions after ${epoch} epochs${share}.`,
    );
    const highest = costs.reduce((a, b) => Math.max(a, b), 0.1);
    curve.clear();
    curve.setAxes(axis("epochs", 0, Math.max(20, epoch)), axis("cost C", 0, highest * 1.05));
    curve.line(
      costs.map((cost, i) => [i + 1, cost] as const),
      {},
    );
    curve.describe(
      epoch === 0
        ? "No cost yet."
        : `Cost over ${epoch} epochs: ${asNumber(costs[0])} at first, ${asNumber(cost)} now.`,
    );
    cell.show(cellOf(settings, epoch));
    label();
  }

  begin();
  return [
    element("div", { class: "controls" }, ...fields),
    element("div", { class: "row" }, runner, step, reset),
    status,
    numbers,
    element(
      "div",
      { class: "columns" },
      map.svg,
      element("div", {}, curve.svg, element("h3", {}, "What the hidden units see"), units),
    ),
    cell.root,
  ];
});

function axis(label: string, from: number, to: number) {
  return { label, from, to };
}
