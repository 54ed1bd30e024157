/** Looks for the real digits on this computer. */
import type { DigitFiles } from "./digits";
import { environmentSetting, fileSource, hasFile, installedDatasets, joined } from "./file-source.node";

/** The names by which MNIST's files are shared, and one that says how many there are. Each with or without `.gz`. */
const names = {
  trainingImages: ["train-images-idx3-ubyte", "train10k-images-idx3-ubyte"],
  trainingLabels: ["train-labels-idx1-ubyte", "train10k-labels-idx1-ubyte"],
  testImages: ["t10k-images-idx3-ubyte"],
  testLabels: ["t10k-labels-idx1-ubyte"],
};

export type Found = { files: DigitFiles; folder: string } | { files?: undefined; reason: string };

/**
 * The real digits, or why there are none.
 * @throws Error if NEURAL_DESCENT_MNIST names a folder without them
 */
export function findDigitFiles(): Found {
  const setting = environmentSetting("NEURAL_DESCENT_MNIST");
  if (setting !== undefined) {
    const { files, missing } = filesIn(setting);
    if (files) return { files, folder: setting };
    throw new Error(
      `expected the four files of MNIST in ${setting}, which NEURAL_DESCENT_MNIST names, ` +
        `got none named ${missing.join(" or ")}: correct the setting or remove it`,
    );
  }
  const datasets = installedDatasets();
  if (datasets === undefined) return { reason: "there is no folder to look in" };
  const folder = joined(datasets, "mnist");
  const { files, missing } = filesIn(folder);
  if (files) return { files, folder };
  return { reason: `datasets/mnist/ has no ${missing[0]}` };
}

function filesIn(folder: string): { files?: DigitFiles; missing: string[] } {
  const found: Partial<DigitFiles> = {};
  for (const [part, choices] of Object.entries(names)) {
    const name = choices.flatMap((choice) => [`${choice}.gz`, choice]).find((file) => hasFile(folder, file));
    if (name === undefined) return { missing: choices };
    found[part as keyof DigitFiles] = fileSource(joined(folder, name));
  }
  return { files: found as DigitFiles, missing: [] };
}
