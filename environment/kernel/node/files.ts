/**
 * The file system as tslab's converter sees it: the notebook's own folder, and in its `node_modules` always the
 * packages of this installation, wherever the notebook lies.
 */
import { join } from "node:path";
import type * as TS from "@tslab/typescript-for-tslab";

/** Packages that cells import from this installation; `@types` holds the types of Node. */
export const OWN_PACKAGES = ["neural-descent", "mathjs", "tslab", "@types"];

/**
 * @param directory the notebook's folder
 * @param root the project's folder
 */
export function overlayPackages(ts: typeof TS, directory: string, root: string): void {
  const { sys } = ts;
  const slashes = (path: string): string => path.replace(/\\/g, "/");
  const seen = `${slashes(join(directory, "node_modules"))}/`;
  const real = `${slashes(join(root, "node_modules"))}/`;
  const mapped = (path: string): string => {
    if (!path.startsWith(seen)) return path;
    const rest = path.slice(seen.length);
    return OWN_PACKAGES.includes(rest.split("/", 1)[0]!) ? real + rest : path;
  };
  const { fileExists, directoryExists, readFile, realpath, getDirectories, watchFile, getModifiedTime } = sys;
  sys.fileExists = (path) => fileExists(mapped(path));
  sys.directoryExists = (path) => path === seen.slice(0, -1) || directoryExists(mapped(path));
  sys.readFile = (path, encoding) => readFile(mapped(path), encoding);
  sys.realpath = (path) => realpath!(mapped(path));
  sys.getModifiedTime = (path) => getModifiedTime!(mapped(path));
  // Types that only the project's tools need are not the cells' business.
  sys.getDirectories = (path) =>
    slashes(mapped(path)).startsWith(`${real}@types`) ? ["node"] : getDirectories(mapped(path));
  // Files beside the notebook may change while it runs; packages need a restart, and watching folders costs too much.
  const unwatched = { close() {} };
  sys.watchFile = (path, ...rest) =>
    path.startsWith(`${slashes(directory)}/`) && !path.includes("/node_modules/")
      ? watchFile!(path, ...rest)
      : unwatched;
  sys.watchDirectory = () => unwatched;
}
