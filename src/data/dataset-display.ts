/** How a data set is shown: a line, and a table of its first examples. */
import { Table } from "../table";
import { asNumber } from "../wording";
import type { Dataset } from "./dataset";
import { rowOf } from "./matrix";

const ROWS = 5;
const COLUMNS = 6;

/** `two moons: 200 examples, 2 inputs (x1, x2), 1 target (y), 2 classes (upper, lower)` */
export function datasetText({
  name,
  size,
  inputShape,
  classNames,
  inputNames,
  targetNames,
}: Dataset): string {
  const inputs = inputShape
    ? `${inputShape.join("×")} = ${inputNames.length} inputs`
    : counted(inputNames, "input", "inputs");
  const targets = counted(targetNames, "target", "targets");
  const classes = classNames && counted(classNames, "class", "classes");
  const oneHot = classNames?.length === targetNames.length;
  return `${name}: ${size.toLocaleString("en-US")} ${size === 1 ? "example" : "examples"}, ${[
    inputs,
    ...(oneHot ? [] : [targets]),
    ...(classes ? [classes] : []),
  ].join(", ")}`;
}

/** The first examples, and of many columns the first ones and the last. */
export function datasetTable(data: Dataset): Table {
  const { inputs, targets, labels, classNames, inputNames, targetNames } = data;
  const rows = Array.from({ length: Math.min(ROWS, data.size) }, (_, i) => [
    ...cut(Array.from(rowOf(inputs, i), asNumber)),
    ...cut(Array.from(rowOf(targets, i), asNumber)),
    ...(labels ? [classNames?.[labels[i]] ?? String(labels[i])] : []),
  ]);
  return new Table({
    caption: datasetText(data),
    head: [...cut(inputNames), ...cut(targetNames), ...(labels ? ["class"] : [])],
    rows,
    notes: data.size > ROWS ? [`and ${(data.size - ROWS).toLocaleString("en-US")} more`] : [],
  });
}

function counted(names: readonly string[], one: string, many: string): string {
  const listed =
    names.length <= 4 ? names.join(", ") : `${names[0]}, ${names[1]}, …, ${names[names.length - 1]}`;
  return `${names.length} ${names.length === 1 ? one : many} (${listed})`;
}

function cut(cells: readonly string[]): string[] {
  return cells.length <= COLUMNS
    ? [...cells]
    : [...cells.slice(0, COLUMNS - 2), "…", cells[cells.length - 1]];
}
