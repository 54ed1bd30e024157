import { optimizers } from "../../training/optimizers";
import type { Optimizer, OptimizerName } from "../../training/optimizers";
import { asNumber } from "../../wording";
import { element } from "../page/element";
import { choiceField, numberField, sliderField } from "../page/fields";
import type { PlaygroundData } from "./descent-playground";
import { Surface, SurfaceName, surfaces } from "./surfaces";
import { methodOf, secondRates } from "./walk";

const names = Object.fromEntries(
  Object.entries(optimizers).map(([name, { name: shown }]) => [name, shown]),
) as Record<OptimizerName, string>;

/** Three digits of a rate are enough. */
const rateAt = (exponent: number): number => Number((10 ** exponent).toPrecision(3));

/** Everything that can be set: the landscape, the start, the method and its rates. */
export class Controls {
  /** The landscape that is chosen, or typed in. */
  surface: Surface;
  readonly rows: HTMLElement[];
  private readonly landscapes;
  private readonly expression;
  private readonly x;
  private readonly y;
  private readonly method;
  private readonly rate;
  private readonly second;

  /**
   * @param given how everything is at first
   * @param explore is told of another landscape
   * @param begin is told of another start, method or second rate; η may change on the way
   */
  constructor(
    given: PlaygroundData,
    private readonly explore: () => void,
    begin: () => void,
  ) {
    this.surface = given.surface;
    const { expression, start, learningRate } = given.surface;
    const listed = Object.entries(surfaces).map(([key, { name }]) => [key as SurfaceName, name] as const);
    const known = listed.find(([key]) => surfaces[key].expression === expression)?.[0] ?? "own";
    const own = ["own", "your own formula"] as const;
    this.landscapes = choiceField<SurfaceName | "own">("Landscape", [...listed, own], known, (key) =>
      key === "own" ? this.expression.focus() : this.take(surfaces[key]),
    );
    this.expression = element("input", {
      ...{ type: "text", value: expression, spellcheck: "false", autocomplete: "off" },
      onchange: () => this.read(),
    });
    const limits = { from: -1e6, to: 1e6, step: "any" as const };
    this.x = numberField("Start x", { ...limits, value: start[0] }, begin);
    this.y = numberField("Start y", { ...limits, value: start[1] }, begin);
    const entries = Object.entries(names) as [OptimizerName, string][];
    this.method = choiceField<OptimizerName>("Method", entries, given.method, () => {
      this.offerSecond();
      begin();
    });
    const exponents = {
      from: -4,
      to: 0.5,
      step: "any" as unknown as number,
      value: Math.log10(learningRate),
    };
    const say = (exponent: number): string => asNumber(rateAt(exponent));
    this.rate = sliderField("Learning rate η", { ...exponents, say }, () => {});
    this.second = sliderField("", { from: 0, to: 0.99, step: 0.01, value: 0.9, say: asNumber }, begin);
    this.offerSecond();
    const formula = element(
      "label",
      { class: "field wide" },
      element("span", {}, "C(x, y) ="),
      this.expression,
    );
    this.rows = [
      element("div", { class: "controls" }, this.landscapes.root, formula, this.x.root, this.y.root),
      element("div", { class: "controls" }, this.method.root, this.rate.root, this.second.root),
    ];
  }

  get start(): readonly [number, number] {
    return [this.x.value, this.y.value];
  }

  set start([x, y]: readonly [number, number]) {
    this.x.value = Number(x.toFixed(3));
    this.y.value = Number(y.toFixed(3));
  }

  get learningRate(): number {
    return rateAt(this.rate.value);
  }

  /** The method with its second rate. */
  get optimizer(): Optimizer {
    return methodOf(this.method.value, this.second.value);
  }

  /**
   * The method and its rates in words.
   *
   * @param rates η of the steps that were taken
   */
  nameOf(rates: Iterable<number>): string {
    const kind = secondRates[this.method.value];
    const memory = kind ? `, ${kind.name.split(" ")[1]} = ${asNumber(this.second.value)}` : "";
    const all = [...rates].sort((a, b) => a - b).map(asNumber);
    const span = all.length === 1 ? `= ${all[0]}` : `from ${all[0]} to ${all[all.length - 1]}`;
    return `${names[this.method.value]}, η ${span}${memory}`;
  }

  /** Whether the formula that is typed in can be read. */
  set isReadable(isReadable: boolean) {
    this.expression.setAttribute("aria-invalid", String(!isReadable));
  }

  private take(surface: Surface): void {
    this.surface = surface;
    this.expression.value = surface.expression;
    this.rate.value = Math.log10(surface.learningRate);
    this.start = surface.start;
    this.explore();
  }

  private read(): void {
    const expression = this.expression.value;
    if (this.surface.expression === expression) return;
    this.surface = { ...this.surface, name: "your own", expression };
    this.landscapes.value = "own";
    this.explore();
  }

  private offerSecond(): void {
    const kind = secondRates[this.method.value];
    this.second.root.hidden = kind === undefined;
    if (kind === undefined) return;
    this.second.value = kind.usual;
    this.second.label = kind.name;
  }
}
