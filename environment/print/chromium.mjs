/** The Chromium of this machine: it draws figures for print, and the browser tests drive it. */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** What to do where there is none. */
export const howToInstallChromium =
  process.platform === "linux"
    ? "apt-get install chromium (or your system's own way; or set CHROMIUM to the program's path)"
    : "install Google Chrome or Chromium, or set CHROMIUM to the program's path";

const names = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome.exe",
  "msedge.exe",
];

const elsewhere = [
  "/Applications/Google Chrome.app/Contents/MacOS",
  "/Applications/Chromium.app/Contents/MacOS",
  ...["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap((variable) => {
    const folder = process.env[variable];
    if (folder === undefined) return [];
    return [join(folder, "Google/Chrome/Application"), join(folder, "Microsoft/Edge/Application")];
  }),
];

/**
 * The path of the program, or undefined.
 * @returns {string | undefined}
 */
export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = [...(process.env.PATH ?? "").split(delimiter), ...elsewhere];
  const macNames = ["Google Chrome", "Chromium"];
  return folders
    .flatMap((folder) => [...names, ...macNames].map((name) => join(folder, name)))
    .find((path) => isProgram(path));
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** How it is started: without calling home, and with 3-D by software where there is no graphics card. */
export const chromiumOptions = [
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * The path of the program.
 * @returns {string}
 * @throws {Error} if there is none, with what to do
 */
export function expectChromium() {
  const path = findChromium();
  if (path === undefined)
    throw new Error(`expected Chromium, to draw pictures with, found none: ${howToInstallChromium}`);
  return path;
}
