/** Which lessons there are. */

import { readdirSync } from "node:fs";
import { parse } from "node:path";

import { notebooksFolder } from "./paths.mjs";

/**
 * @typedef {object} Lesson
 * @property {string} number such as "02"
 * @property {string} name such as "02-gradient-descent"
 * @property {string} file such as "02-gradient-descent.ipynb"
 */

/**
 * The lessons, in their order.
 *
 * @param {string} [folder]
 * @returns {Lesson[]}
 */
export function lessons(folder = notebooksFolder) {
  return readdirSync(folder)
    .filter((file) => /^\d+-.+\.ipynb$/.test(file))
    .sort((a, b) => parseInt(a, 10) - parseInt(b, 10) || a.localeCompare(b))
    .map((file) => ({ number: file.split("-", 1)[0], name: parse(file).name, file }));
}

/**
 * The lesson that somebody means by "2", "02", "02-gradient-descent" or "02-gradient-descent.ipynb".
 *
 * @param {string} wish
 * @param {Lesson[]} among
 * @returns {Lesson | undefined}
 */
export function findLesson(wish, among) {
  const name = wish
    .trim()
    .replace(/^.*[\\/]/, "")
    .replace(/\.ipynb$/, "");
  if (/^\d+$/.test(name)) return among.find((lesson) => Number(lesson.number) === Number(name));
  return among.find((lesson) => lesson.name.toLowerCase() === name.toLowerCase());
}
