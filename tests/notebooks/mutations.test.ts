import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readClaims } from "../../environment/notebooks/claims.mjs";
import { lessons } from "../../environment/setup/lessons.mjs";
import { projectRoot } from "../../environment/setup/paths.mjs";
import { mutate } from "./mutated-course.js";
import { mutations } from "./mutations.js";

describe("mutations", () => {
  test.each(lessons().map(({ name }) => name))("lesson %s has one", (name) => {
    expect(mutations.map(({ lesson }) => lesson)).toContain(name);
  });

  test.each(mutations)(
    "that of $lesson ($mistake) fits the source and names the lesson's claims",
    (mutation) => {
      const text = readFileSync(join(projectRoot, "src", mutation.file), "utf8");
      expect(mutate(text, mutation)).not.toBe(text);
      expect(mutation.claims.length).toBeGreaterThan(0);
      for (const id of mutation.claims)
        expect(readClaims().find((claim) => claim.id === id)?.lesson, id).toBe(mutation.lesson);
    },
  );

  test.each([
    ["is not there", "c", 0],
    ["is there twice", "a", 2],
  ])("one whose text %s says so", (_name, right, times) => {
    const outdated = { file: "a.ts", right, wrong: "$&" };
    expect(() => mutate("a + a - b", outdated)).toThrow(new RegExp(`exactly once, found it ${times} times`));
    expect(mutate("a + a - b", { ...outdated, right: "b" })).toBe("a + a - $&");
  });
});
