/** The core's host in Node. */
import { createRequire } from "node:module";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import { Script } from "node:vm";
import type * as TS from "@tslab/typescript-for-tslab";
import type { Host } from "../core/host";
import { overlayPackages } from "./files";
import { cellModules } from "./modules";
import type { Runtime } from "./runtime";

const require = createRequire(import.meta.url);

const INSPECT_OPTIONS = { depth: 4, maxArrayLength: 100, maxStringLength: 10_000, breakLength: 100 };

export interface NodeHostOptions {
  typescript: typeof TS;
  /** The notebook's folder. */
  directory: string;
  /** The project's folder. */
  root: string;
  runtime: Runtime;
  uninterrupted: Host["uninterrupted"];
  /** Called with the name of each of the project's packages that a cell loads. */
  onLoad?: (name: string) => void;
}

export function nodeHost({
  typescript,
  directory,
  root,
  runtime,
  uninterrupted,
  onLoad = () => {},
}: NodeHostOptions): Host {
  overlayPackages(typescript, directory, root);
  // Only now: the converter reads the process's folder and the overlaid file system when it is made.
  const { createConverter, isCompleteCode } =
    require("tslab/dist/converter") as typeof import("tslab/dist/converter");
  const modules = cellModules(directory, root, (name) => {
    if (name === "tslab") connectTslabDisplay(runtime);
    onLoad(name);
  });
  const kernel = import.meta.dirname + sep;
  return {
    typescript,
    converter: createConverter({}),
    isCompleteCode,
    directory,
    evaluate: (code, fileName) => new Script(code, { filename: fileName }).runInThisContext(),
    require: modules.require,
    addModule: (path, code) => modules.add(path, code),
    inspect: (value) => inspect(value, INSPECT_OPTIONS),
    begin: (run, cell) => runtime.begin(run, cell),
    resume: (run) => runtime.resume(run),
    currentRun: () => runtime.currentRun(),
    uninterrupted,
    frameName(file) {
      if (file.startsWith("node:") || file === "native" || file === "<anonymous>") return undefined;
      const path = file.startsWith("file:") ? fileURLToPath(file) : file;
      if (path.startsWith(kernel)) return undefined;
      return path.startsWith(root + sep) ? join("neural-descent", relative(root, path)) : path;
    },
  };
}

/** `import { display } from "tslab"` shows in the cell that runs. */
function connectTslabDisplay(runtime: Runtime): void {
  const jupyter = require("tslab/dist/jupyter") as { lastWriteDisplayData: unknown };
  jupyter.lastWriteDisplayData = (
    {
      data,
      metadata,
      transient,
    }: {
      data: Record<string, unknown>;
      metadata: Record<string, unknown>;
      transient: { display_id?: string };
    },
    update: boolean,
  ) => runtime.currentRun()?.display(data, { metadata, displayId: transient.display_id, update });
}
