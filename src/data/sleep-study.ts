import { loadCsv } from "./csv";
import { Dataset } from "./dataset";
import { datasetFile } from "./dataset-files";
import { Scaling } from "./scaling";

/**
 * Three students: hours of sleep and hours of study before a test, and the score in it. In hours and points;
 * `sleep.scale(sleepStudyScaling)` makes them fit a sigmoid: X divided by each column's maximum, y by 100.
 *
 * @see Welch, "Neural Networks Demystified" (2014); `datasets/sleep-study/README.md`
 * @example
 * const sleep = await loadSleepStudy();
 * sleep.size; // 3
 */
export async function loadSleepStudy(): Promise<Dataset> {
  const data = await loadCsv(datasetFile("sleep-study/sleep-study.csv"), { targets: ["score"] });
  return new Dataset({ ...data, name: "sleep and study" });
}

/** The series' scaling of `loadSleepStudy`: hours as a share of the most, 10 and 5, and points as a share of 100. */
export const sleepStudyScaling: { inputs: Scaling; targets: Scaling } = {
  inputs: new Scaling([0, 0], [10, 5]),
  targets: new Scaling([0], [100]),
};
