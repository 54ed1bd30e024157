import type { Data, Layout } from "plotly.js-dist";
import type { ConfusionMatrix } from "../training";
import { Figure } from "./figure";
import { baseLayout, SIGNED } from "./template";
import { asNumber, asText } from "./wording";

/**
 * Which class is taken for which: a row for what the example is, a column for the answer, the count in each cell. Right
 * answers are blue, the deeper the larger their share of the row; mistakes are orange, the deeper the more frequent.
 *
 * @param options the confusion matrix, the title
 * @returns the figure
 * @throws RangeError if a count is no whole number, 0 or more
 * @example
 * const confusion = confusionMatrix([[0.1, 0.9], [0.8, 0.3], [0.6, 0.2]], [1, 0, 1]);
 * const figure = confusionHeatMap({ confusion, title: "One of three is wrong" });
 * figure.text; // "One of three is wrong. 2 of 3 answers are right (66.67 %). Most frequent mistakes: 1 taken for 0 (1)."
 */
export function confusionHeatMap(options: { confusion: ConfusionMatrix; title: string }): Figure {
  const { confusion, title } = options;
  const { counts, classNames } = confusion;
  const names = classNames.map(asText);
  const all = counts.flat();
  const wrongCount = all.find((count) => !(Number.isInteger(count) && count >= 0));
  if (all.length === 0 || wrongCount !== undefined)
    throw new RangeError(`expected counts that are whole numbers, 0 or more, got ${wrongCount ?? "none"}`);
  if (counts.length !== names.length || counts.some((row) => row.length !== names.length))
    throw new RangeError(
      `expected a row and a column of counts for each of ${names.length} classes, got rows of ${counts.map((row) => row.length).join(", ")}`,
    );
  const most = Math.max(1, ...confusion.worst.map(({ count }) => count));
  // What never happened is left out: null, through which the page is seen.
  const shades = counts.map((row, i) => {
    const sum = row.reduce((a, b) => a + b, 0) || 1;
    // The root keeps rare mistakes in sight beside frequent ones.
    return row.map((count, j) =>
      count === 0 ? null : i === j ? 0.85 * (count / sum) : -0.8 * Math.sqrt(count / most),
    );
  });
  const cells = counts.flatMap((row, i) => row.map((count, j) => ({ i, j, count })));
  const data: Data[] = [
    {
      type: "heatmap",
      z: shades as number[][],
      zmin: -1,
      zmax: 1,
      colorscale: SIGNED,
      showscale: false,
      xgap: 1.5,
      ygap: 1.5,
      hoverinfo: "skip",
      hoverongaps: false,
    },
    {
      type: "scatter",
      mode: "text",
      x: cells.map(({ j }) => j),
      y: cells.map(({ i }) => i),
      text: cells.map(({ count }) => (count === 0 ? "" : String(count))),
      textfont: {
        size: names.length > 6 ? 11 : 15,
        color: cells.map(({ i, j }) => (Math.abs(shades[i][j] ?? 0) > 0.6 ? "#ffffff" : "#1a1a1a")),
      },
      customdata: cells.map(({ i, j, count }) => `${names[i]} taken for ${names[j]}: ${count}`),
      hovertemplate: "%{customdata}<extra></extra>",
    },
  ];
  const axis = {
    tickvals: names.map((_, i) => i),
    ticktext: names,
    ticks: "",
    ticklabelstandoff: 5,
    showgrid: false,
    constrain: "domain",
  } as const;
  const end = names.length - 0.5;
  const layout: Partial<Layout> = {
    ...baseLayout(title, Math.min(560, 140 + Math.max(110, 38 * names.length))),
    hovermode: "closest",
    xaxis: {
      ...axis,
      range: [-0.5, end],
      title: { text: "answer" },
      showline: false,
      constraintoward: "left",
    },
    yaxis: {
      ...axis,
      range: [end, -0.5],
      title: { text: "what it is" },
      showline: false,
      scaleanchor: "x",
      constraintoward: "top",
    },
  };
  return new Figure(data, layout, `${title}. ${story(confusion)}`);
}

function story({ counts, classNames, worst }: ConfusionMatrix): string {
  const all = counts.flat().reduce((a, b) => a + b, 0);
  const right = counts.reduce((sum, row, i) => sum + row[i], 0);
  const mistakes = worst
    .slice(0, 3)
    .map(({ actual, answer, count }) => `${classNames[actual]} taken for ${classNames[answer]} (${count})`);
  const share = all === 0 ? "" : ` (${asNumber((100 * right) / all)} %)`;
  const told = mistakes.length === 0 ? "No mistakes." : `Most frequent mistakes: ${mistakes.join(", ")}.`;
  return `${right.toLocaleString("en-US")} of ${all.toLocaleString("en-US")} answers are right${share}. ${told}`;
}
