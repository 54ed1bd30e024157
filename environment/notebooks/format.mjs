/**
 * The form in which notebooks are committed, so that a change of a lesson is a change of what a reader sees: no
 * outputs, no execution counts, only the metadata that means something, keys sorted, as JupyterLab itself writes
 * them (one space of indentation, a line of source a line of the file).
 */
import { createHash } from "node:crypto";

/** @typedef {Record<string, any>} Json JSON of a notebook, whose form is checked as far as it is used. */

/** The metadata of every notebook of the course, whole. */
const notebookMetadata = {
  kernelspec: { display_name: "TypeScript", language: "typescript", name: "tslab" },
  language_info: { file_extension: ".ts", mimetype: "text/typescript", name: "typescript" },
};

/**
 * What a cell's metadata may hold, by what an author or nbgrader means by it. All else was left by an editor.
 * @type {Record<string, (value: any) => boolean>}
 */
const meaningful = {
  nbgrader: () => true,
  tags: (tags) => tags.length > 0,
  slideshow: ({ slide_type: type }) => Boolean(type) && type !== "-",
  editable: (editable) => editable === false,
  deletable: (deletable) => deletable === false,
  jupyter: (jupyter) => jupyter.source_hidden === true,
};

/**
 * @param {string} text a notebook file
 * @returns {{ text: string, changes: string[] }} the clean file, and what made the given one unclean
 * @throws {Error} when the text is no notebook of format 4
 */
export function cleanNotebook(text) {
  const notebook = parse(text);
  /** @type {Set<string>} */
  const changes = new Set();
  const ids = new Set();
  const cells = notebook.cells.map((/** @type {Json} */ cell, /** @type {number} */ index) => {
    if (!isId(cell.id) || ids.has(cell.id)) changes.add("cells without an id of their own");
    const id = isId(cell.id) && !ids.has(cell.id) ? cell.id : newId(cell, index, ids);
    ids.add(id);
    return cleanCell(cell, id, changes);
  });

  if (canonical(notebook.metadata) !== canonical(notebookMetadata))
    changes.add("other metadata than the course's");
  if (notebook.nbformat_minor !== 5)
    changes.add(`notebook format 4.${notebook.nbformat_minor} instead of 4.5`);
  const clean = canonical({ cells, metadata: notebookMetadata, nbformat: 4, nbformat_minor: 5 }) + "\n";
  if (clean !== text && changes.size === 0) changes.add("another layout of the file");
  return { text: clean, changes: [...changes] };
}

/**
 * @param {string} text
 * @returns {Json}
 */
function parse(text) {
  let notebook;
  try {
    notebook = JSON.parse(text);
  } catch (error) {
    throw new Error(
      `not a notebook, which is a JSON file: ${error instanceof Error ? error.message : error}`,
      {
        cause: error,
      },
    );
  }
  if (notebook?.nbformat !== 4 || !Array.isArray(notebook.cells))
    throw new Error(
      `expected a notebook of format 4 with its cells, got ${notebook?.nbformat ? `format ${notebook.nbformat}` : "other JSON"}: open and save it in JupyterLab`,
    );
  return notebook;
}

/**
 * @param {Json} cell
 * @param {string} id
 * @param {Set<string>} changes
 * @returns {Json}
 */
function cleanCell(cell, id, changes) {
  const metadata = Object.fromEntries(
    Object.entries(cell.metadata ?? {}).filter(([key, value]) => meaningful[key]?.(value)),
  );
  if (metadata.jupyter) metadata.jupyter = { source_hidden: true };
  if (canonical(metadata) !== canonical(cell.metadata ?? {}))
    changes.add("metadata of cells that editors leave");

  /** @type {Json} */
  const clean = { cell_type: cell.cell_type, id, metadata, source: lines(cell.source) };
  if (cell.cell_type === "code") {
    if (cell.outputs?.length > 0) changes.add("outputs");
    if (cell.execution_count != null) changes.add("execution counts");
    Object.assign(clean, { execution_count: null, outputs: [] });
  } else if (cell.attachments && Object.keys(cell.attachments).length > 0)
    clean.attachments = cell.attachments;
  return clean;
}

/** @param {unknown} id */
function isId(id) {
  return typeof id === "string" && /^[\w-]{1,64}$/.test(id);
}

/**
 * An id made from what the cell says, so that cleaning twice gives the same.
 * @param {Json} cell
 * @param {number} index
 * @param {Set<string>} taken
 */
function newId(cell, index, taken) {
  for (let attempt = 0; ; attempt++) {
    const seed = `${index} ${attempt} ${lines(cell.source).join("")}`;
    const id = createHash("sha256").update(seed).digest("hex").slice(0, 8);
    if (!taken.has(id)) return id;
  }
}

/**
 * The source as notebooks store it: a list of lines, each but the last with its line break.
 * @param {string | string[] | undefined} source
 * @returns {string[]}
 */
function lines(source) {
  const text = (Array.isArray(source) ? source.join("") : (source ?? "")).replaceAll("\r\n", "\n");
  return text.split(/(?<=\n)/).filter((line) => line !== "");
}

/**
 * JSON with sorted keys, as JupyterLab writes it.
 * @param {unknown} value
 */
function canonical(value) {
  return JSON.stringify(value, (_key, part) => (isObject(part) ? sorted(part) : part), 1);
}

/** @param {unknown} value */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {Json} object */
function sorted(object) {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}
