import { rowOf } from "../data/matrix";
import { costOf, Network } from "../network";
import type { Ending } from "./ending";
import type { Plan } from "./plan";
import type { TogetherOptions } from "./together";
import type { TogetherRecord } from "./together-record";
import { train } from "./train";

/** Trains networks one after the other, and says why it ended. */
export async function trainOneByOne(
  networks: readonly Network[],
  { data, cost, epochs }: Plan,
  options: TogetherOptions,
  record: TogetherRecord,
): Promise<Ending> {
  const costNow = (network: Network): number => costOf(network, data.inputs, data.targets, cost);
  const last = (i: number): Network => networks[i].withParameters(rowOf(record.parameters, i));
  let ending: Ending = { stopped: "epochs", reason: `all ${epochs} epochs were done` };
  for (const [i, start] of networks.entries()) {
    if (record.marks[0] === 0) record.note(i, 0, costNow(start.copy()));
    if (ending.stopped !== "epochs") continue;
    const run = await train(start, data, {
      ...options,
      onEpoch({ network, epoch }) {
        rowOf(record.parameters, i).set(network.parameters);
        record.epochs[i] = epoch;
        const mark = record.marks.indexOf(epoch);
        if (mark >= 0) record.note(i, mark, costNow(last(i)));
      },
    });
    if (run.stopped === "diverged") record.diverged[i] = 1;
    else ending = run;
  }
  networks.forEach((_network, i) => (record.cost[i] = costNow(last(i))));
  return ending;
}
