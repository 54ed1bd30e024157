/** Running another program to its end, with what it printed. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";

import { jupyterFolder } from "./paths.mjs";

/** Everything that npm and pip printed while setting up. */
export const setUpLog = join(jupyterFolder, "set-up.log");

/**
 * The programs that have not ended. One that is left behind would go on writing into the folder of the next run.
 *
 * @type {Set<import("node:child_process").ChildProcess>}
 */
const running = new Set();
process.once("exit", () => running.forEach((child) => child.kill("SIGKILL")));

/** Ends every program that is still running. npm takes its time after a Ctrl-C, so it is not asked twice. */
export async function endPrograms() {
  const over = [...running].map((child) => once(child, "exit"));
  running.forEach((child) => child.kill("SIGKILL"));
  await Promise.all(over);
}

/**
 * @typedef {object} Outcome
 * @property {number} code the exit code; -1 if the program could not be started or was killed
 * @property {string} output what it wrote to both streams
 */

/**
 * Runs a program without a terminal. Ctrl-C reaches it as well as us, for it stays in our process group.
 *
 * @param {string} program
 * @param {string[]} programArguments
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, shell?: boolean, timeout?: number }} [options]
 * @returns {Promise<Outcome>}
 */
export function run(program, programArguments, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, programArguments, {
      ...options,
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    running.add(child);
    let output = "";
    /** @param {Buffer} chunk */
    const collect = (chunk) => {
      output += chunk.toString();
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", (error) => resolve({ code: -1, output: error.message }));
    child.on("close", (code) => {
      running.delete(child);
      resolve({ code: code ?? -1, output });
    });
  });
}

/**
 * Runs a program and adds what it printed to the log of set-up.
 *
 * @param {string} program
 * @param {string[]} programArguments
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, shell?: boolean }} [options]
 * @returns {Promise<Outcome>}
 */
export async function runLogged(program, programArguments, options) {
  const outcome = await run(program, programArguments, options);
  mkdirSync(dirname(setUpLog), { recursive: true });
  appendFileSync(
    setUpLog,
    `${new Date().toISOString()} ${program} ${programArguments.join(" ")}\n${outcome.output}\nexit code ${outcome.code}\n\n`,
  );
  return outcome;
}
