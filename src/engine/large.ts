import { MOST_CHUNKS } from "./chunks";
import type { Share } from "./helper";
import { compiledKernels, Kernels } from "./program";
import type { Setting } from "./settings";
import { Work } from "./work";

/** What is added up over chunks: the cost, not divided by anything, and the number of right answers. */
export interface Sums {
  cost: number;
  right: number;
}

/** So many examples of validation are evaluated at once, before the clock is looked at: a chunk. */
export const PORTION = 1024;

/** The bytes that the reports of all chunks take. */
export const REPORT_BYTES = 16 * MOST_CHUNKS;

/** How examples are divided: the size of a batch, how many there are, and the size of a chunk. */
interface LargeDivision {
  readonly batchSize: number;
  readonly examples: number;
  readonly chunk: number;
}

/**
 * Where the gradients of chunks have room, one after the other, without helpers a single one; and where chunks leave their
 * cost and the number of right answers.
 */
interface ChunkRooms {
  readonly gradients: number;
  readonly gradientBytes: number;
  readonly reports: number;
}

/**
 * Large batches are taken in chunks, each with a gradient of its own. The gradients are added in the order of the chunks,
 * whoever has taken them: numbers do not depend on the threads.
 */
export class LargeBatches {
  private readonly work: Work | undefined;
  private readonly reports: Float64Array;
  private readonly sums: Sums = { cost: 0, right: 0 };

  /**
   * @param settings what each helper is told, and where the examples are of training and of validation
   */
  constructor(
    private readonly kernels: Kernels,
    private readonly is32: boolean,
    private readonly division: LargeDivision,
    private readonly rooms: ChunkRooms,
    settings: readonly (readonly Setting[])[],
    examples: readonly (readonly Setting[])[],
  ) {
    const { memory } = kernels;
    this.reports = new Float64Array(memory.buffer, rooms.reports, 2 * MOST_CHUNKS);
    if (settings.length === 0) return;
    const module = compiledKernels(true)!;
    const dtype = is32 ? "float32" : "float64";
    const share = { module, memory, dtype, examples, ...rooms } as const;
    this.work = new Work(settings.map((its): Omit<Share, "job" | "marks"> => ({ ...share, settings: its })));
  }

  /**
   * Takes batches one after the other, as `takeBatches` of the kernels does.
   *
   * @param first which batch of the epoch, and how many
   * @returns how many were taken
   */
  takeAll(
    first: number,
    count: number,
    t: number,
    moment: number,
    rates: Float64Array,
    reports: Float64Array,
  ): number {
    const { batchSize, examples } = this.division;
    for (let k = 0; k < count; k++) {
      const begin = (first + k) * batchSize;
      const n = Math.min(batchSize, examples - begin);
      if (!this.take(n, begin, moment + k, rates[k], t + k, reports.subarray(3 * k, 3 * k + 3))) return k;
    }
    return count;
  }

  /**
   * Takes a batch of n examples, which begins at a place in the order.
   *
   * @param report what becomes of it, as the kernels report it
   * @returns whether cost and gradient are in bounds; if not, nothing changes
   */
  private take(
    n: number,
    begin: number,
    moment: number,
    η: number,
    t: number,
    report: Float64Array,
  ): boolean {
    const { kernels, is32, work } = this;
    const { gradients, gradientBytes, reports } = this.rooms;
    const { chunk: size } = this.division;
    const takeChunk = is32 ? kernels.takeChunk32 : kernels.takeChunk64;
    const addGradient = is32 ? kernels.addGradient32 : kernels.addGradient64;
    const finish = is32 ? kernels.finishLargeBatch32 : kernels.finishLargeBatch64;
    const drawn = kernels.beginLargeBatch(n, moment);
    work?.offer("batch", begin, n, size, drawn);
    let [cost, right] = [0, 0];
    for (let chunk = 0, first = 0; first < n; chunk++, first += size) {
      const isMine = work?.isMine(chunk) ?? true;
      const count = Math.min(size, n - first);
      // the caller's first chunk needs no room of its own, and so the room of the first chunk has those of all others
      if (isMine) takeChunk(n, begin, drawn, first, count, chunk === 0 ? 0 : gradients, reports);
      if (chunk > 0) addGradient(isMine ? gradients : gradients + chunk * gradientBytes);
      cost += this.reports[isMine ? 0 : 2 * chunk];
      right += this.reports[isMine ? 1 : 2 * chunk + 1];
    }
    work?.consider();
    report[0] = cost;
    report[1] = right;
    return finish(n, η, t, report.byteOffset) !== 0;
  }

  /**
   * The cost of examples of validation, added, and the number of right answers.
   *
   * @param first which, and how many, a chunk at most
   * @param all how many examples there are: helpers take those that come later
   */
  evaluate(first: number, count: number, all: number): Sums {
    const { kernels, is32, sums, work, reports } = this;
    const chunk = (first / PORTION) % MOST_CHUNKS;
    if (chunk === 0) {
      work?.offer("evaluation", first, Math.min(all - first, MOST_CHUNKS * PORTION), PORTION);
    }
    const isMine = work?.isMine(chunk) ?? true;
    if (isMine) (is32 ? kernels.evaluate32 : kernels.evaluate64)(first, count, this.rooms.reports);
    sums.cost = reports[isMine ? 0 : 2 * chunk];
    sums.right = reports[isMine ? 1 : 2 * chunk + 1];
    return sums;
  }

  /** Ends the work of helpers; false if one of them may still write to memory. */
  end(): boolean {
    return this.work?.end() ?? true;
  }
}
