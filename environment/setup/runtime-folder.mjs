/**
 * The private folder for sockets and connection files, in the system's temporary folder.
 *
 * It cannot lie inside the project: the path of a Unix socket must stay below 104 bytes (macOS) or 108 (Linux), and
 * `kernel-<36 letters>-ipc-5` takes 49 of them already. Its name depends on the clone, so that two clones do not see
 * each other's servers, and it is the same at every start, so that a running server is found again.
 */

import { createHash } from "node:crypto";
import { chmodSync, existsSync, lstatSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { projectRoot } from "./paths.mjs";
import { SetUpError } from "./set-up-error.mjs";

/** What Jupyter appends to the folder for a kernel's last socket: "/kernel-", a UUID, "-ipc-5". */
const socketNameLength = "/kernel-".length + 36 + "-ipc-5".length;

/** The shortest limit among the systems that we know (macOS: 104 with the final zero byte). */
const socketPathLimit = 103;

/**
 * Where the folder lies; it may not exist yet.
 *
 * @param {string} [root] the clone
 * @param {string} [temporary] the system's temporary folder
 * @returns {string}
 */
export function runtimeFolderPath(root = projectRoot, temporary = tmpdir()) {
  const user = process.getuid ? String(process.getuid()) : "user";
  const clone = createHash("sha256").update(root).digest("hex").slice(0, 8);
  const name = `neural-descent-${user}-${clone}`;
  const path = join(temporary, name);
  const fits = Buffer.byteLength(path) + socketNameLength <= socketPathLimit;
  // macOS gives every user a temporary folder with a path of about 50 letters. /tmp is short everywhere.
  return fits || process.platform === "win32" ? path : join("/tmp", name);
}

/**
 * The folder, made if need be, and ours alone.
 *
 * @param {string} [path]
 * @returns {string}
 */
export function runtimeFolder(path = runtimeFolderPath()) {
  // Whatever lies there already is looked at below.
  if (!existsSync(path)) mkdirSync(path, { recursive: true, mode: 0o700 });
  if (process.getuid) {
    // /tmp is everybody's: someone else may have made a folder, or a link, of this name before us.
    const found = lstatSync(path);
    if (!found.isDirectory() || found.uid !== process.getuid()) {
      throw new SetUpError(
        `Expected ${path} to be a folder of yours, for the kernels' sockets, but it is somebody else's, or no folder.`,
        "Remove it, or set TMPDIR to a folder of your own with a short path, and start again.",
      );
    }
    if ((found.mode & 0o077) !== 0) chmodSync(path, 0o700);
  }
  return path;
}
