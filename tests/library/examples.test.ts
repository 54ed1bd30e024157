/**
 * Every example in a doc comment runs, and gives what its comment says. A line `expression; // value` is a check; the
 * value is written as in `say` below. Other lines only have to run.
 */
import { join } from "node:path";
import ts from "typescript";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as main from "../../src";
import * as symbolic from "../../src/symbolic";
import { PROJECT, sources } from "./sources";

/** Both entry points. */
const library = { ...main, ...symbolic };

interface Example {
  title: string;
  path: string;
  lines: string[];
}

function examplesOf({ path, text }: { path: string; text: string }): Example[] {
  const comments = [...text.matchAll(/\/\*\*[^]*?\*\//g)].map(([comment]) =>
    comment.replace(/^ *\/?\*+\/? ?/gm, ""),
  );
  return comments.flatMap((comment, number) => {
    const [, ...examples] = comment.split(/^@example$/m);
    return examples.map((example) => ({
      title: `${path}, comment ${number + 1}`,
      path,
      lines: example
        .split(/^@/m)[0]
        .split("\n")
        .filter((line) => line.trim() !== ""),
    }));
  });
}

/** As in a cell of a notebook, an example may wait. */
const AsyncFunction = (async () => undefined).constructor as new (
  ...parts: string[]
) => (...args: unknown[]) => Promise<void>;

const CHECK = /^(?!const |let |import )(?<expression>.+?); \/\/ (?<value>.+)$/;

function say(value: unknown): string {
  if (ArrayBuffer.isView(value))
    return `${value.constructor.name} [${Array.from(value as Float64Array).join(", ")}]`;
  if (Array.isArray(value)) return `[${value.map(say).join(", ")}]`;
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

// What an example shows is not of interest here.
beforeEach(() => void vi.spyOn(console, "log").mockReturnValue());
afterEach(() => void vi.restoreAllMocks());

const examples = sources().flatMap(examplesOf);

test("the doc comments have examples", () => {
  expect(examples.length).toBeGreaterThan(20);
  expect(examples.flatMap(({ lines }) => lines).filter((line) => CHECK.test(line)).length).toBeGreaterThan(
    20,
  );
});

test.each(examples)("the example in $title gives what it says", async ({ path, lines }) => {
  // What the library offers, and, for what only its own rooms use, the file's own functions.
  const names = { ...library, ...((await import(join(PROJECT, "src", path))) as object) };
  const checked: [string, string][] = [];
  const code = lines.map((line) => {
    const { expression, value } = CHECK.exec(line)?.groups ?? {};
    return expression ? `check(${expression}, ${JSON.stringify(value)});` : line;
  });
  const { outputText } = ts.transpileModule(code.join("\n"), {
    compilerOptions: { target: ts.ScriptTarget.ES2022 },
  });
  const run = new AsyncFunction("check", ...Object.keys(names), outputText);
  await run((got: unknown, value: string) => checked.push([say(got), value]), ...Object.values(names));
  for (const [got, value] of checked) expect(got).toBe(value);
});

test("every function and class that the library offers has a doc comment with an example", () => {
  const offered = Object.entries(library).filter(([, value]) => typeof value === "function");
  const text = sources()
    .filter(({ path }) => !path.startsWith("engine/kernels/")) // another language, with some of the same names
    .map((source) => source.text)
    .join("\n");
  const without = offered
    .map(([name]) => name)
    .filter((name) => {
      const declaration = new RegExp(
        `/\\*\\*(?:(?!\\*/)[^])*?\\*/\\nexport (?:async )?(?:function|class) ${name}\\b`,
      );
      return !declaration.exec(text)?.[0].split("/**").at(-1)?.includes("@example");
    });
  expect(without).toEqual([]);
});
