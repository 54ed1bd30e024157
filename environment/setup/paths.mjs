/** Where the things that set-up makes and reads lie. Nothing here touches the disk. */

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder: the clone. */
export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The project's own Python environment. */
export const venvFolder = join(projectRoot, ".venv");

/** Jupyter's configuration, data and window layouts, and what set-up remembers. */
export const jupyterFolder = join(projectRoot, ".jupyter");

/** The sources of the lessons, and below them those of the exercises. */
export const notebooksFolder = join(projectRoot, "notebooks");

/** The learner's own copies of the lessons. */
export const workspaceFolder = join(projectRoot, "workspace");

/** The program of the TypeScript kernel, once it is built. */
export const kernelProgram = join(projectRoot, "dist", "kernel", "main.js");

/** The Python packages, with their hashes. */
export const requirementsFile = join(projectRoot, "environment", "setup", "requirements.txt");
