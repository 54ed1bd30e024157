/** Runs one command of a step: its output goes straight to the terminal, and it cannot hang for ever. */
import { spawn } from "node:child_process";

/** @typedef {{ ok: boolean, failure: string }} Outcome `failure` says what went wrong; empty when `ok`. */

/** Processes that must not outlive the test run. */
const running = /** @type {Set<import("node:child_process").ChildProcess>} */ (new Set());

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, minutes?: number }} options
 * @returns {Promise<Outcome>}
 */
export function runCommand(command, args, { cwd, env = process.env, minutes = 10 }) {
  return new Promise((resolve) => {
    // A process group of its own: what the command started ends with it.
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ["ignore", "inherit", "inherit"],
      detached: process.platform !== "win32",
    });
    running.add(child);
    let late = false;
    const limit = setTimeout(() => {
      late = true;
      end(child, "SIGKILL");
    }, minutes * 60_000);
    child.on("error", (error) => finish(`${command} could not be started: ${error.message}`));
    child.on("close", (code, signal) => {
      if (late) finish(`${command} was stopped: it took longer than ${minutes} minutes`);
      else if (code === 0) finish("");
      else finish(`${command} ended with ${signal ? `signal ${signal}` : `exit code ${code}`}`);
    });

    /** @param {string} failure */
    function finish(failure) {
      clearTimeout(limit);
      running.delete(child);
      resolve({ ok: failure === "", failure });
    }
  });
}

/** Ends every command that still runs; for Ctrl-C. */
export function endCommands() {
  for (const child of running) end(child, "SIGTERM");
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function end(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It has just ended by itself.
  }
}
