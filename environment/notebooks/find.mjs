/** Which notebooks the commands work on. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { notebooksFolder, projectRoot } from "../setup/paths.mjs";

/** Where the user typed the command: npm itself always starts in the project's root. */
const here = process.env.INIT_CWD ?? process.cwd();

/** The form of a lesson, with what belongs where; `npm run new-lesson` copies it. */
export const templateFile = join(projectRoot, "environment", "notebooks", "template.ipynb");

/**
 * The notebooks that the words name: a lesson's number (`2`, `02`), a file, or a folder; without words all of notebooks/,
 * and the template of a lesson.
 * @param {string[]} words
 * @returns {string[]} absolute paths
 */
export function findNotebooks(words) {
  return words.length === 0 ? [...notebooksIn(notebooksFolder), templateFile] : words.flatMap(named);
}

/** @param {string} word */
function named(word) {
  if (/^\d+$/.test(word)) {
    const number = word.padStart(2, "0");
    const lessons = notebooksIn(notebooksFolder).filter(
      (path) => dirname(path) === notebooksFolder && basename(path).startsWith(`${number}-`),
    );
    if (lessons.length === 0)
      throw new Error(`no lesson has the number ${number}: see the files in notebooks/`);
    return lessons;
  }
  const path = resolve(here, word);
  if (!existsSync(path))
    throw new Error(
      `${word} was not found: give a lesson's number, a notebook file or a folder of notebooks`,
    );
  return statSync(path).isDirectory() ? notebooksIn(path) : [path];
}

/** @param {string} folder */
function notebooksIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((path) => path.endsWith(".ipynb") && !path.includes(".ipynb_checkpoints"))
    .sort()
    .map((path) => join(folder, path));
}
