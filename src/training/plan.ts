import { expectFinite } from "../calculus";
import { interrupted } from "../interrupt";
import { Cost, costNamed, Network, Penalty } from "../network";
import { Batches, Examples } from "./batches";
import { fitted, TrainingData } from "./evaluate";
import type { TrainingEvent, TrainingListener } from "./events";
import type { Optimizer } from "./optimizers";
import { optimizerOf } from "./optimizers/by-name";
import type { TrainingOptions } from "./options";
import { constantRate, Schedule } from "./schedules";

/** The options with their defaults, checked: what training goes by. */
export interface Plan {
  data: Examples;
  validation: Examples | undefined;
  batches: Batches;
  epochs: number;
  seed: number;
  cost: Cost;
  optimizer: Optimizer;
  schedule: Schedule;
  penalties: readonly Penalty[];
  dropout: number;
  clipNorm: number;
  clipValue: number;
  patience: number;
  minimumGain: number;
  keep: "last" | "best";
  listeners: readonly TrainingListener[];
  /** Whether somebody hears of every single batch, and whether somebody is asked after it. */
  isHeard: boolean;
  isAsked: boolean;
  /** Why to stop now, if there is a reason from outside. */
  stopNow(): { stopped: "aborted" | "interrupted"; reason: string } | undefined;
}

/**
 * Makes the plan for a network, data and options.
 *
 * @throws RangeError or TypeError that says which option or which data is wrong
 */
export function planFor(network: Network, data: TrainingData, options: TrainingOptions): Plan {
  const { epochs = 10, seed = 0, dropout = 0, clipNorm = Infinity, clipValue = Infinity } = options;
  const { onBatch, listeners: others = [] } = options;
  const { patience = Infinity, minimumGain = 0, penalty = [], signal, shouldStop = interrupted } = options;
  const optimizer = optimizerOf(options.optimizer ?? "gradient-descent");
  const { learningRate = optimizer.defaultLearningRate, keep = patience < Infinity ? "best" : "last" } =
    options;

  expectCount(epochs, "epochs", 0);
  if (patience < Infinity) expectCount(patience, "patience", 1);
  expectFinite(minimumGain, "minimumGain");
  expectLimit(clipNorm, "clipNorm");
  expectLimit(clipValue, "clipValue");
  if (!(expectFinite(dropout, "dropout") >= 0 && dropout < 1)) {
    throw new RangeError(
      `expected dropout from 0 to below 1, the share of units that are off, got ${dropout}`,
    );
  }
  if (keep !== "last" && keep !== "best") {
    throw new RangeError(`expected keep to be "last" or "best", got ${JSON.stringify(keep)}`);
  }

  const examples = fitted(network, data);
  return {
    data: examples,
    validation: options.validation && fitted(network, options.validation, "the validation data"),
    batches: new Batches(examples, { ...options, seed }),
    epochs,
    seed,
    cost: costNamed(options.cost ?? "mean-squared-error"),
    optimizer,
    schedule: typeof learningRate === "function" ? learningRate : constantRate(learningRate),
    penalties: penaltiesOf(penalty),
    dropout,
    clipNorm,
    clipValue,
    patience,
    minimumGain,
    keep,
    listeners: listenersOf(options),
    isHeard: !!onBatch || others.some(({ sampled }) => sampled !== true),
    isAsked: !!options.shouldStop,
    stopNow() {
      if (signal?.aborted) return { stopped: "aborted", reason: "its signal was aborted" };
      return shouldStop() ? { stopped: "interrupted", reason: "it was interrupted" } : undefined;
    },
  };
}

function penaltiesOf(penalty: Penalty | readonly Penalty[]): readonly Penalty[] {
  const list = (Array.isArray(penalty) ? penalty : [penalty]) as readonly (Penalty | null)[];
  for (const one of list) {
    if (typeof one?.addGradient === "function" && typeof one.afterStep === "function") continue;
    throw new TypeError(
      `expected penalty as a penalty such as l2Penalty(0.001), or a list of them, got ${JSON.stringify(one)}`,
    );
  }
  return list as readonly Penalty[];
}

function listenersOf({ onBatch, onEpoch, listeners = [] }: TrainingOptions): TrainingListener[] {
  for (const [name, listener] of Object.entries({ onBatch, onEpoch, ...listeners })) {
    if (listener === undefined || typeof listener === "function") continue;
    const which = Number.isInteger(Number(name)) ? "listeners" : name;
    throw new TypeError(`expected ${which} as functions of an event, got ${typeof listener}`);
  }
  return [
    ...(onBatch ? [(event: TrainingEvent) => event.type === "batch" && onBatch(event)] : []),
    ...(onEpoch ? [(event: TrainingEvent) => event.type === "epoch" && onEpoch(event)] : []),
    ...listeners,
  ];
}

function expectCount(value: number, name: string, least: number): void {
  if (!Number.isInteger(value) || value < least) {
    throw new RangeError(`expected ${name} as a whole number, ${least} or more, got ${value}`);
  }
}

function expectLimit(value: number, name: string): void {
  if (!(typeof value === "number" && value > 0)) {
    throw new RangeError(`expected ${name} to be positive, got ${value}: try 1`);
  }
}
