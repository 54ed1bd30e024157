/** The project's Python environment, .venv: made from the pinned packages, checked, and made anew when it is broken. */

import { createHash } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";

import { venvPython } from "./jupyter.mjs";
import { isNetworkFailure, networkRemedy } from "./network-failure.mjs";
import { projectRoot, requirementsFile, venvFolder } from "./paths.mjs";
import { run, runLogged, setUpLog } from "./program.mjs";
import { findPython } from "./python.mjs";
import { SetUpError } from "./set-up-error.mjs";
import { readJson, readText, writeJson } from "./stored-file.mjs";

/** Written last: where it is missing, .venv is half made. */
const stampFile = join(venvFolder, "neural-descent.json");

/** What a course cannot do without: enough to notice an environment whose packages were removed. */
const question = `
import sys
from importlib.util import find_spec
whole = all(find_spec(name) for name in ("jupyterlab", "nbgrader", "nbconvert", "plotly", "zmq", "tornado"))
print("%d.%d" % sys.version_info[:2], "whole" if whole else "broken")
`;

/**
 * What the environment depends on. A virtual environment holds the path that it was made at, and packages for one
 * minor version of Python.
 *
 * @param {string} python such as "3.11"
 * @returns {Record<string, string>}
 */
function fingerprint(python) {
  const requirements = (readText(requirementsFile) ?? "").replaceAll("\r\n", "\n");
  return {
    requirements: createHash("sha256").update(requirements).digest("hex"),
    folder: projectRoot,
    system: `${process.platform}-${process.arch}`,
    python,
  };
}

/**
 * Whether .venv is complete, belongs to this folder and runs.
 *
 * @returns {Promise<boolean>}
 */
export async function pythonEnvironmentIsThere() {
  if (!existsSync(venvPython()) || !existsSync(stampFile)) return false;
  const { code, output } = await run(venvPython(), ["-I", "-c", question], { timeout: 20_000 });
  const [version, state] = output.trim().split(" ");
  if (code !== 0 || state !== "whole") return false;
  return JSON.stringify(readJson(stampFile)) === JSON.stringify(fingerprint(version));
}

/**
 * Makes .venv from nothing. An old or half-made one is removed: that is more certain than mending it, and pip's cache
 * makes it quick.
 */
export async function makePythonEnvironment() {
  const python = await findPython();
  rmSync(venvFolder, { recursive: true, force: true, maxRetries: 3 });

  const environment = pipEnvironment();
  const made = await runLogged(python.path || python.command[0], ["-m", "venv", venvFolder], {
    env: environment,
  });
  if (made.code !== 0) {
    throw new SetUpError(
      `Expected Python ${python.version} (${python.path}) to make the environment ${venvFolder}, but it ended with ` +
        `code ${made.code}.\n${lastLines(made.output)}`,
      "Put that right, or set NEURAL_DESCENT_PYTHON to the path of another Python, and start again.",
    );
  }

  const installed = await runLogged(
    venvPython(),
    [
      ...["-m", "pip", "install", "--requirement", requirementsFile],
      // The list is complete: pip need not work out what depends on what, and takes nothing without a known hash.
      ...["--require-hashes", "--no-deps", "--only-binary", ":all:"],
      ...["--no-input", "--disable-pip-version-check", "--progress-bar", "off"],
    ],
    { env: environment },
  );
  if (installed.code !== 0) throw pipFailure(installed.code, installed.output, python.version);

  const [major, minor] = python.version.split(".");
  writeJson(stampFile, fingerprint(`${major}.${minor}`));
}

/**
 * The user's own settings for pip (a proxy, a mirror, a cache) hold, but not those that would install elsewhere.
 *
 * @param {NodeJS.ProcessEnv} [inherited]
 * @returns {NodeJS.ProcessEnv}
 */
export function pipEnvironment(inherited = process.env) {
  const foreign =
    /^(PYTHONPATH|PYTHONHOME|PYTHONSTARTUP|PIP_(USER|TARGET|PREFIX|ROOT|NO_BINARY|REQUIREMENT|CONSTRAINT))$/i;
  const kept = Object.fromEntries(Object.entries(inherited).filter(([name]) => !foreign.test(name)));
  return { ...kept, PYTHONNOUSERSITE: "1", PYTHONUTF8: "1", PIP_USER: "0" };
}

/**
 * @param {number} code
 * @param {string} output
 * @param {string} version
 * @returns {SetUpError}
 */
function pipFailure(code, output, version) {
  if (isNetworkFailure(output)) {
    return new SetUpError(
      "Expected pip to fetch the Python packages, but it could not reach its index.",
      networkRemedy,
    );
  }
  if (/No matching distribution found|Could not find a version that satisfies/.test(output)) {
    return new SetUpError(
      `Expected ready-made Python packages for Python ${version} on ${process.platform} (${process.arch}), but:\n` +
        lastLines(output),
      "Set NEURAL_DESCENT_PYTHON to the path of another Python, from 3.11 to 3.14, and start again.",
    );
  }
  return new SetUpError(
    `Expected pip to install the Python packages, but it ended with code ${code}.\n${lastLines(output)}`,
    `Put that right and start again. Everything that pip said is in ${setUpLog}`,
  );
}

/**
 * The lines that say what went wrong.
 *
 * @param {string} output
 * @returns {string}
 */
function lastLines(output) {
  const lines = output
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "" && !/^(WARNING|\[notice\])/.test(line.trim()));
  const errors = lines.filter((line) => /error/i.test(line));
  return (errors.length > 0 ? errors : lines)
    .slice(-4)
    .map((line) => `  ${line.trim()}`)
    .join("\n");
}
