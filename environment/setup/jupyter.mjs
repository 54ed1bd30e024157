/** How to run Jupyter's commands in the project's own environment, apart from whatever else the user has installed. */

import { delimiter, dirname, join } from "node:path";

import { jupyterFolder, venvFolder } from "./paths.mjs";
import { runtimeFolder } from "./runtime-folder.mjs";

/**
 * The Python of the project's environment.
 *
 * @param {string} [folder] the environment
 * @returns {string}
 */
export function venvPython(folder = venvFolder) {
  return process.platform === "win32" ? join(folder, "Scripts", "python.exe") : join(folder, "bin", "python");
}

/**
 * The environment variables for any Jupyter command of the project: its configuration, data and sockets are the
 * project's own, and what the user has set for another Jupyter, Python or npm is left out.
 *
 * @param {NodeJS.ProcessEnv} [inherited]
 * @returns {NodeJS.ProcessEnv}
 */
export function jupyterEnvironment(inherited = process.env) {
  const foreign =
    /^(JUPYTER|JUPYTERLAB_.*|JUPYTER_.*|IPYTHONDIR|PYTHONPATH|PYTHONHOME|PYTHONSTARTUP|npm_.*|INIT_CWD)$/i;
  const kept = Object.fromEntries(Object.entries(inherited).filter(([name]) => !foreign.test(name)));
  // Windows writes "Path", and two spellings of one variable must not meet.
  const pathName = Object.keys(kept).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  return {
    ...kept,
    [pathName]: [dirname(venvPython()), kept[pathName]].filter(Boolean).join(delimiter),
    VIRTUAL_ENV: venvFolder,
    PYTHONNOUSERSITE: "1",
    PYTHONUTF8: "1",
    JUPYTER_CONFIG_DIR: join(jupyterFolder, "config"),
    JUPYTER_DATA_DIR: join(jupyterFolder, "data"),
    JUPYTER_RUNTIME_DIR: runtimeFolder(),
    JUPYTERLAB_SETTINGS_DIR: join(jupyterFolder, "settings"),
    JUPYTERLAB_WORKSPACES_DIR: join(jupyterFolder, "layouts"),
    IPYTHONDIR: join(jupyterFolder, "ipython"),
  };
}

/**
 * A Jupyter command as program and arguments: `jupyterCommand("nbconvert", "--to", "html")`. It does not use the
 * scripts in .venv/bin: their first line holds the path of the project, which may be long or have spaces in it.
 *
 * @param {"lab" | "nbconvert" | "nbgrader" | "kernelspec"} name
 * @param {...string} options
 * @returns {[program: string, arguments: string[]]}
 */
export function jupyterCommand(name, ...options) {
  const modules = {
    lab: "jupyterlab",
    nbconvert: "nbconvert",
    nbgrader: "nbgrader",
    kernelspec: "jupyter_client.kernelspecapp",
  };
  return [venvPython(), ["-m", modules[name], ...options]];
}
