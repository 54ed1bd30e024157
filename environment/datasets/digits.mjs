/**
 * `npm run digits` draws the digits that come with the course, the same ones each time:
 *
 *     npm run digits               writes those files of datasets/digits/ whose content changes
 *     npm run digits -- --check    changes nothing, and fails if anything would
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { gunzipSync, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { png } from "./png.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = join(root, "datasets/digits");

try {
  const { values } = parseArgs({ options: { check: { type: "boolean" } } });
  const changed = await drawDigits(Boolean(values.check));
  if (values.check && changed) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}

/**
 * @param {boolean} check
 * @returns {Promise<boolean>} whether the files in the tree hold anything else
 */
async function drawDigits(check) {
  const { drawnFiles, sheetOf } = await generator();
  const { files, training } = drawnFiles();
  mkdirSync(folder, { recursive: true });
  let changed = false;
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    // The content is compared, not the packed file: other versions of zlib pack the same bytes in another way.
    if (contentOf(path)?.equals(content)) console.log(`${name.padEnd(28)} as it was`);
    else {
      changed = true;
      if (!check) writeFileSync(path, gzipSync(content, { level: 9 }));
      console.log(`${name.padEnd(28)} ${check ? "differs" : "written"}`);
    }
  }
  if (changed && !check) writeFileSync(join(folder, "sheet.png"), png(sheetOf(training, 30)));
  return changed;
}

/** The generator is TypeScript, and uses the library's own chance and IDX format. */
async function generator() {
  const outfile = join(root, "dist/datasets/digits.mjs");
  await build({
    entryPoints: [join(root, "environment/datasets/digits/main.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "error",
  });
  return import(pathToFileURL(outfile).href);
}

/** @param {string} path */
function contentOf(path) {
  try {
    return gunzipSync(readFileSync(path));
  } catch {
    return undefined; // not there, or broken: it is written again
  }
}
