/**
 * The learner's workspace: a copy of each lesson, to write in. What a learner has written is never overwritten.
 *
 * For each copy a record remembers which version of the lesson it was made from. A copy in which nothing was written
 * since is replaced when the lesson changes. One in which something was written is kept, and the new version is put
 * beside it. A copy that was only run is replaced as well, but its results are kept in the folder "earlier".
 */

import { existsSync, mkdirSync, renameSync } from "node:fs";
import { join, parse, relative } from "node:path";

import { lessons } from "./lessons.mjs";
import { readNotebook } from "./notebook-text.mjs";
import { notebooksFolder, projectRoot, workspaceFolder } from "./paths.mjs";
import { SetUpError } from "./set-up-error.mjs";
import { readJson, readText, writeJson, writeText } from "./stored-file.mjs";

/**
 * @typedef {import("./lessons.mjs").Lesson} Lesson
 * @typedef {{ source: string, target: string }} Folders where the lessons come from, and the workspace
 * @typedef {{ copied?: string, offered?: string }} Origin the version that a copy was made from, and the latest one
 *   that was put beside it (both as hashes of what is written in the lesson)
 * @typedef {Record<string, Origin>} Origins by the name of the file
 */

/** @type {Folders} */
const courseFolders = { source: notebooksFolder, target: workspaceFolder };

/**
 * Brings every lesson into the workspace.
 *
 * @param {(line: string) => void} log told what a learner should know
 * @param {Folders} [folders]
 */
export function prepareWorkspace(log, folders = courseFolders) {
  mkdirSync(folders.target, { recursive: true });
  const origins = readOrigins(folders);
  for (const lesson of lessons(folders.source)) bring(lesson, origins, log, folders);
  writeJson(originsFile(folders), origins);
}

/**
 * Puts a fresh copy of a lesson in the place of the learner's, which moves to the folder "earlier".
 *
 * @param {Lesson} lesson
 * @param {Folders} [folders]
 * @returns {string | undefined} where the old copy is now; undefined if it was a fresh one, or there was none
 */
export function resetLesson(lesson, folders = courseFolders) {
  const origins = readOrigins(folders);
  const { text, written } = readLesson(lesson, folders);
  const path = join(folders.target, lesson.file);
  const current = readText(path);
  const reading = current === undefined ? undefined : readNotebook(current);
  const isFresh = reading !== undefined && reading.written === written && !reading.hasOutputs;
  const kept = current === undefined || isFresh ? undefined : moveAside(path, folders);
  writeText(path, text);
  origins[lesson.file] = { copied: written };
  writeJson(originsFile(folders), origins);
  return kept;
}

/**
 * @param {Lesson} lesson
 * @param {Origins} origins
 * @param {(line: string) => void} log
 * @param {Folders} folders
 */
function bring(lesson, origins, log, folders) {
  const { text, written } = readLesson(lesson, folders);
  const path = join(folders.target, lesson.file);
  const current = readText(path);
  const origin = origins[lesson.file] ?? {};

  if (current === undefined) {
    writeText(path, text);
    origins[lesson.file] = { copied: written };
    return;
  }

  const reading = readNotebook(current);
  if (reading?.written === written) {
    origins[lesson.file] = { copied: written };
  } else if (reading !== undefined && reading.written === origin.copied) {
    const kept = reading.hasOutputs ? moveAside(path, folders) : undefined;
    writeText(path, text);
    origins[lesson.file] = { copied: written };
    log(
      `Lesson ${lesson.name} was updated.` +
        (kept === undefined ? "" : ` Your copy with its results is kept as ${fromProject(kept)}`),
    );
  } else if (written !== origin.copied && written !== origin.offered) {
    const beside = placeBeside(path, origin.offered);
    writeText(beside, text);
    origins[lesson.file] = { ...origin, offered: written };
    log(
      `Lesson ${lesson.name} was updated. You have written in your copy, so it stays; the new one is ${fromProject(beside)}`,
    );
  }
}

/**
 * A name for the new version: that of an older new version that nobody has written in, or one that is free.
 *
 * @param {string} path the learner's copy
 * @param {string | undefined} offered what was put beside it before
 * @returns {string}
 */
function placeBeside(path, offered) {
  const { dir, name, ext } = parse(path);
  for (let count = 1; ; count++) {
    const place = join(dir, `${name} (new${count === 1 ? "" : ` ${count}`})${ext}`);
    const there = readText(place);
    if (there === undefined) return place;
    const reading = readNotebook(there);
    if (reading !== undefined && reading.written === offered && !reading.hasOutputs) return place;
  }
}

/**
 * Moves a learner's copy to the folder "earlier", under a name that says when.
 *
 * @param {string} path
 * @param {Folders} folders
 * @returns {string}
 */
function moveAside(path, folders) {
  const { name, ext } = parse(path);
  const folder = join(folders.target, "earlier");
  mkdirSync(folder, { recursive: true });
  const now = new Date();
  const [date, time] = [
    [now.getFullYear(), now.getMonth() + 1, now.getDate()]
      .map((part) => String(part).padStart(2, "0"))
      .join("-"),
    [now.getHours(), now.getMinutes()].map((part) => String(part).padStart(2, "0")).join("."),
  ];
  for (let count = 1; ; count++) {
    const place = join(folder, `${name} (${date} ${time}${count === 1 ? "" : `, ${count}`})${ext}`);
    if (existsSync(place)) continue;
    renameSync(path, place);
    return place;
  }
}

/**
 * @param {Lesson} lesson
 * @param {Folders} folders
 * @returns {{ text: string, written: string }}
 */
function readLesson(lesson, folders) {
  const path = join(folders.source, lesson.file);
  const text = readText(path) ?? "";
  const reading = readNotebook(text);
  if (reading === undefined) {
    throw new SetUpError(
      `Expected ${fromProject(path)} to be a notebook, but its text cannot be read as one.`,
      `Get it back (git checkout ${fromProject(path)}) and start again.`,
    );
  }
  return { text, written: reading.written };
}

/**
 * @param {Folders} folders
 * @returns {Origins}
 */
function readOrigins(folders) {
  const origins = readJson(originsFile(folders));
  return origins !== null && typeof origins === "object" ? /** @type {Origins} */ (origins) : {};
}

/**
 * The record lies in the workspace itself: whoever moves or deletes one moves or deletes the other.
 *
 * @param {Folders} folders
 * @returns {string}
 */
function originsFile(folders) {
  return join(folders.target, ".origins.json");
}

/** @param {string} path */
function fromProject(path) {
  return relative(projectRoot, path);
}
