import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findLesson, lessons } from "../../environment/setup/lessons.mjs";
import { prepareWorkspace, resetLesson } from "../../environment/setup/workspace.mjs";
import { temporaryFolder } from "./temporary-folder.js";

const file = "02-gradient-descent.ipynb";

/** A course with one lesson, a learner, and a teacher who updates the lesson. */
function course() {
  const root = temporaryFolder();
  const folders = { source: join(root, "notebooks"), target: join(root, "workspace") };
  const said: string[] = [];
  mkdirSync(folders.source);
  const write = (folder: string, name: string, code: string, more: object = {}) =>
    writeFileSync(join(folder, name), notebook(code, more));
  return {
    folders,
    said,
    teach: (code: string) => write(folders.source, file, code),
    learn: (code: string, more?: object) => write(folders.target, file, code, more),
    start: () => {
      said.length = 0;
      prepareWorkspace((line) => said.push(line), folders);
    },
    reset: () => resetLesson({ number: "02", name: "02-gradient-descent", file }, folders),
    read: (name: string) => codeOf(readFileSync(join(folders.target, name), "utf8")),
    files: (folder = ".") =>
      readdirSync(join(folders.target, folder)).filter((name) => name.endsWith(".ipynb")),
  };
}

function notebook(code: string, more: object = {}): string {
  const cell = {
    cell_type: "code",
    id: "a",
    execution_count: null,
    metadata: {},
    outputs: [],
    source: [code],
    ...more,
  };
  return JSON.stringify({ cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 });
}

const codeOf = (text: string): string => JSON.parse(text).cells[0].source[0];

const result = { execution_count: 7, outputs: [{ output_type: "stream", name: "stdout", text: "2" }] };

