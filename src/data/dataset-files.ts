import { fileSource, installedDatasets, joined } from "./file-source.node";
import { httpSource, type Source } from "./source";

/** Under this name a page says where it keeps the course's datasets, as an address that ends in a slash. */
export const datasetsAddress: unique symbol = Symbol.for("neural-descent.datasets") as never;

/**
 * A file of the course's own datasets: in Node from the folder `datasets/` of the installation, wherever the notebook
 * lies; in a browser over HTTP, from the address in `globalThis[Symbol.for("neural-descent.datasets")]` or else from
 * `datasets/` beside the page.
 *
 * @param path the file's path below `datasets/`, with slashes
 * @throws Error if there is neither a folder nor an address
 * @example
 * datasetFile("sleep-study/sleep-study.csv").name.endsWith("sleep-study.csv"); // true
 */
export function datasetFile(path: string): Source {
  const page = globalThis as unknown as { [datasetsAddress]?: string; location?: { href: string } };
  const address = page[datasetsAddress];
  const folder = address === undefined ? installedDatasets() : undefined;
  if (folder !== undefined) return fileSource(joined(folder, ...path.split("/")));
  try {
    // Relative to the page; a page without an address of its own (about:srcdoc) has nothing beside it.
    return httpSource(new URL(path, new URL(address ?? "datasets/", page.location?.href)));
  } catch (error) {
    throw new Error(
      `expected a place to read ${path} from, got ${address === undefined ? "none" : `"${address}"`}: set ` +
        `globalThis[Symbol.for("neural-descent.datasets")] to the address of the course's datasets/`,
      { cause: error },
    );
  }
}
