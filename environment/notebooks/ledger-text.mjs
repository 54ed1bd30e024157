/** The ledger of claims as text for a terminal. */
import { lessonOf } from "./claims.mjs";

/**
 * @typedef {import("./claims.mjs").Entry} Entry
 * @typedef {import("./claims.mjs").Ledger} Ledger
 * @typedef {import("./execution.mjs").Execution} Execution
 */

/** Columns of a line. */
const WIDTH = 110;

const signs = { shown: "✓", refuted: "✗", missing: "✗", "to come": "·" };

/**
 * The claims by lesson, in the order of the course, then what is wrong, then the numbers.
 * @param {Ledger} ledger
 * @param {Execution[]} runs
 * @param {number} seedShift
 */
export function describeLedger({ entries, problems }, runs, seedShift) {
  const names = [...new Set(entries.map(({ lesson }) => lesson))].sort();
  const seconds = new Map(runs.map((run) => [lessonOf(run.path), run.seconds]));
  const lessons = names.flatMap((lesson) => {
    const time = seconds.get(lesson);
    const ran = time === undefined ? "to come" : `ran in ${time.toFixed(1)} s`;
    return [
      "",
      `${lesson} (${ran})`,
      ...entries.filter((entry) => entry.lesson === lesson).map(describeEntry),
    ];
  });
  const count = (/** @type {Entry["state"]} */ state) =>
    entries.filter((entry) => entry.state === state).length;
  const numbers = [
    `${count("shown")} of ${entries.length} claims shown`,
    ...(count("refuted") > 0 ? [`${count("refuted")} do not hold`] : []),
    ...(count("missing") > 0 ? [`${count("missing")} missing from their lessons`] : []),
    ...(count("to come") > 0 ? [`${count("to come")} in lessons to come`] : []),
  ];
  const seeds =
    seedShift === 0
      ? "Seeds: as in the lessons."
      : `Seeds: each moved by ${seedShift} million (shift ${seedShift}).`;
  const wrong =
    problems.length === 0
      ? []
      : ["", "Problems:", ...problems.map(({ lesson, text }) => wrapped(`${lesson}, ${text}`, "  "))];
  return [seeds, ...lessons, ...wrong, "", `${numbers.join(", ")}.`].join("\n");
}

/** @param {Entry} entry */
function describeEntry({ id, claim, verdict, state, evidence, refutation }) {
  const head = `  ${signs[state]} ${id.padEnd(3)} `;
  const indent = " ".repeat(head.length);
  const paragraphs = [state === "to come" ? `${claim} (${verdict})` : claim];
  if (state === "missing") paragraphs.push(`MISSING (${verdict})`);
  if (refutation !== undefined) paragraphs.push(`DOES NOT HOLD in cell ${refutation.cell} (${verdict})`);
  for (const { cell, statement, said, expected, ...found } of evidence) {
    paragraphs.push(`${found.verdict} in cell ${cell}: ${statement}`);
    paragraphs.push(`measured ${said}; expected ${expected}`);
  }
  return (
    head +
    paragraphs
      .map((text) => wrapped(text, indent))
      .join("\n")
      .slice(head.length)
  );
}

/**
 * Text in lines that fit a terminal, each with the indent.
 * @param {string} text
 * @param {string} indent
 */
function wrapped(text, indent) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1);
    if (line !== undefined && indent.length + line.length + 1 + word.length <= WIDTH)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => indent + line).join("\n");
}
