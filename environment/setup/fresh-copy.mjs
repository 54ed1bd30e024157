/** What `npm run reset` does. */

import { existsSync } from "node:fs";
import { relative } from "node:path";

import { findLesson, lessons } from "./lessons.mjs";
import { projectRoot, workspaceFolder } from "./paths.mjs";
import { SetUpError, explain } from "./set-up-error.mjs";
import { prepareWorkspace, resetLesson } from "./workspace.mjs";

/** @param {string[]} wishes the numbers or names of lessons */
export function main(wishes) {
  try {
    reset(wishes, console.log);
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
}

/**
 * @param {string[]} wishes
 * @param {(line: string) => void} log
 */
function reset(wishes, log) {
  const all = lessons();
  const list =
    all.length === 0
      ? "There are no lessons yet."
      : `The lessons are ${all.map(({ name }) => name).join(", ")}.`;
  if (wishes.length === 0) {
    throw new SetUpError("Expected the number of a lesson, as in: npm run reset 02", list);
  }
  const wanted = wishes.map((wish) => {
    const lesson = findLesson(wish, all);
    if (lesson === undefined)
      throw new SetUpError(`Expected the number of a lesson, but there is no lesson "${wish}".`, list);
    return lesson;
  });
  if (!existsSync(workspaceFolder)) prepareWorkspace(log);
  for (const lesson of wanted) {
    const kept = resetLesson(lesson);
    const where = relative(projectRoot, workspaceFolder);
    log(
      kept === undefined
        ? `${where}/${lesson.file} is a fresh copy.`
        : `${where}/${lesson.file} is a fresh copy now. Yours is kept as ${relative(projectRoot, kept)}\n` +
            "Where the lesson is open in JupyterLab, close its tab and open it again.",
    );
  }
}
