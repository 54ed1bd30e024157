/**
 * From an error to what the notebook shows: its name, its message, and a traceback in which the cell's own lines stand
 * and the kernel's do not.
 */
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import type { Diagnostic } from "tslab/dist/converter";
import { LINES_BEFORE } from "./cell";

/** The three fields of an `error` output. */
export interface CellError {
  ename: string;
  evalue: string;
  traceback: string[];
}

/** What a traceback needs to know of the cells that ran. */
export interface CellSources {
  /** The source and source map of the cell that stack traces call `fileName`. */
  get(fileName: string): { source: string; sourceMap: string } | undefined;
}

interface Frame {
  function: string;
  file: string;
  line: number;
  column: number;
}

const RED = "\u001b[31m";
const BOLD = "\u001b[1m";
const DIM = "\u001b[2m";
const RESET = "\u001b[0m";

/**
 * @param frameName a file as the traceback should name it, undefined to leave its frames out
 */
export function describeError(
  error: unknown,
  cells: CellSources,
  frameName: (file: string) => string | undefined,
  inspect: (value: unknown) => string,
): CellError {
  if (!isError(error)) {
    const evalue = inspect(error);
    const ename = "Thrown value";
    return {
      ename,
      evalue,
      traceback: [
        title(ename, evalue),
        "A value that is not an Error has no traceback: throw new Error(…) has.",
      ],
    };
  }
  const ename = String(error.name || error.constructor?.name || "Error");
  const evalue = String(error.message);
  const lines = [title(ename, evalue), ...traceLines(error, cells, frameName)];
  const causes = new Set<unknown>([error]);
  for (let cause = error.cause; cause !== undefined && !causes.has(cause); cause = (cause as Error).cause) {
    causes.add(cause);
    if (!isError(cause)) {
      lines.push("", `Caused by: ${inspect(cause)}`);
      break;
    }
    lines.push("", `Caused by ${title(cause.name, cause.message)}`, ...traceLines(cause, cells, frameName));
  }
  if (error instanceof AggregateError)
    for (const each of error.errors as unknown[])
      lines.push("", `Contains ${isError(each) ? title(each.name, each.message) : inspect(each)}`);
  return { ename, evalue, traceback: lines };
}

/** All the compiler's complaints about a cell, each with its line and a caret. */
export function describeDiagnostics(diagnostics: Diagnostic[], source: string): CellError {
  const ename = "TypeScript error";
  const seen = new Set<string>();
  const blocks: { where: string; block: string[] }[] = [];
  const inOrder = [...diagnostics].sort((a, b) => a.start.offset - b.start.offset);
  for (const d of inOrder) {
    const where = `${d.fileName ?? ""}:${d.start.line}:${d.start.character}:${d.end.offset}`;
    const text = `${where}:${d.messageText}`;
    if (seen.has(text)) continue;
    seen.add(text);
    // The converter gives a message and its explanations one after the other, all for the same place.
    const last = blocks.at(-1);
    if (last?.where === where) {
      last.block.splice(-1, 0, `    ${d.messageText}`);
      continue;
    }
    const place = d.fileName ? `${d.fileName}, line ${d.start.line + 1}` : `line ${d.start.line + 1}`;
    const length = d.end.line === d.start.line ? d.end.character - d.start.character : 1;
    const excerpt = d.fileName ? [] : [excerptOf(source, d.start.line + 1, d.start.character + 1, length)];
    blocks.push({
      where,
      block: [`${RED}${place}${RESET}: ${d.messageText} ${DIM}(TS${d.code})${RESET}`, ...excerpt, ""],
    });
  }
  const hints = hintsOn(inOrder);
  const first = inOrder[0];
  const evalue = first ? `line ${first.start.line + 1}: ${first.messageText}` : "the cell does not compile";
  const count = blocks.length;
  const heading = `${RED}${BOLD}${ename}${count > 1 ? "s" : ""}${RESET}${count > 1 ? ` (${count})` : ""}`;
  return {
    ename,
    evalue,
    traceback: [heading, "", ...blocks.flatMap(({ block }) => block), ...hints].slice(
      0,
      hints.length ? undefined : -1,
    ),
  };
}

