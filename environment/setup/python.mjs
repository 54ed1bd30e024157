/** Finds a Python that can make the project's environment. */

import { delimiter, sep } from "node:path";

import { venvFolder } from "./paths.mjs";
import { run } from "./program.mjs";
import { SetUpError } from "./set-up-error.mjs";

/** The oldest Python that nbgrader 0.9.6 runs on. */
const oldestPython = [3, 11];

/** Written so that any Python can read it, even 2.7. */
const question = `
import sys
def has(name):
    try:
        __import__(name)
        return "yes"
    except ImportError:
        return "no"
print("|".join(["python", ".".join(map(str, sys.version_info[:3])), has("venv"), has("ensurepip"), sys.executable]))
`;

/**
 * @typedef {object} Python
 * @property {string[]} command how it was called, such as ["py", "-3"]
 * @property {string} path where the program lies
 * @property {string} version such as "3.11.7"
 * @property {boolean} hasVenv whether it can make a virtual environment with pip in it
 */

/**
 * The commands to try, in order.
 *
 * @param {NodeJS.ProcessEnv} [environment]
 * @param {NodeJS.Platform} [platform]
 * @returns {string[][]}
 */
export function pythonCommands(environment = process.env, platform = process.platform) {
  if (environment.NEURAL_DESCENT_PYTHON) return [[environment.NEURAL_DESCENT_PYTHON]];
  if (platform === "win32") return [["py", "-3"], ["python"], ["python3"]];
  // Systems whose python3 is old often have a newer one beside it, under its full name.
  return [["python3"], ["python"], ["python3.14"], ["python3.13"], ["python3.12"], ["python3.11"]];
}

/**
 * Asks a Python who it is.
 *
 * @param {string[]} command
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<Python | undefined>} undefined if nothing answers to the command, or something else does
 */
async function ask(command, environment) {
  const [program, ...options] = command;
  // On Windows, "python" may be a stand-in that only opens the store: it prints no answer.
  const { code, output } = await run(program, [...options, "-c", question], {
    env: environment,
    timeout: 20_000,
  });
  const answer = output.split(/\r?\n/).find((line) => line.startsWith("python|"));
  if (code !== 0 || answer === undefined) return undefined;
  const [, version, venv, ensurepip, ...path] = answer.split("|");
  return { command, path: path.join("|"), version, hasVenv: venv === "yes" && ensurepip === "yes" };
}

/**
 * @param {string} version
 * @returns {boolean}
 */
export function pythonIsNewEnough(version) {
  const [major, minor] = version.split(".").map(Number);
  return major > oldestPython[0] || (major === oldestPython[0] && minor >= oldestPython[1]);
}

/**
 * The first Python that is new enough and can make a virtual environment.
 *
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {Promise<Python>}
 */
export async function findPython(environment = process.env) {
  const surroundings = withoutOwnEnvironment(environment);
  const commands = pythonCommands(environment);
  /** @type {Python[]} */
  const found = [];
  for (const command of commands) {
    const python = await ask(command, surroundings);
    if (python === undefined) continue;
    if (pythonIsNewEnough(python.version) && python.hasVenv) return python;
    found.push(python);
  }
  throw unsuitable(commands, found, environment);
}

/**
 * The environment for calling the system's Python. Someone may have activated .venv in the terminal: a Python in there
 * cannot make .venv anew.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @returns {NodeJS.ProcessEnv}
 */
function withoutOwnEnvironment(environment) {
  const foreign = ["PYTHONPATH", "PYTHONHOME"];
  const rest = Object.fromEntries(
    Object.entries(environment).filter(([name]) => !foreign.includes(name.toUpperCase())),
  );
  const pathName = Object.keys(rest).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  const folders = (rest[pathName] ?? "").split(delimiter);
  const outside = folders.filter((folder) => !`${folder}${sep}`.startsWith(`${venvFolder}${sep}`));
  return { ...rest, [pathName]: outside.join(delimiter) };
}

/**
 * @param {string[][]} commands
 * @param {Python[]} found
 * @param {NodeJS.ProcessEnv} environment
 * @returns {SetUpError}
 */
function unsuitable(commands, found, environment) {
  const choose = "or set NEURAL_DESCENT_PYTHON to the path of another Python, and start again.";
  const withoutVenv = found.find((python) => pythonIsNewEnough(python.version));
  if (withoutVenv !== undefined) {
    const short = withoutVenv.version.split(".").slice(0, 2).join(".");
    return new SetUpError(
      `Expected Python's venv module, but Python ${withoutVenv.version} (${withoutVenv.path}) has none.`,
      `Install it (on Debian and Ubuntu: sudo apt install python${short}-venv), ${choose}`,
    );
  }
  const wanted = `Expected Python ${oldestPython.join(".")} or later`;
  if (found.length > 0) {
    const list = found.map(
      (python) => `${python.command.join(" ")} is Python ${python.version} (${python.path})`,
    );
    return new SetUpError(`${wanted}, but ${list.join(", ")}.`, `${installPython()}, ${choose}`);
  }
  if (environment.NEURAL_DESCENT_PYTHON) {
    return new SetUpError(
      `${wanted} in NEURAL_DESCENT_PYTHON, but ${environment.NEURAL_DESCENT_PYTHON} does not answer as a Python.`,
      "Set it to the full path of a Python, or unset it, and start again.",
    );
  }
  const names = commands.map((command) => command.join(" ")).join(", ");
  return new SetUpError(`${wanted}, but found none (looked for ${names}).`, `${installPython()}, ${choose}`);
}

/**
 * @param {NodeJS.Platform} [platform]
 * @returns {string}
 */
function installPython(platform = process.platform) {
  switch (platform) {
    case "darwin":
      return "Install it (https://www.python.org/downloads, or brew install python)";
    case "win32":
      return "Install it (https://www.python.org/downloads, or winget install Python.Python.3.13)";
    default:
      return "Install it (on Debian 12, Ubuntu 24.04 and later: sudo apt install python3 python3-venv)";
  }
}
