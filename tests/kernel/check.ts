/** Runs the suite of cells on anything that can run a cell, and checks what came out. */
import { expect, test, describe } from "vitest";
import type { CellError } from "../../environment/kernel/core/errors";
import type { MimeBundle, Outputs } from "../../environment/kernel/core/host";
import { suite } from "./cells";

export interface CellResult {
  stdout: string;
  stderr: string;
  displays: MimeBundle[];
  result?: MimeBundle;
  error?: CellError;
}

export type RunCell = (source: string) => Promise<CellResult>;

/** Outputs that are kept. */
export function recorder(): { outputs: Outputs; recorded: CellResult } {
  const recorded: CellResult = { stdout: "", stderr: "", displays: [] };
  return {
    recorded,
    outputs: {
      stream: (name, text) => void (recorded[name] += text),
      display: (data) => void recorded.displays.push(data),
      clear: () => void (recorded.displays = []),
    },
  };
}

/** @param open a fresh session, in which nothing has run */
export function testCells(open: () => RunCell | Promise<RunCell>): void {
  for (const [topic, cases] of Object.entries(suite))
    describe(topic, () => {
      test.each(cases)("$name", async ({ cells, result, stdout = "", error }) => {
        const run = await open();
        let last: CellResult | undefined;
        for (const source of cells) last = await run(source);
        const traceback = last!.error?.traceback.join("\n");
        if (error) {
          expect(last!.error?.ename).toBe(error[0]);
          expect(withoutColors(traceback!)).toMatch(error[1]);
          expect(last!.result).toBeUndefined();
          return;
        }
        expect(traceback).toBeUndefined();
        expect(last!.stdout).toBe(stdout);
        const text = last!.result?.["text/plain"];
        if (result instanceof RegExp) expect(text).toMatch(result);
        else expect(text).toBe(result);
      });
    });
}

export function withoutColors(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/\u001b\[\d+m/g, "");
}
