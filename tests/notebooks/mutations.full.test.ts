import { expect, test } from "vitest";
import { summarize } from "../../environment/notebooks/execution.mjs";
import { runWithMistake } from "./mutated-course.js";
import { mutations } from "./mutations.js";

test.each(mutations)(
  "lesson $lesson notices $mistake",
  async ({ lesson, claims, ...mutation }) => {
    const { refuted, problems } = await runWithMistake(lesson, mutation);
    const failed = refuted.map(({ id }) => id);
    expect(failed, problems.map(summarize).join("\n")).toEqual(expect.arrayContaining(claims));
  },
  240_000,
);