/** What a learner most likely has to do about the errors, where that can be told. */
function hintsOn(diagnostics: Diagnostic[]): string[] {
  const hints = new Set<string>();
  for (const { code, messageText } of diagnostics) {
    const name = /^Cannot find name '(print|def|help)'/.exec(messageText)?.[1];
    if (name === "print") hints.add("To print, write console.log(…), or end the cell with the value alone.");
    // 2304, 2552: cannot find name; 18004: the same in { name }.
    else if (code === 2304 || code === 2552 || code === 18004)
      hints.add("If another cell declares it, run that cell first: Run → Run All Above Selected Cell.");
    if (/\bPromise</.test(messageText))
      hints.add("A Promise is a value that comes later: write await before what returns it.");
  }
  return [...hints].map((hint) => `${BOLD}Hint${RESET}: ${hint}`);
}

function isError(value: unknown): value is Error {
  // Errors of another realm (a vm context, a frame) are errors too.
  return value instanceof Error || Object.prototype.toString.call(value) === "[object Error]";
}

function title(name: string, message: string): string {
  return `${RED}${BOLD}${name}${RESET}${message ? `: ${message}` : ""}`;
}

function traceLines(
  error: Error,
  cells: CellSources,
  frameName: (file: string) => string | undefined,
): string[] {
  const stack = typeof error.stack === "string" ? error.stack : "";
  const frames = parseStack(stack).map((frame) => toSource(frame, cells));
  const lastOfCell = frames.map((frame) => cells.get(frame.file) !== undefined).lastIndexOf(true);
  // Below the cell's lowest frame there is only what called the cell: the kernel.
  const shown = (lastOfCell < 0 ? frames : frames.slice(0, lastOfCell + 1)).filter(
    (frame) => cells.get(frame.file) || frameName(frame.file) !== undefined,
  );
  const lines: string[] = [];
  const inCell = shown.find((frame) => cells.get(frame.file));
  if (inCell)
    lines.push(
      `${DIM}${inCell.file}, line ${inCell.line}${RESET}`,
      excerptOf(cells.get(inCell.file)!.source, inCell.line, inCell.column),
    );
  for (const frame of shown) {
    const file = cells.get(frame.file) ? frame.file : frameName(frame.file);
    lines.push(
      `    at ${frame.function ? `${frame.function} (${file}:${frame.line}:${frame.column})` : `${file}:${frame.line}:${frame.column}`}`,
    );
  }
  return lines;
}

/** V8's frames: `at f (file:1:2)`, `at async f (file:1:2)`, `at file:1:2`; of a SyntaxError also the first line, `file:1`. */
function parseStack(stack: string): Frame[] {
  const frames: Frame[] = [];
  const first = /^(cell \[[^\]]*\]):(\d+)\n/.exec(stack);
  if (first) frames.push({ function: "", file: first[1]!, line: Number(first[2]), column: 1 });
  for (const line of stack.split("\n")) {
    const match = /^\s+at (?:(.*?) \()?(.*?):(\d+):(\d+)\)?$/.exec(line);
    if (!match) continue;
    const file = match[2]!.replace(/^async /, "");
    frames.push({ function: match[1] ?? "", file, line: Number(match[3]), column: Number(match[4]) });
  }
  return frames;
}

/** A frame in compiled code, as the place in the cell's source that it came from. */
function toSource(frame: Frame, cells: CellSources): Frame {
  const cell = cells.get(frame.file);
  if (!cell) return frame;
  const lines = cell.source.split("\n").length;
  const inRange = (line: number): number => Math.min(Math.max(line, 1), lines);
  if (!cell.sourceMap) return { ...frame, line: inRange(frame.line - LINES_BEFORE) };
  const map = new TraceMap(cell.sourceMap);
  const original = originalPositionFor(map, {
    line: Math.max(frame.line - LINES_BEFORE, 1),
    column: frame.column - 1,
  });
  if (original.line === null) return { ...frame, line: inRange(frame.line - LINES_BEFORE) };
  return { ...frame, line: inRange(original.line), column: original.column + 1 };
}

/** The line before, the line itself, and a caret under the place; lines and columns count from 1. */
function excerptOf(source: string, line: number, column: number, length = 1): string {
  const lines = source.split("\n");
  const width = String(line).length;
  const numbered = (n: number): string => `  ${String(n).padStart(width)} | ${lines[n - 1] ?? ""}`;
  const text = lines[line - 1] ?? "";
  const before = text.slice(0, column - 1).replace(/[^\t]/g, " ");
  const carets = "^".repeat(Math.max(1, Math.min(length, text.length - column + 1)));
  const shown = line > 1 ? [numbered(line - 1), numbered(line)] : [numbered(line)];
  return [...shown, `  ${" ".repeat(width)} | ${before}${RED}${carets}${RESET}`].join("\n");
}
