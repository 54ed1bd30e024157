import type { Cost, CostName, Penalty } from "../network";
import type { BatchOptions } from "./batches";
import type { TrainingData } from "./evaluate";
import type { BatchEvent, EpochEvent, TrainingListener } from "./events";
import type { Optimizer, OptimizerName } from "./optimizers";
import type { TrainingRun } from "./run";
import type { Schedule } from "./schedules";

/** How a network is trained. Nothing must be given: every option has a default or is off without it. */
export interface TrainingOptions extends BatchOptions {
  /** C, what is made small: a cost, or its name, "mean-squared-error" if not given. */
  cost?: Cost | CostName;
  /** How a gradient is used: an optimizer such as `adam()`, or its name, "gradient-descent" if not given. */
  optimizer?: Optimizer | OptimizerName;
  /** η: a number, or a schedule such as `cosineRate(0.1, { epochs: 20 })`. If not given, the optimizer's default. */
  learningRate?: number | Schedule;
  /** How often all examples are taken, 10 if not given; those of the run that is continued count. */
  epochs?: number;
  /** Examples to judge the network by after every epoch; it does not learn from them. */
  validation?: TrainingData;

  /**
   * A price on large weights, or several: `l2Penalty(0.001)`. It changes the steps; it is not part of the cost that is
   * reported and by which `patience` and `keep` judge.
   */
  penalty?: Penalty | readonly Penalty[];
  /** The share of hidden units that are switched off at random in every step, from 0 to below 1. */
  dropout?: number;
  /** The largest ‖∇C + ∇R‖ that a step uses; a longer gradient is shortened. */
  clipNorm?: number;
  /** The largest |∂C/∂θ| that a step uses. */
  clipValue?: number;

  /**
   * Stop if for so many epochs the cost of validation (without it, of training) was not lower than before. It is the cost
   * without `penalty`.
   */
  patience?: number;
  /** By how much it must be lower to count, 0 if not given. */
  minimumGain?: number;
  /**
   * Which parameters are returned: the last, or those of the epoch with the lowest cost, of validation if there is one and
   * without `penalty`. With patience "best", else "last".
   */
  keep?: "last" | "best";

  /** Hears of every batch; if it returns "stop", training ends. */
  onBatch?: TrainingListener<BatchEvent>;
  /** Hears of every epoch; if it returns "stop", training ends. */
  onEpoch?: TrainingListener<EpochEvent>;
  /** Hear of every event or, if `sampled`, of the latest now and then: `progress()`, `liveFigure(draw)`. */
  listeners?: readonly TrainingListener[];
  /** Ends training when it is aborted. */
  signal?: AbortSignal;
  /** Ends training when it says so; it is asked after every batch. If not given, the notebook's interrupt button. */
  shouldStop?: () => boolean;

  /** A run to go on from, as if it had never stopped. */
  continueFrom?: TrainingRun;
}
