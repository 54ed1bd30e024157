/** The JupyterLab process that `npm start` owns, from its start to its end. */

import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { jupyterCommand } from "./jupyter.mjs";
import { runtimeFolder } from "./runtime-folder.mjs";
import { whenAnswering } from "./server.mjs";

/** How long a server may take to stop its kernels, in ms. Jupyter itself gives a kernel five seconds. */
const patience = 15_000;

/**
 * Starts the server and takes care that it ends when we do: on Ctrl-C, when the terminal is closed, when we are killed
 * by a polite signal.
 *
 * @param {string[]} options for JupyterLab
 * @param {{ folder: string, environment: NodeJS.ProcessEnv }} place the folder to show
 * @returns {{ answering: Promise<import("./server.mjs").Server | undefined>, ended: Promise<number> }} answering:
 *   undefined if the server ended before it answered; ended: the exit code
 */
export function startServer(options, { folder, environment }) {
  const onWindows = process.platform === "win32";
  // A file keeps the token away from the list of processes, and from the kernels, which inherit the environment.
  const tokenFile = join(runtimeFolder(), `token-${process.pid}`);
  writeFileSync(tokenFile, randomBytes(24).toString("hex"), { mode: 0o600 });

  const [program, words] = jupyterCommand("lab", ...options);
  const child = spawn(program, words, {
    cwd: folder,
    env: { ...environment, JUPYTER_TOKEN_FILE: tokenFile },
    stdio: ["ignore", "inherit", "inherit"],
    // A session of its own: the terminal's Ctrl-C comes to us alone, and we stop the server in order. On Windows a
    // process cannot be asked to end, so there the server gets the Ctrl-C itself.
    detached: !onWindows,
  });

  let stoppedAt = 0;
  const stop = () => {
    const now = Date.now();
    if (stoppedAt === 0) {
      stoppedAt = now;
      console.log("\nStopping JupyterLab and its kernels …");
      if (!onWindows) child.kill("SIGTERM");
      setTimeout(() => child.kill("SIGKILL"), patience).unref();
    } else if (now - stoppedAt > 1_000) {
      // Somebody presses Ctrl-C again. (npm may pass on a first one that has reached us already.)
      child.kill("SIGKILL");
    }
  };
  const signals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
  for (const signal of signals) process.on(signal, stop);

  const over = new AbortController();
  /** @type {Promise<number>} */
  const ended = new Promise((resolve) => {
    child.on("error", (error) => {
      console.error(`Expected JupyterLab to start, but ${program} cannot be run: ${error.message}`);
      resolve(1);
    });
    child.on("exit", (code) => resolve(stoppedAt > 0 ? 0 : (code ?? 1)));
  });
  ended.then(() => {
    over.abort();
    rmSync(tokenFile, { force: true });
    for (const signal of signals) process.off(signal, stop);
  });

  const answering = whenAnswering(child.pid ?? -1, over.signal).finally(() =>
    rmSync(tokenFile, { force: true }),
  );
  return { answering, ended };
}
