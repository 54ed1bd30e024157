import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findPython, pythonCommands } from "../../environment/setup/python.mjs";
import { temporaryFolder } from "./temporary-folder.js";

/** A folder of programs that answer as the given Pythons do, as the only folder on the PATH. */
function computerWith(pythons: Record<string, string>): NodeJS.ProcessEnv {
  const folder = temporaryFolder();
  for (const [name, script] of Object.entries(pythons)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return { PATH: folder };
}

const answering = (version: string, venv = "yes", ensurepip = "yes") =>
  `echo "python|${version}|${venv}|${ensurepip}|/opt/python-${version}/bin/python3"`;

describe.skipIf(process.platform === "win32")("looking for Python", () => {
  test("takes the first one that is new enough", async () => {
    const environment = computerWith({
      python3: answering("3.9.2"),
      "python3.12": answering("3.12.4"),
      "python3.11": answering("3.11.2"),
    });
    expect(await findPython(environment)).toMatchObject({ version: "3.12.4", command: ["python3.12"] });
  });

  test("goes on when the first one has no venv module", async () => {
    const environment = computerWith({
      python3: answering("3.13.1", "yes", "no"),
      python: answering("3.11.9"),
    });
    expect(await findPython(environment)).toMatchObject({ version: "3.11.9" });
  });

  test("no Python at all: says so and how to get one", async () => {
    await expect(findPython(computerWith({}))).rejects.toThrow(
      /Expected Python 3\.11 or later, but found none \(looked for python3, python[^]*Install it[^]*NEURAL_DESCENT_PYTHON/,
    );
  });

  test("only old ones: says which they are and where", async () => {
    const environment = computerWith({ python3: answering("3.9.2"), python: answering("2.7.18") });
    await expect(findPython(environment)).rejects.toThrow(
      /but python3 is Python 3\.9\.2 \(\/opt\/python-3\.9\.2\/bin\/python3\), python is Python 2\.7\.18/,
    );
  });

  test("venv missing: names the package that has it", async () => {
    const environment = computerWith({ python3: answering("3.11.2", "yes", "no") });
    await expect(findPython(environment)).rejects.toThrow(
      /venv module, but Python 3\.11\.2 .* has none\.\n.*sudo apt install python3\.11-venv/,
    );
  });

  test("a stand-in that only points to a shop is no Python", async () => {
    const environment = computerWith({
      python3: 'echo "Python was not found; run without arguments to install"; exit 9',
    });
    await expect(findPython(environment)).rejects.toThrow(/found none/);
  });

  test("NEURAL_DESCENT_PYTHON goes before all others", async () => {
    const environment = computerWith({ python3: answering("3.11.2"), mine: answering("3.14.0") });
    environment.NEURAL_DESCENT_PYTHON = join(environment.PATH ?? "", "mine");
    expect(await findPython(environment)).toMatchObject({ version: "3.14.0" });
  });

  test("NEURAL_DESCENT_PYTHON that is no Python: says so, and does not take another one silently", async () => {
    const environment = {
      ...computerWith({ python3: answering("3.11.2") }),
      NEURAL_DESCENT_PYTHON: "/nowhere/python",
    };
    await expect(findPython(environment)).rejects.toThrow(
      /NEURAL_DESCENT_PYTHON, but \/nowhere\/python does not answer/,
    );
  });

  test("a Python inside the project's own .venv is not used to make it anew", async () => {
    const { venvFolder } = await import("../../environment/setup/paths.mjs");
    const environment = { PATH: join(venvFolder, "bin") };
    await expect(findPython(environment)).rejects.toThrow(/found none/);
  });
});

test("on Windows the launcher is asked first", () => {
  expect(pythonCommands({}, "win32")[0]).toEqual(["py", "-3"]);
});
