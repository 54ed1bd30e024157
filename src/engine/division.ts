/** At most so many batches are taken in one call. */
export const MOST_BATCHES = 512;

/** What became of batches: `count` of them were taken. */
export interface BatchReports {
  count: number;
  /** For each batch C, ‖∇C + ∇R‖ and the number of right answers, one after the other. */
  readonly numbers: Float64Array;
}

/** How examples are taken. */
export interface Division {
  readonly batchSize: number;
  readonly shuffles: boolean;
  readonly seed: number;
  /** Above it a single output says yes. */
  readonly threshold: number;
}
