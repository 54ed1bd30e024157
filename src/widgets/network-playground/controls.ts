import { optimizers } from "../../training/optimizers";
import type { OptimizerName } from "../../training/optimizers";
import { asNumber } from "../../wording";
import { element } from "../page/element";
import { choiceField, numberField, sliderField } from "../page/fields";
import { isHidden, PatternName, patterns, PlaygroundSettings } from "./settings";

/**
 * Everything that can be set.
 *
 * @param given how it is at first
 * @param set is told of every change
 * @param complain is told what is wrong with what was typed
 */
export function controls(
  given: PlaygroundSettings,
  set: (changes: Partial<PlaygroundSettings>) => void,
  complain: (problem: string) => void,
): HTMLElement[] {
  const named = <Name extends string>(names: readonly Name[]) => names.map((name) => [name, name] as const);
  const fields = [
    choiceField<PatternName>("Data", named(Object.keys(patterns) as PatternName[]), given.data, (data) =>
      set({ data }),
    ),
    sliderField("Noise", { from: 0, to: 0.4, step: 0.01, value: given.noise, say: asNumber }, (noise) =>
      set({ noise }),
    ),
    choiceField(
      "Activation",
      named(["tanh", "sigmoid", "relu", "identity"] as const),
      given.activation,
      (activation) => set({ activation }),
    ),
    choiceField<OptimizerName>(
      "Optimizer",
      named(Object.keys(optimizers) as OptimizerName[]),
      given.optimizer,
      (optimizer) => set({ optimizer }),
    ),
    sliderField(
      "Learning rate η",
      {
        from: -4,
        to: 1,
        step: "any" as unknown as number,
        value: Math.log10(given.learningRate),
        say: (e) => asNumber(rateAt(e)),
      },
      (e) => set({ learningRate: rateAt(e) }),
    ),
    sliderField("L2 penalty λ", { from: 0, to: 0.1, step: 0.001, value: given.l2, say: asNumber }, (l2) =>
      set({ l2 }),
    ),
    numberField("Seed", { from: 0, to: 4294967295, step: 1, value: given.seed }, (seed) => set({ seed })),
  ];
  const hidden = element("input", { type: "text", value: given.hidden.join(", "), autocomplete: "off" });
  hidden.addEventListener("change", () => {
    const layers = hidden.value
      .split(/[\s,;-]+/)
      .filter((part) => part !== "")
      .map(Number);
    hidden.setAttribute("aria-invalid", String(!isHidden(layers)));
    if (isHidden(layers)) set({ hidden: layers });
    else
      complain(
        "Write the units of up to 4 hidden layers, 1 to 12 each, such as 4, 4; or nothing for no hidden layer.",
      );
  });
  const layers = element("label", { class: "field" }, element("span", {}, "Hidden units"), hidden);
  const [data, noise, ...rest] = fields.map(({ root }) => root);
  return [data, noise, layers, ...rest];
}

/** The slider of rates is logarithmic; three digits are enough. */
function rateAt(exponent: number): number {
  return Number((10 ** exponent).toPrecision(3));
}
