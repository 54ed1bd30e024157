import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

export const PROJECT = join(import.meta.dirname, "..", "..");

/** The library's source files: their paths below src/, with slashes, and their text. */
export function sources(): { path: string; text: string }[] {
  const root = join(PROJECT, "src");
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: relative(root, file).replaceAll("\\", "/"), text: readFileSync(file, "utf8") }))
    .sort((a, b) => a.path.localeCompare(b.path));
}
