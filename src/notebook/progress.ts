import type { MimeBundle } from "../display";
import type { EpochEvent, History, TrainingListener, TrainingRun } from "../training";
import { GRAY, PALETTE } from "../figures";
import { asNumber, asText } from "../wording";
import { UpdatedDisplay } from "./updated-display";

/** What is told of an epoch, or of a batch of the first. */
type Scores = Pick<EpochEvent, "cost" | "accuracy"> &
  Partial<Pick<EpochEvent, "validationCost" | "validationAccuracy">>;

/** The characters of the bar in plain text. */
const BAR = 20;

/** Before so many milliseconds it is not said how long training takes: the first steps are slower than the rest. */
const SURE_AFTER = 500;

/**
 * A progress bar for training, below the cell that trains: how far it is, the cost and accuracy of the last epoch, and the
 * time that is left. Outside the course's kernel it shows nothing.
 *
 * @returns a listener for the options of `train`
 * @example
 * const network = new Network([1, 1], { activations: "identity" });
 * const line = { inputs: [[0], [1]], targets: [[1], [3]] };
 * await train(network, line, { learningRate: 0.1, epochs: 3, listeners: [progress()] });
 */
export function progress(): TrainingListener {
  const place = new UpdatedDisplay();
  let begin: { time: number; share: number; seconds: number } | undefined;
  const listener: TrainingListener = (event) => {
    if (event.type === "end") {
      // What a learner has waited for, with validation, pauses and pictures.
      const waited = begin && begin.seconds + (performance.now() - begin.time) / 1000;
      begin = undefined;
      place.end(ended(event.run, waited));
      return;
    }
    const { epoch, epochs } = event;
    const share = (event.type === "epoch" ? epoch : epoch - 1 + event.batch / event.batches) / epochs;
    const now = performance.now();
    begin ??= { time: now, share, seconds: event.seconds };
    const { time, share: first } = begin;
    place.show(() => {
      const left = (now - time) * ((1 - share) / (share - first));
      const wait = now - time < SURE_AFTER || share === 1 ? "" : `, ${leftOf(left / 1000)} left`;
      return bar(share, `epoch ${epoch} of ${epochs}${wait}: ${scoresOf(lastOf(event.history) ?? event)}`);
    });
  };
  return Object.assign(listener, { sampled: true });
}

/** The scores of the last epoch that is done. */
function lastOf(history: History): Scores | undefined {
  const cost = history.cost.at(-1);
  if (cost === undefined) return undefined;
  return {
    cost,
    accuracy: history.accuracy.at(-1),
    validationCost: history.validationCost.at(-1),
    validationAccuracy: history.validationAccuracy.at(-1),
  };
}

function ended({ history, checkpoint, stopped, reason }: TrainingRun, waited?: number): MimeBundle {
  const last = lastOf(history);
  const { epoch, batch, batches, seconds } = checkpoint;
  const more = batch > 0 ? ` and ${batch} of ${batches} batches` : "";
  const done = `${epoch} epoch${epoch === 1 ? "" : "s"}${more} in ${timeOf(waited ?? seconds)}`;
  const text = last ? `${done}: ${scoresOf(last)}` : done;
  return bar(undefined, stopped === "epochs" ? text : `${text}. Stopped: ${reason}.`);
}

function scoresOf(event: Scores): string {
  const training = scores("cost", event.cost, event.accuracy);
  if (event.validationCost === undefined) return training;
  return `${training}; ${scores("validation cost", event.validationCost, event.validationAccuracy)}`;
}

function scores(name: string, cost: number, accuracy: number | undefined): string {
  const right = accuracy === undefined ? "" : `, ${(100 * accuracy).toFixed(1)} % right`;
  return `${name} ${asNumber(cost)}${right}`;
}

/** A bar with a text beside it; at the end the text alone, on a line of the same height. */
function bar(share: number | undefined, text: string): MimeBundle {
  if (share === undefined) {
    return { "text/html": `<div style="${LINE}">${asText(text)}</div>`, "text/plain": text };
  }
  const percent = Math.floor(100 * share);
  const full = Math.floor(BAR * share);
  const filled = `<div style="width: ${(100 * share).toFixed(1)}%; height: 100%; background: ${PALETTE[0]}"></div>`;
  return {
    "text/html":
      `<div style="${LINE}"><div role="progressbar" aria-label="training" aria-valuenow="${percent}" aria-valuemin="0" ` +
      `aria-valuemax="100" style="${TRACK}">${filled}</div>${percent} %, ${asText(text)}</div>`,
    "text/plain": `${"█".repeat(full)}${"░".repeat(BAR - full)} ${percent} %, ${text}`,
  };
}

const LINE = "min-height: 1.6em; line-height: 1.6; font-variant-numeric: tabular-nums";

const TRACK =
  "display: inline-block; vertical-align: -0.1em; width: 12em; height: 0.8em; margin-right: 0.8em; overflow: hidden; " +
  `border: 1px solid ${GRAY}; border-radius: 0.4em`;

/** The time that it took. */
function timeOf(seconds: number): string {
  return seconds < 10 ? `${seconds.toFixed(1)} s` : inWhole(Math.round(seconds));
}

/** The time that is left, no more exactly than it can be known. */
function leftOf(seconds: number): string {
  return inWhole(
    seconds < 60
      ? Math.ceil(seconds)
      : seconds < 600
        ? 5 * Math.ceil(seconds / 5)
        : 60 * Math.ceil(seconds / 60),
  );
}

function inWhole(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  if (hours > 0) return `${hours} h ${minutes} min`;
  if (minutes === 0) return `${seconds} s`;
  return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
}
