/** The network playground in the browser. */
import { asNumber, asPoint } from "../../wording";
import { button, element, heardLine, passFocus, say, statusLine } from "../page/element";
import { isCalm } from "../page/motion";
import { Plot, Point } from "../page/plot";
import { pointing } from "../page/pointing";
import { start } from "../page/start";
import { controls } from "./controls";
import { CostCurve } from "./cost-curve";
import { drawPoints, paintRegions, rangeOf } from "./regions";
import { Session } from "./session";
import { cellOf, PlaygroundSettings } from "./settings";
import { takeAlong } from "./take-along";
import { UnitPictures } from "./unit-pictures";

/** "Run" trains so many epochs. */
const RUN = 100;

start<PlaygroundSettings>((given) => {
  let settings = given;
  let session: Session;
  let isRunning = false;
  /** Where someone points. */
  let place: Point | undefined;
  const map = new Plot({ x: axis("x₁", -1, 1), y: axis("x₂", -1, 1), height: 330 });
  const curve = new CostCurve();
  const numbers = element("p", { class: "number" });
  const there = element("p", { class: "quiet number", role: "status" });
  const units = new UnitPictures(draw);
  const status = statusLine();
  const heard = heardLine();
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
  pointing(map, {
    pointed(to) {
      place = to;
      tellPlace();
    },
  });

  function begin(): void {
    session?.stop();
    isRunning = false;
    const own: Session = (session = new Session(settings, () => shown(own)));
    const range = rangeOf(session.data);
    map.setAxes(axis("x₁", ...range), axis("x₂", ...range));
    map.clear();
    drawPoints(map, session.data);
    units.begin(session.network);
    say(status, "plain");
    heard.textContent = "";
    draw();
  }

  async function run(epochs: number): Promise<void> {
    if (isRunning) return;
    const own = session;
    isRunning = true;
    label();
    await own.run(epochs);
    if (own !== session) return;
    isRunning = false;
    draw();
    if (own.ended !== undefined) say(status, "wrong", `It diverged: ${own.ended}.`);
    else heard.textContent = `After ${own.epoch} epochs the cost is ${asNumber(own.costs[own.epoch - 1])}.`;
  }

  /** After an epoch; the next begins when the browser has drawn this one. Who wants less motion sees the last only. */
  async function shown(from: Session): Promise<void> {
    if (from !== session) return;
    if (isCalm()) tellNumbers();
    else draw();
    await new Promise((drawn) => setTimeout(drawn, isCalm() ? 0 : 16));
  }

  function label(): void {
    runner.textContent = isRunning ? "Stop" : `Run ${RUN} epochs`;
    step.disabled = runner.disabled = session.ended !== undefined;
    passFocus(reset);
  }

  function draw(): void {
    const { network, data, epoch } = session;
    const range = rangeOf(data);
    paintRegions(map, network, range, units.chosen);
    units.show(network, range);
    curve.show(session);
    tellNumbers();
    tellPlace();
    const { chosen } = units;
    const what = chosen ? `what unit ${chosen.number + 1} of layer ${chosen.layer} sees` : "the regions";
    map.describe(
      `The plane with ${data.size} points of two classes, and ${what} after ${epoch} epochs. ` +
        "The arrow keys move a cross, and the output there is told.",
    );
    cell.show(cellOf(settings, epoch));
    label();
  }

  function tellNumbers(): void {
    const { epoch, costs, accuracy, newAccuracy } = session;
    const percent = (share = 0): string => `${(100 * share).toFixed(1)} %`;
    const right = `${percent(accuracy)} of its points right, ${percent(newAccuracy)} of new ones`;
    numbers.textContent =
      epoch === 0 ? "Not trained yet." : `Epoch ${epoch}: cost ${costs[epoch - 1].toPrecision(6)}, ${right}`;
  }

  /** What the network, or the unit that is on the map, makes of the place that someone points at. */
  function tellPlace(): void {
    const { chosen } = units;
    const whose = chosen ? "the activation of this unit" : "the output ŷ";
    if (place === undefined) {
      there.textContent = `Blue is low, orange high. Point at the map, or use the arrow keys in it, to read ${whose}.`;
      return;
    }
    const pass = session.network.forward([place]);
    const value = chosen ? pass.a(chosen.layer).values[chosen.number] : pass.outputs.values[0];
    const shown = value.toFixed(3).replace("-", "−");
    there.textContent = `At ${asPoint(place.map((x) => Number(x.toFixed(2))))} ${whose} is ${shown}.`;
  }

  begin();
  return [
    element("div", { class: "controls" }, ...fields),
    element("div", { class: "row" }, runner, step, reset),
    status,
    heard,
    numbers,
    element(
      "div",
      { class: "columns" },
      element("div", {}, map.svg, there),
      element(
        "div",
        {},
        curve.root,
        element("h3", {}, "What the hidden units see"),
        element("p", { class: "quiet" }, "Press one to see it on the map."),
        units.root,
      ),
    ),
    cell.root,
  ];
});

function axis(label: string, from: number, to: number) {
  return { label, from, to };
}
