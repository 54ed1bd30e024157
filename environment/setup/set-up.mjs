/**
 * Everything that the course needs before it can run, in the project's own folder: npm packages, a Python environment,
 * the build, the kernel's registration, Jupyter's settings, the learner's workspace. Each step looks first whether it
 * has anything to do, so a second call is quick and silent, and one that was interrupted is made good by the next.
 */

import { delimiter } from "node:path";
import { fileURLToPath } from "node:url";

import { configureJupyter } from "./jupyter-settings.mjs";
import { registerKernel } from "./kernel-registration.mjs";
import { alone } from "./lock.mjs";
import { nodeIsNewEnough, nodeTooOld } from "./node-version.mjs";
import { installNpmPackages, npmPackagesAreThere } from "./npm-packages.mjs";
import { projectRoot } from "./paths.mjs";
import { makePythonEnvironment, pythonEnvironmentIsThere } from "./python-environment.mjs";
import { findPython } from "./python.mjs";
import { findServers } from "./server.mjs";
import { SetUpError, explain } from "./set-up-error.mjs";
import { prepareWorkspace } from "./workspace.mjs";

/**
 * Does what is still to do.
 *
 * @param {{ log?: (line: string) => void }} [options] log: told about each step that takes a while
 * @throws {SetUpError} if something is missing that the user has to put right
 */
export async function setUp({ log = console.log } = {}) {
  if (!nodeIsNewEnough(process.versions.node)) throw new SetUpError(nodeTooOld(process.versions.node));
  refuseUnusableFolder(projectRoot);
  try {
    const onWait = () => log("Another set-up is at work in this folder: waiting for it to end …");
    await alone(() => takeSteps(log), { onWait });
  } catch (error) {
    throw new SetUpError(explain(error));
  }
}

/** @param {(line: string) => void} log */
async function takeSteps(log) {
  const npm = !npmPackagesAreThere();
  const python = !(await pythonEnvironmentIsThere());
  if (npm || python) {
    await refuseWhileRunning();
    // Nobody should wait a minute for npm to learn then that Python is missing.
    if (python) await findPython();
  }

  const total = Number(npm) + Number(python) + 1;
  let count = 0;
  /** @param {string} name */
  const step = (name) => log(`[${++count}/${total}] ${name} …`);
  if (npm) {
    step("npm packages (half a minute)");
    await installNpmPackages();
  }
  if (python) {
    step("Python packages (about a minute)");
    await makePythonEnvironment();
  }
  if (npm || python) step("Library, kernel and workspace");
  const { build } = await import("./build.mjs");
  await build({ log: npm || python ? () => {} : log }).catch((error) => {
    // The compiler's messages name the file and the line, and are all that is needed.
    throw error instanceof Error ? new SetUpError(error.message, "Put that right and start again.") : error;
  });
  registerKernel();
  configureJupyter();
  prepareWorkspace(log);
}

/**
 * Folders in which some part of the course cannot work, whatever we do.
 *
 * @param {string} folder
 * @param {NodeJS.Platform} [platform]
 */
export function refuseUnusableFolder(folder, platform = process.platform) {
  // Lists of folders are separated by it (";" on Windows), so Python makes no environment there.
  const separator = platform === "win32" ? ";" : delimiter;
  if (folder.includes(separator)) {
    throw new SetUpError(
      `Expected the project in a folder without "${separator}" in its path, but it lies in ${folder}`,
      "Move or rename the folder, and start again.",
    );
  }
  if (platform === "win32" && folder.startsWith("\\\\")) {
    throw new SetUpError(
      `Expected the project on a drive of this computer, but it lies in ${folder}`,
      "Move it to a folder such as C:\\neural-descent, or run it inside WSL, and start again.",
    );
  }
}

/** Packages are not changed under a server that uses them. */
async function refuseWhileRunning() {
  const [server] = await findServers();
  if (server === undefined) return;
  throw new SetUpError(
    `The course's packages have to be renewed, but its JupyterLab is running (${server.url}).`,
    "Stop it (Ctrl-C where it was started, or File > Shut Down), and start again.",
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  setUp().catch((error) => {
    console.error(explain(error));
    process.exitCode = 1;
  });
}
