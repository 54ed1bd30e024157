/** One set-up at a time: two terminals may start it in the same clone. */

import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { jupyterFolder } from "./paths.mjs";

/** A lock that its owner has not touched for so long belongs to a run that was killed. In ms. */
const abandonedAfter = 15_000;

/**
 * Runs a task while no other process runs one under the same lock.
 *
 * @template T
 * @param {() => Promise<T>} task
 * @param {{ onWait?: () => void, path?: string }} [options] onWait: called once if another process has the lock
 * @returns {Promise<T>}
 */
export async function alone(task, { onWait = () => {}, path = join(jupyterFolder, "set-up.lock") } = {}) {
  mkdirSync(join(path, ".."), { recursive: true });
  let told = false;
  while (!take(path)) {
    if (!told) onWait();
    told = true;
    await pause(200);
  }
  const alive = setInterval(() => touch(path), 2_000);
  const release = () => rmSync(path, { force: true });
  process.once("exit", release);
  try {
    return await task();
  } finally {
    clearInterval(alive);
    process.off("exit", release);
    release();
  }
}

/**
 * @param {string} path
 * @returns {boolean} whether the lock is ours now
 */
function take(path) {
  try {
    writeFileSync(path, `${hostname()} ${process.pid}`, { flag: "wx" });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
  }
  if (isAbandoned(path)) rmSync(path, { force: true });
  return false;
}

/**
 * @param {string} path
 * @returns {boolean} whether the run that made the lock has ended without removing it
 */
function isAbandoned(path) {
  try {
    if (Date.now() - statSync(path).mtimeMs > abandonedAfter) return true;
    const [computer, owner] = readFileSync(path, "utf8").split(" ");
    if (computer !== hostname() || !owner) return false;
    process.kill(Number(owner), 0);
    return false;
  } catch (error) {
    // No such process. (A lock that is gone already, ENOENT, needs no removing.)
    return /** @type {NodeJS.ErrnoException} */ (error).code === "ESRCH";
  }
}

/** @param {string} path */
function touch(path) {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // Somebody removed it. The work goes on all the same.
  }
}
