/** Registers the TypeScript kernel inside .venv, where only the project's own Jupyter finds it. */

import { join } from "node:path";

import { kernelProgram, projectRoot, venvFolder } from "./paths.mjs";
import { readText, writeJson, writeText } from "./stored-file.mjs";

/** The name that every notebook of the course asks for. */
export const kernelName = "tslab";

/** The picture in JupyterLab's launcher. */
const logo = join(projectRoot, "environment", "setup", "kernel-logo.svg");

/** Writes what is not there yet. It holds the path of this Node, which changes when the user installs another. */
export function registerKernel() {
  const folder = join(venvFolder, "share", "jupyter", "kernels", kernelName);
  writeJson(join(folder, "kernel.json"), {
    argv: [process.execPath, kernelProgram, "{connection_file}"],
    display_name: "TypeScript",
    language: "typescript",
    interrupt_mode: "message",
    metadata: { debugger: false },
  });
  writeText(join(folder, "logo-svg.svg"), readText(logo) ?? "");
}
