/** Opens a page in the user's browser. */

import { spawn } from "node:child_process";

import { jupyterEnvironment, venvPython } from "./jupyter.mjs";

/**
 * Asks Python's webbrowser module, as JupyterLab does: both then open the same browser. Where there is none, nothing
 * happens; the address was printed as well.
 *
 * @param {string} address
 */
export function openBrowser(address) {
  const program = "import sys, webbrowser; webbrowser.open(sys.argv[1])";
  const child = spawn(venvPython(), ["-c", program, address], {
    env: jupyterEnvironment(),
    stdio: "ignore",
    detached: true,
    windowsHide: true,
  });
  child.on("error", () => {});
  child.unref();
}
