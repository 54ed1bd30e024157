/**
 * Files, where there are files: in Node. Elsewhere the functions are there too, and say that they cannot read.
 * Node's modules are asked for when they are needed, so that a bundle for browsers takes this file as it is.
 */
import type { Source } from "./source";

interface NodeModules {
  "node:fs/promises": { readFile(path: string): Promise<Uint8Array> };
  "node:fs": { existsSync(path: string): boolean };
  "node:path": { join(...parts: string[]): string; dirname(path: string): string };
}
interface NodeProcess {
  env: Record<string, string | undefined>;
  getBuiltinModule<Name extends keyof NodeModules>(name: Name): NodeModules[Name];
}
declare const __dirname: string | undefined;

/** Node's process, or undefined in a browser. */
function node(): NodeProcess | undefined {
  const { process } = globalThis as unknown as { process?: NodeProcess };
  return typeof process?.getBuiltinModule === "function" ? process : undefined;
}

/**
 * A file of this computer. In Node only.
 *
 * @param path where it lies; relative to the notebook, or absolute
 * @returns a source whose `read` fails with an Error if there is no such file or no file system
 * @example
 * fileSource("scores.csv").name; // "scores.csv"
 */
export function fileSource(path: string): Source {
  if (typeof path !== "string" || path === "") {
    throw new TypeError(`expected the path of a file, got ${path === "" ? "an empty text" : typeof path}`);
  }
  return {
    name: path,
    async read() {
      const here = node();
      if (!here)
        throw new Error(`expected Node to read the file ${path}, got a browser: use httpSource(url)`);
      try {
        const { buffer, byteOffset, length } = await here.getBuiltinModule("node:fs/promises").readFile(path);
        return new Uint8Array(buffer, byteOffset, length); // a plain one, not Node's own kind
      } catch (error) {
        const { code, message } = error as { code?: string; message: string };
        const got = code === "ENOENT" ? "no such file" : code === "EISDIR" ? "a folder" : message;
        throw new Error(`expected a file at ${path}, got ${got}: check the path`, { cause: error });
      }
    },
  };
}

/** Whether this computer has a file or folder there; false in a browser. */
export function hasFile(...parts: string[]): boolean {
  const here = node();
  return here !== undefined && here.getBuiltinModule("node:fs").existsSync(joined(...parts));
}

/** A path from its parts, as this system writes it. */
export function joined(...parts: string[]): string {
  return (
    node()
      ?.getBuiltinModule("node:path")
      .join(...parts) ?? parts.join("/")
  );
}

/** A setting of the environment; undefined if it is not set, or in a browser. */
export function environmentSetting(name: string): string | undefined {
  return node()?.env[name] || undefined;
}

/** The folder `datasets/` of the installation that this file belongs to; undefined in a browser. */
export function installedDatasets(): string | undefined {
  const here = node();
  if (!here || typeof __dirname === "undefined") return undefined;
  const { dirname, join } = here.getBuiltinModule("node:path");
  // Upward from here: the sources and what is built from them lie at different depths.
  for (let folder = __dirname; ; folder = dirname(folder)) {
    if (hasFile(folder, "datasets", "digits")) return join(folder, "datasets");
    if (folder === dirname(folder)) return undefined;
  }
}
