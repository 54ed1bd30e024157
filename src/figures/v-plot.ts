import type { Data, Layout } from "plotly.js-dist";
import { copyPoint, expectFinite, Point } from "../calculus";
import { Figure } from "./figure";
import { logAxis } from "./log-axis";
import { drawnIndices, saidWhenThinned } from "./samples";
import { baseLayout, DASHES, HALO, PALETTE } from "./template";
import { asNumber, asText } from "./wording";

/** The error of a method for many steps h. What `stepStudy` returns is one. */
export interface ErrorByStep {
  /** What the method is called. */
  method: string;
  /** h > 0. */
  steps: Point;
  /** |approximation − derivative| for each step, 0 or more. */
  errors: Point;
  /** The step with the smallest error, if it is to be marked. */
  best?: { h: number; error: number };
}

/**
 * The error of finite differences against the step h, both on logarithmic axes: a V for each method, with its tip
 * marked. A logarithmic axis cannot show an error of exactly 0; the text tells how many there are.
 *
 * @param options one study or more, the title
 * @returns the figure
 * @throws RangeError or TypeError if there is no study, steps and errors differ in number, a step is not positive, or an
 *   error is negative or not finite
 * @example
 * const study = stepStudy(Math.exp, 0, { derivative: 1, between: [1e-12, 1], perDecade: 1 });
 * const figure = vPlot({ studies: [study], title: "Smaller is not always better" });
 * figure.text.startsWith("Smaller is not always better. central: smallest error"); // true
 */
export function vPlot(options: { studies: readonly ErrorByStep[]; title: string }): Figure {
  const { studies, title } = options;
  if (studies.length === 0) throw new RangeError("expected one study or more to draw, got none");
  const said: string[] = [];
  const data = studies.flatMap((study, i): Data[] => {
    const { steps, errors } = expectStudy(study);
    const shown = Array.from(errors.keys()).filter((k) => errors[k] > 0);
    const drawn = drawnIndices(shown.length).map((k) => shown[k]);
    const color = PALETTE[i % PALETTE.length];
    const name = asText(study.method);
    const zeros = errors.length - shown.length;
    const none =
      zeros === 0 ? "" : ` At ${zeros} of ${errors.length} steps the error is exactly 0 and not drawn.`;
    said.push(`${study.method}: ${tipOf(study, steps, errors)}${saidWhenThinned(shown.length)}.${none}`);
    const line: Data = {
      type: "scatter",
      mode: "lines+markers",
      name,
      x: drawn.map((k) => steps[k]),
      y: drawn.map((k) => errors[k]),
      line: { color, width: 2, dash: DASHES[i % DASHES.length] },
      marker: { color, size: 5 },
      hovertemplate: `h = %{x:.3~g}: error %{y:.3~g}<extra>${name}</extra>`,
    };
    if (!study.best || !(study.best.error > 0)) return [line];
    const tip: Data = {
      type: "scatter",
      mode: "markers",
      x: [study.best.h],
      y: [study.best.error],
      marker: { size: 14, color: HALO, line: { color, width: 3 } },
      hovertemplate: `best: h = %{x:.3~g}, error %{y:.3~g}<extra>${name}</extra>`,
      showlegend: false,
    };
    return [line, tip];
  });
  const layout: Partial<Layout> = {
    ...baseLayout(title, 460),
    showlegend: studies.length > 1,
    xaxis: {
      ...logAxis(
        studies.map(({ steps }) => steps),
        6,
      ),
      title: { text: "step h" },
    },
    yaxis: { ...logAxis(studies.map(({ errors }) => errors)), title: { text: "|error| of the derivative" } },
  };
  return new Figure(data, layout, `${title}. ${said.join(" ")}`);
}

function expectStudy({ method, steps, errors }: ErrorByStep): { steps: Float64Array; errors: Float64Array } {
  const checked = {
    steps: copyPoint(steps, `the steps of ${method}`),
    errors: copyPoint(errors, `the errors of ${method}`),
  };
  if (steps.length !== errors.length) {
    throw new RangeError(
      `expected an error for each of ${steps.length} steps of ${method}, got ${errors.length}`,
    );
  }
  checked.steps.forEach((h, k) => {
    if (h > 0 && checked.errors[k] >= 0) return;
    throw new RangeError(
      `expected steps above 0 and errors of 0 or more in ${method}, got h = ${h}, error ${errors[k]}`,
    );
  });
  return checked;
}

function tipOf({ best }: ErrorByStep, steps: Float64Array, errors: Float64Array): string {
  const lowest = errors.indexOf(errors.reduce((a, b) => Math.min(a, b)));
  const h = expectFinite(best?.h ?? steps[lowest], "the best step");
  return `smallest error ${asNumber(best?.error ?? errors[lowest])} at h = ${asNumber(h)}`;
}
