/**
 * The programs of the widgets, for the browser: `src/widgets/<kind>/program.ts` with all of the library that it uses
 * becomes `dist/widgets/<kind>.js`, which a site can serve, and a text in `dist/widgets/programs.cjs.js`, from which
 * the library makes widgets.
 */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The programs as texts. Vitest leaves a file to Node whose name ends so. */
const library = "programs.cjs.js";

/**
 * @param {string} sources the folder with a folder for each widget
 * @param {string} target where the programs go
 */
export async function bundleWidgets(sources, target) {
  const { build } = await import("esbuild");
  const kinds = readdirSync(sources).filter((kind) => existsSync(join(sources, kind, "program.ts")));
  const { outputFiles } = await build({
    entryPoints: kinds.map((kind) => ({ in: join(sources, kind, "program.ts"), out: kind })),
    outdir: target,
    write: false,
    bundle: true,
    minify: true,
    platform: "browser",
    format: "iife",
    target: "es2020",
    charset: "utf8",
    plugins: [smallMathjs(sources)],
    legalComments: "none",
    logLevel: "error",
  });
  /** @type {Record<string, string>} */
  const programs = {};
  outputFiles.forEach(({ text }, i) => (programs[kinds[i]] = insideScript(text.trim())));

  mkdirSync(target, { recursive: true });
  for (const [kind, text] of Object.entries(programs))
    writeFileSync(join(target, `${kind}.js`), kind === "host" ? text : shared(kind, text));
  writeFileSync(join(target, library), `exports.programs = ${JSON.stringify(programs)};\n`);
  const wanted = [library, ...kinds.map((kind) => `${kind}.js`)];
  for (const file of readdirSync(target)) if (!wanted.includes(file)) rmSync(join(target, file));
}

/**
 * A program that may stand in a script element: nothing in it ends the element, or opens another.
 * @param {string} program
 */
function insideScript(program) {
  return program.replace(/<\/(?=script)/gi, "<\\/").replace(/<!--/g, "<\\!--");
}

/**
 * A program for a page that shares it among its widgets: the page's own program (`host`) hands it to them.
 * @param {string} kind
 * @param {string} program
 */
function shared(kind, program) {
  return `(globalThis[Symbol.for("neural-descent.programs")] ??= {})["${kind}"] = ${JSON.stringify(program)};\n`;
}

/**
 * Formulas in widgets use a part of mathjs only.
 * @param {string} sources
 * @returns {import("esbuild").Plugin}
 */
function smallMathjs(sources) {
  const path = join(sources, "formulas", "mathjs.ts");
  return {
    name: "small mathjs",
    setup: (build) => build.onResolve({ filter: /^mathjs$/ }, () => ({ path })),
  };
}
