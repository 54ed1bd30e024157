/**
 * `npm run mnist` downloads the real handwritten digits, 60,000 for training and 10,000 for the test (12 MB), into
 * datasets/mnist/, from where `loadDigits()` takes them. Stopped, it goes on where it was when it is started again.
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { download } from "./download.mjs";
import { mnistFiles, mirrors } from "./mnist-files.mjs";

const folder = fileURLToPath(new URL("../../datasets/mnist", import.meta.url));

try {
  console.log("MNIST, by Yann LeCun, Corinna Cortes and Christopher Burges");
  for (const { name, md5 } of mnistFiles) {
    const path = join(folder, name);
    const urls = mirrors.map((mirror) => mirror + name);
    const outcome = await download({ path, urls, md5, onProgress: progressOf(name), log: say });
    say(`${name.padEnd(28)} ${outcome === "there" ? "is there" : "downloaded, its checksum is right"}`);
  }
  console.log("loadDigits() now takes the real digits; restart the kernel of an open notebook to load them.");
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  console.log(`If you have the four files from elsewhere, put them into ${folder}.`);
  process.exitCode = 1;
}

/** @param {string} line */
function say(line) {
  if (process.stdout.isTTY) process.stdout.write("\r\x1b[K");
  console.log(line);
}

/**
 * A line that grows, on a terminal.
 * @param {string} name
 */
function progressOf(name) {
  return (/** @type {number} */ received, /** @type {number | undefined} */ total) => {
    if (!process.stdout.isTTY) return;
    const share = total ? ` of ${(total / 1e6).toFixed(1)}` : "";
    process.stdout.write(`\r\x1b[K${name.padEnd(28)} ${(received / 1e6).toFixed(1)}${share} MB`);
  };
}
