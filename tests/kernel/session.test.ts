/** The suite of cells, against a session in this process. */
import { createRequire } from "node:module";
import { format } from "node:util";
import { afterAll, beforeAll, describe, vi } from "vitest";
import type * as TS from "@tslab/typescript-for-tslab";
import { Session } from "../../environment/kernel/core/session";
import { nodeHost } from "../../environment/kernel/node/host";
import { Runtime } from "../../environment/kernel/node/runtime";
import { root } from "../root";
import { recorder, testCells } from "./check";

const runtime = new Runtime();
const typescript = createRequire(import.meta.url)("@tslab/typescript-for-tslab") as typeof TS;
const host = nodeHost({ typescript, directory: root, root, runtime, uninterrupted: (work) => work() });

beforeAll(() => {
  runtime.forbidExit();
  vi.spyOn(console, "log").mockImplementation((...values: unknown[]) =>
    runtime.currentRun()?.stream("stdout", `${format(...values)}\n`),
  );
});
afterAll(() => host.converter.close());

describe("A cell in a session", () => {
  testCells(() => {
    const session = new Session(host);
    let count = 0;
    return async (source) => {
      const { outputs, recorded } = recorder();
      const outcome = await session.execute(source, outputs, ++count);
      return { ...recorded, ...(outcome.status === "ok" ? { result: outcome.result } : { error: outcome }) };
    };
  });
});
