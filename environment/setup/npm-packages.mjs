/** The npm packages: exactly those of the lock file. */

import { createHash } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";

import { isNetworkFailure, networkRemedy } from "./network-failure.mjs";
import { projectRoot } from "./paths.mjs";
import { runLogged, setUpLog } from "./program.mjs";
import { SetUpError } from "./set-up-error.mjs";
import { readJson, readText, writeText } from "./stored-file.mjs";

/**
 * @typedef {{ version?: string, integrity?: string, link?: boolean, optional?: boolean }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} LockFile
 */

/**
 * Whether the installed packages are those of the lock file.
 *
 * @param {string} [root]
 * @returns {boolean}
 */
export function npmPackagesAreThere(root = projectRoot) {
  const stamp = join(root, "node_modules", ".neural-descent");
  if (readText(stamp) === fingerprint(root)) return true;
  // Someone may have run npm by hand. npm writes its own record last, so where that is complete, so is the rest.
  if (!installedAsLocked(root)) return false;
  writeText(stamp, fingerprint(root));
  return true;
}

/**
 * Installs them into an empty folder. An interrupted run leaves no stamp, and the next one starts over.
 *
 * @param {string} [root]
 */
export async function installNpmPackages(root = projectRoot) {
  let { code, output } = await npmCi(root);
  // Two npms at work with one cache, or a program that looks at every new file, can trip up npm. That passes.
  if (code !== 0 && /_cacache|ENOTEMPTY|EBUSY/.test(output)) ({ code, output } = await npmCi(root));
  if (code !== 0) throw failure(code, output);
  writeText(join(root, "node_modules", ".neural-descent"), fingerprint(root));
}

/**
 * @param {string} root
 * @returns {Promise<import("./program.mjs").Outcome>}
 */
function npmCi(root) {
  rmSync(join(root, "node_modules"), { recursive: true, force: true, maxRetries: 5 });
  const [program, ...options] = npmCommand();
  return runLogged(
    program,
    [
      ...options,
      ...["ci", "--include=dev", "--prefer-offline", "--no-audit", "--no-fund"],
      // With no network, npm's own pauses between its attempts add up to more than a minute.
      ...["--fetch-retries=3", "--fetch-retry-factor=2", "--fetch-retry-mintimeout=1000"],
    ],
    // npm on Windows is a script, which only a shell can run.
    { cwd: root, shell: process.platform === "win32" && program === "npm" },
  );
}

/**
 * What the installed packages depend on: the lock file, and the system, for some packages hold programs of one system.
 *
 * @param {string} root
 * @returns {string}
 */
function fingerprint(root) {
  const lock = readText(join(root, "package-lock.json"));
  if (lock === undefined) {
    throw new SetUpError(
      "Expected package-lock.json in the project's folder, but there is none.",
      "Get it back (git checkout package-lock.json) and start again.",
    );
  }
  const text = lock.replaceAll("\r\n", "\n");
  return `${createHash("sha256").update(text).digest("hex")} ${process.platform}-${process.arch}\n`;
}

/**
 * Compares npm's record of what it installed with the lock file.
 *
 * @param {string} root
 * @returns {boolean}
 */
function installedAsLocked(root) {
  const locked =
    /** @type {LockFile | undefined} */ (readJson(join(root, "package-lock.json")))?.packages ?? {};
  const installed = /** @type {LockFile | undefined} */ (
    readJson(join(root, "node_modules", ".package-lock.json"))
  )?.packages;
  if (installed === undefined) return false;
  return Object.entries(locked).every(([path, wanted]) => {
    if (path === "") return true;
    const found = installed[path];
    if (found === undefined)
      return wanted.optional === true || (wanted.link === true && existsSync(join(root, path)));
    return (
      found.version === wanted.version && found.integrity === wanted.integrity && existsSync(join(root, path))
    );
  });
}

/**
 * How to call npm: the one that runs us, else the one that came with this Node, else whichever is found.
 *
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {string[]}
 */
export function npmCommand(environment = process.env) {
  const calling = environment.npm_execpath;
  if (calling && basename(calling) === "npm-cli.js" && existsSync(calling))
    return [process.execPath, calling];
  const folder = dirname(process.execPath);
  for (const modules of [join(folder, "..", "lib", "node_modules"), join(folder, "node_modules")]) {
    const bundled = join(modules, "npm", "bin", "npm-cli.js");
    if (existsSync(bundled)) return [process.execPath, bundled];
  }
  return ["npm"];
}

/**
 * @param {number} code
 * @param {string} output
 * @returns {SetUpError}
 */
function failure(code, output) {
  if (isNetworkFailure(output)) {
    return new SetUpError(
      "Expected npm to fetch the course's packages, but it could not reach its registry.",
      networkRemedy,
    );
  }
  const said = output
    .split(/\r?\n/)
    .filter((line) => /^npm (error|ERR!)/.test(line) && !/complete log of this run|_logs/.test(line))
    .map((line) => line.replace(/^npm (error|ERR!) ?/, "  "))
    .filter((line) => line.trim() !== "")
    .slice(0, 6);
  return new SetUpError(
    [`Expected npm to install the course's packages, but it ended with code ${code}.`, ...said].join("\n"),
    `Put that right and start again. Everything that npm said is in ${setUpLog}`,
  );
}
