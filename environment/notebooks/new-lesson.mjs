/**
 * `npm run new-lesson -- 08-batch-stochastic-mini-batch "Batch, stochastic, mini-batch"` begins a lesson with the
 * template, and says which claims it has to show.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { notebooksFolder, projectRoot } from "../setup/paths.mjs";
import { readClaims } from "./claims.mjs";
import { templateFile } from "./find.mjs";
import { cleanNotebook } from "./format.mjs";

try {
  const [name = "", title = "", ...more] = process.argv.slice(2);
  if (!/^\d\d-[a-z][a-z-]*$/.test(name) || title.trim() === "" || more.length > 0)
    throw new Error(
      `expected a lesson's name and title, as in: npm run new-lesson -- 08-batches "Batches", got ${JSON.stringify(process.argv.slice(2))}`,
    );
  const notebook = JSON.parse(readFileSync(templateFile, "utf8"));
  notebook.cells[0].source[0] = `# ${Number(name.slice(0, 2))} · ${title.trim()}\n`;
  const path = join(notebooksFolder, `${name}.ipynb`);
  if (existsSync(path))
    throw new Error(`expected the name of a new lesson, got ${name}, which is there: nothing was changed`);
  writeFileSync(path, cleanNotebook(JSON.stringify(notebook)).text);
  console.log(`${relative(projectRoot, path)} is there. What it has to show:`);
  const claims = readClaims().filter(({ lesson }) => lesson === name);
  for (const { id, verdict, claim } of claims) console.log(`  ${id.padEnd(3)} ${claim} (${verdict})`);
  if (claims.length === 0) console.log(`  nothing: notebooks/claims.json gives no claim to ${name}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
