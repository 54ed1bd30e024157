/** A notebook that is executed without anybody who looks on: by `npm run execute`, by nbclient. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { executeNotebooks } from "../../environment/notebooks/execution.mjs";
import { code, notebook } from "./fixtures.js";

const training = `import { Network, liveFigure, progress, train, trainingCurves } from "neural-descent";
const line = { inputs: [[0], [1]], targets: [[1], [3]] };
const curve = liveFigure((history) => trainingCurves({ history, title: "The cost falls" }));
const onBatch = () => new Promise((go) => setTimeout(go, 50));
const run = await train(new Network([1, 1], { activations: "identity" }), line, { batchSize: 1, onBatch, listeners: [progress(), curve] });`;

test("an executed notebook has the bar's last line and one figure, drawn by Plotly", async () => {
  const folder = await mkdtemp(join(tmpdir(), "live-"));
  try {
    const path = join(folder, "lesson.ipynb");
    await writeFile(path, notebook(code("train", ...training.split("\n"))));
    for await (const { problems } of executeNotebooks([path], { output: join(folder, "runs") }))
      expect(problems).toEqual([]);
    const [{ outputs }] = JSON.parse(await readFile(join(folder, "runs", "lesson.ipynb"), "utf8")).cells;
    expect(outputs).toHaveLength(2);
    const [bar, figure] = outputs.map(({ data }: { data: object }) => data);
    expect([bar["text/plain"]].flat().join("")).toMatch(/^10 epochs in \d+\.\d s: cost /);
    expect([bar["text/html"]].flat().join("")).not.toContain("progressbar");
    expect(Object.keys(figure).sort()).toEqual(["application/vnd.plotly.v1+json", "text/plain"]);
    expect([figure["text/plain"]].flat().join("")).toMatch(
      /^The cost falls\. Cost in training: .* in 10 epochs\./,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}, 180_000);
