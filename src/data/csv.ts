import Papa from "papaparse";
import { Dataset } from "./dataset";
import { readText, type Source } from "./source";

/** A table of texts, as a CSV file holds it. */
export interface CsvTable {
  /** The first line: a name for each column. */
  readonly names: readonly string[];
  /** The other lines, each with a text for each column, without the spaces around it. */
  readonly rows: readonly (readonly string[])[];
}

/** What the columns of a CSV file mean. */
export interface CsvColumns {
  /** The columns with inputs; all that are not named otherwise, if not given. */
  inputs?: readonly string[];
  /** The columns with numbers to predict. */
  targets?: readonly string[];
  /** Or the column with the class, which may be any text. Classes are numbered in the order in which they appear. */
  label?: string;
  /** What to do with a row in which a value is missing: "error" if not given; "drop" leaves the row out. */
  missing?: "error" | "drop";
  /** What stands between the values; guessed if not given. */
  delimiter?: string;
}

/** What people write where they have no value. */
const MISSING = /^(|na|n\/a|nan|null|none|\?|-)$/i;

/**
 * Reads a CSV file's text: lines that end in LF, CRLF or CR; values that may be quoted; a byte order mark or not.
 *
 * @param text the file's text; its first line names the columns
 * @param options.delimiter what stands between the values; guessed if not given
 * @param options.name what the file is called in an error message
 * @throws Error if it has no line below the names, a row has more or fewer values than there are names, a name is
 *   missing or occurs twice, or a quote is not closed
 * @see RFC 4180
 * @example
 * const table = parseCsv('sleep,score\r\n3,"1,075"\r\n');
 * table.names; // ["sleep", "score"]
 * table.rows; // [["3", "1,075"]]
 */
export function parseCsv(text: string, options: { delimiter?: string; name?: string } = {}): CsvTable {
  const { delimiter = "", name = "the file" } = options;
  const plain = text.replace(/\r\n?/g, "\n");
  const { data, errors } = Papa.parse(plain, { delimiter, skipEmptyLines: true });
  const broken = errors.find(({ type }) => type === "Quotes");
  if (broken) {
    throw new Error(
      `expected ${name} to be CSV with its quotes in pairs, got "${broken.message}" in ${place(broken.row ?? 0)}: ` +
        `double a quote that belongs to a value`,
    );
  }
  const [names = [], ...rows] = data.map((row) => row.map((value) => value.trim()));
  if (rows.length === 0) {
    throw new Error(
      `expected ${name} to have a line with names and lines with values, got ${data.length} lines`,
    );
  }
  const wrongName = names.findIndex((column, j) => column === "" || names.indexOf(column) < j);
  if (wrongName >= 0) {
    const got = names[wrongName] === "" ? "none" : `"${names[wrongName]}" again`;
    throw new Error(
      `expected ${name} to have different names in its first line, got ${got} for column ${wrongName + 1}`,
    );
  }
  const ragged = rows.findIndex((row) => row.length !== names.length);
  if (ragged >= 0) {
    throw new Error(
      `expected ${name} to have ${names.length} values in each row, one for each of ${names.join(", ")}, ` +
        `got ${rows[ragged].length} in ${place(ragged + 1)}: ${rows[ragged].join(" | ")}`,
    );
  }
  return { names, rows };
}

/**
 * A data set from a CSV file.
 *
 * @param source the file, gzipped or not
 * @param columns which columns are inputs, and which targets or which one the class
 * @throws what `readText` and `parseCsv` throw; Error if there is no such column, a value is missing or is no finite
 *   number, or no row is left
 * @example
 * const file = memorySource("sleep,study,score\n3,5,75\n5,1,82\n");
 * const data = await loadCsv(file, { targets: ["score"] });
 * data.inputNames; // ["sleep", "study"]
 */
export async function loadCsv(source: Source, columns: CsvColumns): Promise<Dataset> {
  const { targets = [], label, missing = "error", delimiter } = columns;
  if ((targets.length === 0) === (label === undefined)) {
    throw new Error('expected either targets: ["score"] or label: "species", got both or neither');
  }
  if (missing !== "error" && missing !== "drop") {
    throw new Error(`expected missing to be "error" or "drop", got ${JSON.stringify(missing)}`);
  }
  const table = parseCsv(await readText(source), { delimiter, name: source.name });
  const inputs = columns.inputs ?? table.names.filter((name) => name !== label && !targets.includes(name));
  const used = [...inputs, ...targets, ...(label === undefined ? [] : [label])];
  const found = used.map((name) => indexOf(name, table, source.name));
  if (inputs.length === 0)
    throw new Error(`expected ${source.name} to have a column for the inputs, got ${used.join(", ")}`);

  const lines = table.rows
    .map((row, i) => ({ values: found.map((j) => row[j]), line: place(i + 1) }))
    .filter(({ values, line }) => {
      const empty = values.findIndex((value) => MISSING.test(value));
      if (empty < 0) return true;
      if (missing === "drop") return false;
      throw new Error(
        `expected a value for ${used[empty]} in ${line} of ${source.name}, got "${values[empty]}": fill it in, or ` +
          `leave such rows out with missing: "drop"`,
      );
    });
  if (lines.length === 0)
    throw new Error(`expected ${source.name} to have a row without missing values, got none`);

  const numbers = (from: number, to: number): number[][] =>
    lines.map(({ values, line }) =>
      values
        .slice(from, to)
        .map((value, j) => numberOf(value, `${used[from + j]} in ${line} of ${source.name}`)),
    );
  const parts = { name: source.name, inputs: numbers(0, inputs.length), inputNames: inputs };
  if (label === undefined) {
    return new Dataset({ ...parts, targets: numbers(inputs.length, used.length), targetNames: targets });
  }
  const classes = lines.map(({ values }) => values[inputs.length]);
  const classNames = [...new Set(classes)];
  return new Dataset({ ...parts, labels: classes.map((name) => classNames.indexOf(name)), classNames });
}

function indexOf(name: string, { names }: CsvTable, file: string): number {
  const index = names.indexOf(name);
  if (index < 0) throw new Error(`expected ${file} to have a column "${name}", got ${names.join(", ")}`);
  return index;
}

function numberOf(text: string, where: string): number {
  const value = Number(text);
  if (Number.isFinite(value)) return value;
  const advice = /^[-+]?\d+,\d+$/.test(text) ? ": write 3.5, not 3,5" : "";
  throw new Error(`expected a finite number for ${where}, got "${text}"${advice}`);
}

/** Rows are counted as in a spreadsheet, where the names are row 1; empty ones do not count. */
function place(index: number): string {
  return `row ${index + 1}`;
}
