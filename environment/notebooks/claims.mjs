/**
 * The ledger of claims: what notebooks/claims.json says the course shows, against what its lessons have shown when they
 * were run.
 */
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { notebooksFolder } from "../setup/paths.mjs";
import { summarize } from "./execution.mjs";

/**
 * @typedef {import("./execution.mjs").Execution} Execution
 * @typedef {import("./execution.mjs").ShownClaim} ShownClaim
 * @typedef {import("./execution.mjs").RefutedClaim} RefutedClaim
 * @typedef {{ id: string, lesson: string, verdict: string, claim: string }} ListedClaim a claim of claims.json: what
 *   the lectures say, in our words; the one lesson that shows it; what becomes of it there
 * @typedef {"shown" | "refuted" | "missing" | "to come"} State `missing`: its lesson is there and does not make it;
 *   `to come`: its lesson is not there yet
 * @typedef {ListedClaim & { state: State, evidence: ShownClaim[], refutation?: RefutedClaim }} Entry a
 *   lesson may show several sides of a claim, each in a cell of its own
 * @typedef {{ lesson: string, text: string }} LedgerProblem
 * @typedef {{ entries: Entry[], problems: LedgerProblem[] }} Ledger
 */

/** @returns {ListedClaim[]} */
export function readClaims() {
  return JSON.parse(readFileSync(join(notebooksFolder, "claims.json"), "utf8"));
}

/** @param {string} path a notebook's */
export const lessonOf = (path) => basename(path, ".ipynb");

/**
 * Draws the ledger from runs of lessons.
 * @param {ListedClaim[]} listed
 * @param {Execution[]} runs one of each lesson that is there
 * @returns {Ledger} with what is wrong: a claim that a lesson should not make, calls by another verdict, or does not
 *   make; one that does not hold; a cell that failed
 */
export function ledgerOf(listed, runs) {
  /** @type {Entry[]} */
  const entries = listed.map((claim) => {
    const run = runs.find(({ path }) => lessonOf(path) === claim.lesson);
    const evidence = run?.claims.filter(({ id }) => id === claim.id) ?? [];
    const refutation = run?.refuted.find(({ id }) => id === claim.id);
    if (run === undefined) return { ...claim, state: "to come", evidence };
    if (refutation !== undefined) return { ...claim, state: "refuted", evidence, refutation };
    return { ...claim, state: evidence.length === 0 ? "missing" : "shown", evidence };
  });
  const problems = runs.flatMap((run) => {
    const lesson = lessonOf(run.path);
    const missing = entries.filter((entry) => entry.lesson === lesson && entry.state === "missing");
    const texts = [
      ...failedCells(run),
      ...run.refuted.map(({ cell, message }) => `cell ${cell}: ${message}`),
      ...wrongClaims(run, listed),
      ...missing.map(({ id }) => `${id} is not claimed`),
    ];
    return texts.map((text) => ({ lesson, text }));
  });
  return { entries, problems };
}

/**
 * What failed in a run but for its claims; the first only, because others follow from it.
 * @param {Execution} run
 * @returns {string[]}
 */
function failedCells({ problems, refuted }) {
  const others = problems.filter((problem) => !refuted.some(({ cell }) => cell === problem.cell));
  const more = others.length > 1 ? ` (and ${others.length - 1} more)` : "";
  return others.slice(0, 1).map((problem) => `${summarize(problem)}${more}`);
}

/**
 * The claims of a lesson that are not its own, or not by their verdict.
 * @param {Execution} run
 * @param {ListedClaim[]} listed
 * @returns {string[]}
 */
function wrongClaims({ path, claims }, listed) {
  return claims.flatMap(({ id, cell, verdict }) => {
    const claim = listed.find((one) => one.id === id);
    const wrong = (/** @type {string} */ text) => [`cell ${cell}: ${text}`];
    if (claim === undefined) return wrong(`claims ${id}, which notebooks/claims.json does not list`);
    if (claim.lesson !== lessonOf(path))
      return wrong(`claims ${id}, which belongs to ${claim.lesson}: each claim has one lesson`);
    if (verdict !== claim.verdict)
      return wrong(`calls ${id} ${verdict}, where notebooks/claims.json says ${claim.verdict}`);
    return [];
  });
}
