/** The libraries that the benchmark compares with, in folders of their own: nothing else of the project uses them. */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findPython } from "../../environment/setup/python.mjs";
import { run } from "../../environment/setup/program.mjs";
import { readText, writeText } from "../../environment/setup/stored-file.mjs";

const folder = fileURLToPath(new URL(".", import.meta.url));
const environment = join(folder, ".venv");

/** The Python that has PyTorch and NumPy. */
export const peersPython =
  process.platform === "win32"
    ? join(environment, "Scripts", "python.exe")
    : join(environment, "bin", "python");

/** @param {(line: string) => void} log */
export async function installPeers(log) {
  const { command } = await findPython();
  const packages = join(folder, "node_modules");
  await once("package-lock.json", packages, async () => {
    log("Installing the JavaScript libraries to compare with …");
    await expectDone("npm", ["ci"], { cwd: folder, shell: process.platform === "win32" });
  });
  await once("requirements.txt", environment, async () => {
    log("Installing PyTorch and NumPy to compare with …");
    if (!existsSync(peersPython))
      await expectDone(command[0], [...command.slice(1), "-m", "venv", environment]);
    const requirements = join(folder, "requirements.txt");
    await expectDone(peersPython, ["-m", "pip", "install", "--quiet", "-r", requirements]);
  });
}

/**
 * Installs what a file lists, unless it has been.
 * @param {string} list the file
 * @param {string} target where it goes
 * @param {() => Promise<void>} install
 */
async function once(list, target, install) {
  const stamp = join(target, ".neural-descent");
  const wanted = readText(join(folder, list));
  if (readText(stamp) === wanted) return;
  await install();
  mkdirSync(target, { recursive: true });
  writeText(stamp, wanted ?? "");
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, shell?: boolean }} [options]
 */
async function expectDone(program, args, options) {
  const { code, output } = await run(program, args, options);
  if (code !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${code}:\n${output.trim()}`);
}
