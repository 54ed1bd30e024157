/** The JupyterLab servers of this clone: which are running, and what their addresses are. */

import { readdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { runtimeFolderPath } from "./runtime-folder.mjs";
import { readJson } from "./stored-file.mjs";

/**
 * What a server writes about itself into the runtime folder, as far as we use it.
 *
 * @typedef {{ url: string, token: string, root_dir: string, pid: number, port: number }} Server
 */

/**
 * The servers of this clone that answer.
 *
 * @returns {Promise<Server[]>}
 */
export async function findServers() {
  const known = serverFiles().flatMap((file) => {
    const server = /** @type {Server | undefined} */ (readJson(file));
    return server?.url ? [server] : [];
  });
  const answers = await Promise.all(known.map((server) => isAnswering(server)));
  return known.filter((_, place) => answers[place]);
}

/**
 * The server that shows a folder, if one does.
 *
 * @param {string} folder
 * @returns {Promise<Server | undefined>}
 */
export async function findServerOf(folder) {
  const servers = await findServers();
  return servers.find((server) => samePlace(server.root_dir, folder));
}

/**
 * Waits until a server that was just started answers.
 *
 * @param {number} pid
 * @param {AbortSignal} ended aborted when its process has ended
 * @returns {Promise<Server | undefined>} undefined if it ended before it answered
 */
export async function whenAnswering(pid, ended) {
  while (!ended.aborted) {
    const server = /** @type {Server | undefined} */ (
      readJson(join(runtimeFolderPath(), `jpserver-${pid}.json`))
    );
    if (server !== undefined && (await isAnswering(server))) return server;
    await pause(50);
  }
  return undefined;
}

/**
 * The address of a page, with the token that opens it.
 *
 * @param {Server} server
 * @param {string} [page] such as "lab/tree/02-gradient-descent.ipynb"
 * @returns {string}
 */
export function addressOf(server, page = "lab") {
  const address = new URL(page.split("/").map(encodeURIComponent).join("/"), server.url);
  if (server.token) address.searchParams.set("token", server.token);
  return address.href;
}

/** @returns {string[]} */
function serverFiles() {
  try {
    const folder = runtimeFolderPath();
    return readdirSync(folder)
      .filter((file) => /^jpserver-\d+\.json$/.test(file))
      .map((file) => join(folder, file));
  } catch {
    return [];
  }
}

/**
 * @param {Server} server
 * @returns {Promise<boolean>}
 */
async function isAnswering({ url, token }) {
  try {
    const answer = await fetch(new URL("api/status", url), {
      headers: token ? { authorization: `token ${token}` } : {},
      signal: AbortSignal.timeout(3_000),
    });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}

/**
 * @param {string} one
 * @param {string} other
 * @returns {boolean}
 */
function samePlace(one, other) {
  try {
    return realpathSync(one) === realpathSync(other);
  } catch {
    return false;
  }
}
