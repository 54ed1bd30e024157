/** The kernel's compiler is older than the project's: it must understand what the library declares. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PROJECT } from "./sources";

const NEW_COMPILER = join(PROJECT, "node_modules/typescript/lib/tsc.js");
const OLD_COMPILER = join(PROJECT, "node_modules/@tslab/typescript-for-tslab/lib/tsc.js");

let folder: string;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "neural-descent-declarations-")));
  symlinkSync(join(PROJECT, "node_modules"), join(folder, "node_modules"), "junction");
  const output = ["--outDir", join(folder, "library"), "--tsBuildInfoFile", join(folder, "buildinfo")];
  execFileSync(process.execPath, [
    NEW_COMPILER,
    "-p",
    join(PROJECT, "src"),
    "--emitDeclarationOnly",
    ...output,
  ]);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the old compiler says of the code, with our declarations checked, not skipped. */
function complaints(code: string): string[] {
  writeFileSync(join(folder, "lesson.ts"), `import * as nd from "./library";\n${code}\nexport {};\n`);
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: "es2022",
    module: "commonjs",
    moduleResolution: "node",
    types: [],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["lesson.ts"] }));
  try {
    execFileSync(process.execPath, [OLD_COMPILER, "-p", folder], { cwd: folder, encoding: "utf8" });
    return [];
  } catch (error) {
    return (error as { stdout: string }).stdout.trim().split("\n");
  }
}

test("TypeScript 5.0 reads the library's declarations without a complaint", () => {
  const lesson = `
    const slopes: Float64Array = nd.centralGradient(([x, y]) => x * y, [1, 2]);
    const { points, stopped }: nd.Descent = nd.descend((v) => v[0], { start: slopes, learningRate: 0.1 });
    const figure: nd.Figure = nd.surfaceWithPath({ f: ([x, y]) => x + y, points, title: "t" });
    figure.layout.height = 300;
    nd.show(nd.claim("B7", "s", { measured: [1, 2], expected: ([a, b]) => a < b, verdict: "confirmed" }));
    stopped === "flat";`;
  expect(complaints(lesson)).toEqual([]);
});

test("the declarations of the formulas too", () => {
  const lesson = `
    import { complexStepDerivative, formula, linearRegression, surfaces } from "./library/symbolic";
    const f = formula("x^2");
    const trace: nd.Descent = nd.descend(f.f, { start: [1], gradient: f.gradient, learningRate: 0.1 });
    const [x, y]: readonly [number, number] = surfaces.beale.minima[0].point;
    const slope: number = complexStepDerivative(f, 1) + linearRegression([[1], [2]], [1, 2]).weights[0];
    nd.surfaceWithPath({ f: surfaces.valleys.formula.f, points: trace.points, domain: surfaces.bowl.domain, title: "t" });`;
  expect(complaints(lesson).filter((line) => !line.startsWith("node_modules/"))).toEqual([]);
});

test("its types are as narrow there as here: mistakes are found", () => {
  const mistakes = `
    nd.descend((v) => v[0], { start: "here", learningRate: 0.1 });
    nd.descend((v) => v[0], { start: [1] });
    nd.claim("B7", "s", { measured: 1, expected: [0, 2], verdict: "perhaps" });
    nd.ballOnCurve({ f: Math.sin, path: [1], title: "t" }).layout.height = "high";
    nd.ballOnCurve({ f: Math.sin, path: [1], title: "t" }).data.push({ type: "cake" });
    const text: string = nd.centralDerivative(Math.sin, 1);`;
  const found = complaints(mistakes);
  expect(found.filter((line) => line.startsWith("lesson.ts("))).toHaveLength(6);
});
