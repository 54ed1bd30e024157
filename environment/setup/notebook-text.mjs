/** What somebody wrote in a notebook, apart from what running it left there. */

import { createHash } from "node:crypto";

/**
 * @typedef {{ cell_type?: string, source?: string | string[], attachments?: unknown, outputs?: unknown[] }} Cell
 * @typedef {object} Reading
 * @property {string} written a hash of the cells' kinds, sources and attachments
 * @property {boolean} hasOutputs whether any cell holds a result
 */

/**
 * Reads a notebook. Outputs, execution counts and metadata do not count as written: JupyterLab changes them when a
 * notebook is merely opened, run and saved.
 *
 * @param {string} text the file
 * @returns {Reading | undefined} undefined if it is not a notebook
 */
export function readNotebook(text) {
  /** @type {{ cells?: Cell[] } | null} */
  let notebook;
  try {
    notebook = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (notebook === null || !Array.isArray(notebook.cells)) return undefined;
  const written = notebook.cells.map(({ cell_type: kind, source = "", attachments }) => [
    kind,
    Array.isArray(source) ? source.join("") : source,
    // JupyterLab may add an empty list of attachments on its own.
    attachments && Object.keys(attachments).length > 0 ? attachments : null,
  ]);
  return {
    written: createHash("sha256").update(JSON.stringify(written)).digest("hex"),
    hasOutputs: notebook.cells.some(({ outputs }) => Array.isArray(outputs) && outputs.length > 0),
  };
}