describe("npm start", () => {
  test("puts the lessons into the workspace and says nothing of it", () => {
    const { teach, start, files, read, said } = course();
    teach("1");
    start();
    expect(files()).toEqual([file]);
    expect(read(file)).toBe("1");
    expect(said).toEqual([]);
  });

  test("brings lessons only: not what their authors keep beside them", () => {
    const { folders, teach, start } = course();
    teach("1");
    for (const name of ["claims.json", "notation.md", "LICENSE", "template.ipynb", ".ipynb_checkpoints"])
      writeFileSync(join(folders.source, name), "{}");
    mkdirSync(join(folders.source, "template"));
    writeFileSync(join(folders.source, "template", "00-template.ipynb"), "{}");
    start();
    expect(readdirSync(folders.target).sort()).toEqual([".origins.json", file]);
  });

  test("replaces a copy in which nothing was written when the lesson is updated", () => {
    const { teach, start, files, read, said } = course();
    teach("1");
    start();
    teach("2");
    start();
    expect(read(file)).toBe("2");
    expect(files()).toEqual([file]);
    expect(said).toEqual(["Lesson 02-gradient-descent was updated."]);
  });

  test("a notebook that JupyterLab merely opened and saved counts as unchanged", () => {
    const { teach, start, learn, read, files } = course();
    teach("1");
    start();
    learn("1", { metadata: { trusted: true }, attachments: {}, execution_count: 3 });
    teach("2");
    start();
    expect(read(file)).toBe("2");
    expect(files()).toEqual([file]);
  });

  test("keeps the results of a lesson that was only run, when it is updated", () => {
    const { teach, start, learn, read, files, said } = course();
    teach("1");
    start();
    learn("1", result);
    teach("2");
    start();
    expect(read(file)).toBe("2");
    expect(files("earlier")).toHaveLength(1);
    expect(read(join("earlier", files("earlier")[0]))).toBe("1");
    expect(said[0]).toContain("Your copy with its results is kept");
  });

  test("leaves what the learner wrote and puts the new lesson beside it, once", () => {
    const { teach, start, learn, read, files, said, folders } = course();
    teach("1");
    start();
    learn("mine");
    start();
    expect(said).toEqual([]);

    teach("2");
    start();
    expect(read(file)).toBe("mine");
    expect(read("02-gradient-descent (new).ipynb")).toBe("2");
    expect(said[0]).toContain("You have written in your copy, so it stays");

    start();
    expect(said).toEqual([]);
    rmSync(join(folders.target, "02-gradient-descent (new).ipynb"));
    start();
    expect(files()).toEqual([file]);
  });

  test("renews the new lesson beside the learner's, unless the learner wrote in that one too", () => {
    const { teach, start, learn, read, folders } = course();
    teach("1");
    start();
    learn("mine");
    teach("2");
    start();
    teach("3");
    start();
    expect(read("02-gradient-descent (new).ipynb")).toBe("3");

    writeFileSync(join(folders.target, "02-gradient-descent (new).ipynb"), notebook("mine, too"));
    teach("4");
    start();
    expect(read("02-gradient-descent (new).ipynb")).toBe("mine, too");
    expect(read("02-gradient-descent (new 2).ipynb")).toBe("4");
  });

  test("never overwrites a copy of unknown origin, nor one that cannot be read", () => {
    for (const strange of [notebook("whose?"), "no notebook at all", "null", ""]) {
      const { teach, start, folders } = course();
      teach("1");
      mkdirSync(folders.target);
      writeFileSync(join(folders.target, file), strange);
      start();
      expect(readFileSync(join(folders.target, file), "utf8")).toBe(strange);
    }
  });

  test("survives the loss of its records", () => {
    const { teach, start, learn, read, folders } = course();
    teach("1");
    start();
    learn("mine");
    writeFileSync(join(folders.target, ".origins.json"), "{ half");
    start();
    expect(read(file)).toBe("mine");
  });

  test("takes no solutions and nothing but lessons into the workspace", () => {
    const { teach, start, folders } = course();
    teach("1");
    mkdirSync(join(folders.source, "exercises", "ps1"), { recursive: true });
    writeFileSync(join(folders.source, "exercises", "ps1", "ps1.ipynb"), notebook("solution"));
    writeFileSync(join(folders.source, "draft.ipynb"), notebook("draft"));
    start();
    expect(readdirSync(folders.target).sort()).toEqual([".origins.json", file]);
  });
});

describe("npm run reset", () => {
  test("gives a fresh copy and keeps the old one", () => {
    const { teach, start, learn, read, reset, files } = course();
    teach("1");
    start();
    learn("mine");
    const kept = reset();
    expect(read(file)).toBe("1");
    expect(codeOf(readFileSync(kept ?? "", "utf8"))).toBe("mine");

    learn("mine again");
    reset();
    expect(files("earlier")).toHaveLength(2);
  });

  test("after it, the lesson counts as unchanged again", () => {
    const { teach, start, learn, read, reset } = course();
    teach("1");
    start();
    learn("mine");
    reset();
    teach("2");
    start();
    expect(read(file)).toBe("2");
  });

  test("keeps nothing where nothing was written", () => {
    const { teach, start, reset, folders } = course();
    teach("1");
    start();
    expect(reset()).toBeUndefined();
    expect(existsSync(join(folders.target, "earlier"))).toBe(false);
  });
});

test("a lesson is found by its number or its name, as somebody would type it", () => {
  const folder = temporaryFolder();
  for (const name of ["10-x.ipynb", "02-gradient-descent.ipynb", "00-welcome.ipynb", "notes.ipynb"])
    writeFileSync(join(folder, name), "");
  const all = lessons(folder);
  expect(all.map(({ number }) => number)).toEqual(["00", "02", "10"]);
  for (const wish of ["2", "02", "02-gradient-descent", file, `workspace/${file}`, "02-Gradient-Descent"])
    expect(findLesson(wish, all)?.file).toBe(file);
  for (const wish of ["3", "", "gradient", "2x", "-2"]) expect(findLesson(wish, all)).toBeUndefined();
});
