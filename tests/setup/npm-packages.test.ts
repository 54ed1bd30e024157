import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import {
  installNpmPackages,
  npmCommand,
  npmPackagesAreThere,
} from "../../environment/setup/npm-packages.mjs";
import { projectRoot } from "../../environment/setup/paths.mjs";
import { temporaryFolder } from "./temporary-folder.js";

const locked = {
  packages: {
    "": { name: "course" },
    "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
    "node_modules/only-on-windows": { version: "1.0.0", integrity: "sha512-w", optional: true },
  },
};

/** A clone with its packages as npm leaves them. */
function installed(): string {
  const root = temporaryFolder();
  mkdirSync(join(root, "node_modules", "a"), { recursive: true });
  writeFileSync(join(root, "package-lock.json"), JSON.stringify(locked));
  const record = { packages: { "node_modules/a": locked.packages["node_modules/a"] } };
  writeFileSync(join(root, "node_modules", ".package-lock.json"), JSON.stringify(record));
  return root;
}

/** Has npm be a program that prints something and fails, as long as the test runs; `mark` gets an x a call. */
function npmThat(prints: string, code: number, mark?: string): void {
  const program = join(temporaryFolder(), "npm-cli.js");
  const note = mark === undefined ? "" : `require("fs").appendFileSync(${JSON.stringify(mark)}, "x");`;
  writeFileSync(
    program,
    `${note} process.stderr.write(${JSON.stringify(prints)}); process.exitCode = ${code};`,
  );
  const before = process.env.npm_execpath;
  process.env.npm_execpath = program;
  onTestFinished(() => {
    if (before === undefined) delete process.env.npm_execpath;
    else process.env.npm_execpath = before;
  });
}

test("packages that somebody installed by hand are taken as they are, if they are the locked ones", () => {
  expect(npmPackagesAreThere(installed())).toBe(true);
});

test("a changed lock file, a missing record and a removed package are noticed", () => {
  const changed = installed();
  expect(npmPackagesAreThere(changed)).toBe(true);
  const newer = { ...locked.packages, "node_modules/a": { version: "2.0.0", integrity: "sha512-b" } };
  writeFileSync(join(changed, "package-lock.json"), JSON.stringify({ packages: newer }));
  expect(npmPackagesAreThere(changed)).toBe(false);

  const halfMade = installed();
  rmSync(join(halfMade, "node_modules", ".package-lock.json"));
  expect(npmPackagesAreThere(halfMade)).toBe(false);

  const robbed = installed();
  rmSync(join(robbed, "node_modules", "a"), { recursive: true });
  expect(npmPackagesAreThere(robbed)).toBe(false);
});

test("no lock file: says how to get it back", () => {
  expect(() => npmPackagesAreThere(temporaryFolder())).toThrow(
    /Expected package-lock\.json.*\n.*git checkout/,
  );
});

test("the npm that runs us is used, but not another package manager", () => {
  npmThat("", 0);
  expect(npmCommand()[1]).toBe(process.env.npm_execpath);
  expect(npmCommand({ npm_execpath: "/usr/lib/yarn.js" }).join(" ")).not.toContain("yarn");
});

test("no network: one sentence, not npm's own twenty lines", async () => {
  npmThat(
    "npm error code EAI_AGAIN\nnpm error request to the registry failed, reason: getaddrinfo EAI_AGAIN\n",
    1,
  );
  await expect(installNpmPackages(installed())).rejects.toThrow(
    /^Expected npm to fetch the course's packages, but it could not reach its registry\.\nConnect to the internet.*$/,
  );
});

test("another failure: says what npm said, and leaves packages that count as half made", async () => {
  npmThat(
    "npm warn noise\nnpm error code EINTEGRITY\nnpm error sha512-a expected\nnpm error A complete log of this run",
    1,
  );
  const root = installed();
  await expect(installNpmPackages(root)).rejects.toThrow(
    /ended with code 1\.\n {2}code EINTEGRITY\n {2}sha512-a expected\nPut/,
  );
  expect(npmPackagesAreThere(root)).toBe(false);
});

test("a cache over which two npms have tripped is tried once more", async () => {
  const root = installed();
  const mark = join(root, "tried");
  npmThat("npm error code EEXIST\nnpm error path /home/ada/.npm/_cacache/tmp/d4af4004", 1, mark);
  await installNpmPackages(root).catch(() => {});
  expect(readFileSync(mark, "utf8")).toBe("xx");
});

test("the lists of packages name no host: they hold wherever the packages come from", () => {
  const python = readFileSync(join(projectRoot, "environment", "setup", "requirements.txt"), "utf8");
  const npm = readFileSync(join(projectRoot, "package-lock.json"), "utf8");
  expect(python).not.toMatch(/:\/\/|--(extra-)?index-url|--find-links/);
  expect(npm).not.toMatch(/"resolved": "(https?|file):/);
  const wanted = python.split("\n").filter((line) => /^\S/.test(line));
  expect(wanted.length).toBeGreaterThan(50);
  expect(wanted.filter((line) => !/^[\w.-]+==\S+( ;.*)? \\$/.test(line))).toEqual([]);
  expect(python.match(/--hash=sha256:[0-9a-f]{64}/g)?.length).toBeGreaterThan(wanted.length);
});
