/**
 * The build: the engine (src/engine/kernels/ → dist/engine, WebAssembly), the library (src/ → dist/library, CommonJS and
 * declarations), the widgets' programs (src/widgets/<kind>/program.ts → dist/widgets, a bundle for the browser each) and
 * the kernel (environment/kernel/ → dist/kernel, two bundles). `npm run build` runs it; `npm start` runs it when sources
 * are newer than what was built, and keeps `watch()` running while a learner or an author works.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { spawn } from "node:child_process";
import { compileKernels } from "./engine-kernels.mjs";
import { bundleWidgets } from "./widget-programs.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const engine = { name: "engine", sources: ["src/engine/kernels"], stamp: "dist/engine/.stamp" };
const library = { name: "library", sources: ["src"], stamp: "dist/library/.stamp" };
const kernel = { name: "kernel", sources: ["environment/kernel"], stamp: "dist/kernel/.stamp" };

/**
 * Builds what is not up to date; silent and quick when everything is.
 * @param {{ log?: (line: string) => void, force?: boolean }} [options]
 */
export async function build({ log = () => {}, force = false } = {}) {
  /** @type {(part: typeof library, compile: () => Promise<void>) => Promise<void>} */
  const make = async (part, compile) => {
    const wanted = fingerprint(part.sources);
    if (!force && readStamp(part.stamp) === wanted) return;
    log(`Building the ${part.name} …`);
    await compile();
    writeStamp(part.stamp, wanted);
  };
  // The library and the widgets have the engine in them.
  await make(engine, () => compileKernels(root, join(root, "dist/engine")));
  await Promise.all([make(library, buildLibrary), make(kernel, bundleKernel)]);
}

/** How often `watch` looks at the sources. */
const LOOK_MS = 500;

/**
 * Rebuilds while sources change, until the returned function is called. It looks at the files now and then: notices of
 * the system differ from one to the next, and are lost where an editor replaces a file by a new one.
 * @param {{ log?: (line: string) => void }} [options]
 * @returns {() => void}
 */
export function watch({ log = () => {} } = {}) {
  const look = () => [library, kernel].map(({ sources }) => fingerprint(sources)).join();
  let seen = look();
  let building = false;
  const timer = setInterval(async () => {
    if (building) return;
    building = true;
    try {
      const now = look();
      if (now !== seen) {
        seen = now;
        await build({ log });
      }
    } catch (error) {
      log(error instanceof Error ? error.message : String(error));
    }
    building = false;
  }, LOOK_MS);
  return () => clearInterval(timer);
}

/** The compiler reads the declarations of the widgets' programs, not the programs: both are made at once. */
async function buildLibrary() {
  await Promise.all([compileLibrary(), bundleWidgets(join(root, "src/widgets"), join(root, "dist/widgets"))]);
}

/** The project's own compiler, by path: tslab puts an older `tsc` into node_modules/.bin. */
async function compileLibrary() {
  const compiler = join(root, "node_modules", "typescript", "lib", "tsc.js");
  await run(process.execPath, [compiler, "-p", join(root, "src")], "The library does not compile");
}

/** The kernel's main thread, the thread that owns the sockets, and a first run that leaves V8's code cache behind. */
async function bundleKernel() {
  const { build: bundle } = await import("esbuild");
  await bundle({
    entryPoints: Object.fromEntries(
      ["main", "transport", "warm-up"].map((name) => [
        name,
        join(root, `environment/kernel/node/${name}.ts`),
      ]),
    ),
    outdir: join(root, "dist/kernel"),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: "linked",
    // Native code and the compiler stay where npm put them.
    external: ["zeromq", "tslab", "@tslab/typescript-for-tslab", "typescript"],
    logLevel: "silent",
  });
  writeFileSync(join(root, "dist/kernel/package.json"), '{ "type": "module" }\n');
  await run(process.execPath, [join(root, "dist/kernel/warm-up.js")], "The kernel does not start");
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} failure
 */
function run(command, args, failure) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve(undefined) : reject(new Error(`${failure}:\n${output.trim()}`)),
    );
  });
}

/**
 * Hash of names, sizes and times of the sources, and of what compiles them.
 * @param {string[]} folders
 */
function fingerprint(folders) {
  const hash = createHash("sha256").update(process.version);
  const setup = ["build.mjs", "engine-kernels.mjs", "widget-programs.mjs"].map(
    (file) => `environment/setup/${file}`,
  );
  for (const file of ["package-lock.json", "tsconfig.json", ...setup])
    hash.update(readFileSync(join(root, file)));
  for (const folder of folders)
    for (const file of readdirSync(join(root, folder), { recursive: true }).map(String).sort()) {
      const { size, mtimeMs } = statSync(join(root, folder, file));
      hash.update(`${file}\0${size}\0${mtimeMs}\0`);
    }
  return hash.digest("hex");
}

/** @param {string} stamp */
function readStamp(stamp) {
  const path = join(root, stamp);
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

/**
 * @param {string} stamp
 * @param {string} content
 */
function writeStamp(stamp, content) {
  mkdirSync(join(root, stamp, ".."), { recursive: true });
  writeFileSync(join(root, stamp), content);
}

if (
  process.argv[1] &&
  import.meta.url === pathToFileURL(createRequire(import.meta.url).resolve(process.argv[1])).href
) {
  try {
    await build({ log: console.log, force: true });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
