/**
 * From a value to what the notebook shows: a MIME bundle.
 *
 * A value that has a method under `Symbol.for("Jupyter.display")`, the convention of the other TypeScript kernel, is
 * asked for its bundle. Everything else becomes text: matrices and long arrays of numbers in a form of their own,
 * the rest as the host's inspector prints it.
 */
import type { MimeBundle } from "./host";

const DISPLAY = Symbol.for("Jupyter.display");

/** The longest array of numbers that is printed whole. */
const WHOLE = 24;
const HEAD = 8;
const TAIL = 3;

/**
 * @param inspect the host's inspector, for what has no form of its own
 * @returns the bundle, always with `text/plain`; undefined when there is nothing to show
 * @throws TypeError when the value's display method gives something else than an object of MIME types
 */
export async function toBundle(
  value: unknown,
  inspect: (value: unknown) => string,
): Promise<MimeBundle | undefined> {
  if (value === undefined) return undefined;
  const display = (value as { [DISPLAY]?: unknown } | null)?.[DISPLAY];
  if (typeof display !== "function") return { "text/plain": toText(value, inspect) };
  const bundle: unknown = await display.call(value);
  if (typeof bundle !== "object" || bundle === null || Array.isArray(bundle))
    throw new TypeError(
      `expected an object of MIME types from [Symbol.for("Jupyter.display")](), such as { "text/html": "…" }, got ${inspect(bundle)}`,
    );
  return "text/plain" in bundle
    ? { ...bundle }
    : { ...bundle, "text/plain": safely(() => inspect(value), "(a display)") };
}

export function toText(value: unknown, inspect: (value: unknown) => string): string {
  if (isMatrix(value)) return printMatrix(value);
  if (isLongVector(value)) return printVector(value);
  return safely(() => inspect(value), "(a value that cannot be printed)");
}

type Numbers = ArrayLike<number>;

function isNumericArray(value: unknown): value is Numbers & object {
  if (ArrayBuffer.isView(value))
    return !(value instanceof DataView) && typeof (value as unknown as Numbers)[0] !== "bigint";
  // A sparse or very long array is judged by its elements only as far as needed.
  return Array.isArray(value) && value.length > 0 && value.every((x) => typeof x === "number");
}

function isLongVector(value: unknown): value is Numbers & object {
  return isNumericArray(value) && value.length > WHOLE;
}

function isMatrix(value: unknown): value is Numbers[] {
  if (!Array.isArray(value) || value.length === 0) return false;
  const columns = (value[0] as Numbers | undefined)?.length;
  return value.every((row) => isNumericArray(row) && row.length > 0 && row.length === columns);
}

/** `Float64Array(784) [ 0, 0.5, … 773 more …, 0.25 ]` */
function printVector(vector: Numbers & object): string {
  const all = shorten(
    vector.length,
    (index) => printNumber(vector[index]!),
    (hidden) => `… ${hidden} more …`,
  );
  const name = vector.constructor?.name ?? "Array";
  return `${name}(${vector.length}) [ ${all.join(", ")} ]`;
}

/** Rows under each other, columns aligned at the right; a large matrix is shortened and says its size. */
function printMatrix(matrix: Numbers[]): string {
  const columns = matrix[0]!.length;
  const rows = shorten(
    matrix.length,
    (r) =>
      shorten(
        columns,
        (c) => printNumber(matrix[r]![c]!),
        () => "…",
      ),
    () => undefined,
  );
  const widths: number[] = [];
  for (const row of rows) row?.forEach((cell, c) => (widths[c] = Math.max(widths[c] ?? 0, cell.length)));
  const lines = rows.map((row) =>
    row ? `  [ ${row.map((cell, c) => cell.padStart(widths[c]!)).join("  ")} ]` : "  …",
  );
  return `${matrix.length} × ${columns} [\n${lines.join("\n")}\n]`;
}

function shorten<T, H>(
  length: number,
  element: (index: number) => T,
  hidden: (count: number) => H,
): (T | H)[] {
  const shown: (T | H)[] = [];
  if (length <= WHOLE) {
    for (let index = 0; index < length; index++) shown.push(element(index));
    return shown;
  }
  for (let index = 0; index < HEAD; index++) shown.push(element(index));
  shown.push(hidden(length - HEAD - TAIL));
  for (let index = length - TAIL; index < length; index++) shown.push(element(index));
  return shown;
}

/** Six significant digits are enough to look at; whole numbers stay whole. */
function printNumber(x: number): string {
  return Number.isInteger(x) ? (Object.is(x, -0) ? "-0" : String(x)) : String(Number(x.toPrecision(6)));
}

function safely(text: () => string, otherwise: string): string {
  try {
    return text();
  } catch {
    return otherwise;
  }
}
