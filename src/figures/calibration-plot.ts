import type { Data, Layout } from "plotly.js-dist";
import { expectFinite } from "../calculus";
import type { Calibration } from "../training";
import { Figure } from "./figure";
import { countOf } from "./story";
import { baseLayout, DASHES, GRAY, PALETTE, SYMBOLS } from "./template";
import { asNumber, asText } from "./wording";

/** The calibration of one network, or of one stage of training. */
export interface NamedCalibration {
  name: string;
  /** What `calibration` gives. */
  calibration: Calibration;
}

/**
 * Confidence against correctness: of the answers given with confidence 0.8, are 80 % right? On the dotted diagonal they
 * are; below it the network is too sure. The bars tell how many answers there are with each confidence.
 *
 * @param options one calibration or more, the title
 * @returns the figure
 * @throws RangeError if there is none, or one has no answers
 * @example
 * const outputs = [[0.75, 0.25], [0.75, 0.25], [0.75, 0.25], [0.25, 0.75]];
 * const run = { name: "after 1 epoch", calibration: calibration(outputs, [0, 0, 1, 0]) };
 * const figure = calibrationPlot({ runs: [run], title: "Too sure" });
 * figure.text; // "Too sure. after 1 epoch: 4 answers, on average 75 % sure and 50 % right, calibration error 0.25."
 */
export function calibrationPlot(options: { runs: readonly NamedCalibration[]; title: string }): Figure {
  const { runs, title } = options;
  if (runs.length === 0) throw new RangeError("expected one calibration or more to draw, got none");
  const line = { color: GRAY, width: 1.5, dash: "dot" } as const;
  const diagonal: Data = {
    type: "scatter",
    mode: "lines",
    x: [0, 1],
    y: [0, 1],
    line,
    hoverinfo: "skip",
    showlegend: false,
  };
  const said: string[] = [];
  const data = runs.flatMap(({ name, calibration }, i): Data[] => {
    const bins = calibration.bins.filter(({ count }) => count > 0);
    const count = bins.reduce((sum, bin) => sum + bin.count, 0);
    if (count === 0) throw new RangeError(`expected the calibration ${name} to have answers, got none`);
    bins.forEach(({ confidence, accuracy }) => {
      expectFinite(confidence, `a confidence of ${name}`);
      expectFinite(accuracy, `an accuracy of ${name}`);
    });
    const mean = (of: "confidence" | "accuracy"): string =>
      asNumber((100 * bins.reduce((sum, bin) => sum + bin.count * bin[of], 0)) / count);
    said.push(
      `${name}: ${countOf(count, "answer")}, on average ${mean("confidence")} % sure and ` +
        `${mean("accuracy")} % right, calibration error ${asNumber(calibration.error)}.`,
    );
    const color = PALETTE[i % PALETTE.length];
    const common = {
      name: asText(name),
      legendgroup: asText(name),
      customdata: bins.map((bin) => bin.count),
    } as const;
    return [
      {
        ...common,
        type: "scatter",
        mode: "lines+markers",
        x: bins.map((bin) => bin.confidence),
        y: bins.map((bin) => bin.accuracy),
        line: { color, width: 2.5, dash: DASHES[i % DASHES.length] },
        marker: { color, size: 9, symbol: SYMBOLS[i % SYMBOLS.length] },
        hovertemplate: `%{x:.1%} sure, %{y:.1%} right: %{customdata} answers<extra>${asText(name)}</extra>`,
      },
      {
        ...common,
        type: "bar",
        yaxis: "y2",
        x: bins.map(({ from, to }) => from + ((i + 0.5) * (to - from)) / runs.length),
        y: bins.map((bin) => bin.count / count),
        width: bins.map(({ from, to }) => (0.94 * (to - from)) / runs.length),
        marker: { color, pattern: { shape: i === 0 ? "" : "/" } },
        showlegend: false,
        hovertemplate: `%{customdata} answers, %{y:.1%} of all<extra>${asText(name)}</extra>`,
      },
    ];
  });
  const layout: Partial<Layout> = {
    ...baseLayout(title, 560),
    showlegend: runs.length > 1,
    barmode: "overlay",
    xaxis: { range: [0, 1.015], title: { text: "confidence" }, anchor: "y2", tickformat: ".0%" },
    yaxis: {
      range: [0, 1.03],
      title: { text: "share of right answers" },
      domain: [0.33, 1],
      tickformat: ".0%",
    },
    yaxis2: { title: { text: "share of<br>answers" }, domain: [0, 0.24], tickformat: ".0%", nticks: 4 },
  };
  return new Figure([diagonal, ...data], layout, `${title}. ${said.join(" ")}`);
}
