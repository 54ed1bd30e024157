/** Small files that set-up writes: only when they change, and never half. */

import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * The text of a file, or undefined where there is none.
 *
 * @param {string} path
 * @returns {string | undefined}
 */
export function readText(path) {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * The content of a JSON file, or undefined where there is none or it is broken.
 *
 * @param {string} path
 * @returns {unknown}
 */
export function readJson(path) {
  try {
    return JSON.parse(readText(path) ?? "");
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Writes a text unless the file holds it already. Whoever reads the file meanwhile gets the old text or the new one.
 *
 * @param {string} path
 * @param {string} text
 * @param {{ mode?: number }} [options]
 */
export function writeText(path, text, options = {}) {
  if (readText(path) === text) return;
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.tmp`;
  writeFileSync(draft, text, options);
  renameSync(draft, path);
}

/**
 * @param {string} path
 * @param {unknown} value
 */
export function writeJson(path, value) {
  writeText(path, `${JSON.stringify(value, null, 2)}\n`);
}
