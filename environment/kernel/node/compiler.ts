/**
 * Loads the TypeScript compiler with V8's code cache. Its ten megabytes of JavaScript are most of a kernel's start; what V8
 * compiled of them once, while a few cells ran, is kept beside the bundle by `npm run build`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Script } from "node:vm";
import type * as TS from "@tslab/typescript-for-tslab";

const require = createRequire(import.meta.url);
const CACHE = join(import.meta.dirname, "typescript.cache");

/** @returns the compiler, as `require` gives it from now on, and the script that `writeCache` wants */
export function loadCompiler(): { typescript: typeof TS; script: Script } {
  const fileName = require.resolve("@tslab/typescript-for-tslab");
  const script = new Script(Module.wrap(readFileSync(fileName, "utf8")), {
    filename: fileName,
    cachedData: readCache(),
  });
  const module = new Module(fileName);
  module.filename = fileName;
  require.cache[fileName] = module;
  const run = script.runInThisContext() as (...args: unknown[]) => void;
  run.call(module.exports, module.exports, createRequire(fileName), module, fileName, dirname(fileName));
  module.loaded = true;
  return { typescript: module.exports as typeof TS, script };
}

/** V8 takes a cache of another version or another source for none. */
function readCache(): Buffer | undefined {
  try {
    return readFileSync(CACHE);
  } catch {
    return undefined;
  }
}

export function writeCache(script: Script): void {
  writeFileSync(CACHE, script.createCachedData());
}
