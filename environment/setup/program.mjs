/** Running another program to its end, with what it printed. */

import { spawn } from "node:child_process";
import { appendFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";

import { jupyterFolder } from "./paths.mjs";

/** Everything that npm and pip printed while setting up. */
export const setUpLog = join(jupyterFolder, "set-up.log");

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
    // A program that is left behind would go on writing into the folder of the next run.
    const end = () => child.kill();
    process.once("exit", end);
    let output = "";
    /** @param {Buffer} chunk */
    const collect = (chunk) => {
      output += chunk.toString();
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", (error) => resolve({ code: -1, output: error.message }));
    child.on("close", (code) => {
      process.off("exit", end);
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
