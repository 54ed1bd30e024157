import type { MimeBundle } from "../display";
import type { EpochEvent, TrainingEvent, TrainingListener } from "../training";
import { asNumber, asText } from "../wording";
import { UpdatedDisplay } from "./updated-display";

/** What is told of an epoch, or of a batch of the first. */
type Scores = Pick<EpochEvent, "cost" | "accuracy"> &
  Partial<Pick<EpochEvent, "validationCost" | "validationAccuracy">>;

/** The characters of the bar in plain text. */
const BAR = 20;

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
  let begin: { time: number; share: number } | undefined;
  let scored: Scores;
  return (event) => {
    if (event.type === "end") return place.showNow(() => ended(event));
    if (event.type === "epoch" || event.epoch === 1) scored = event;
    if (event.type === "epoch") return;
    const share = (event.epoch - 1 + event.batch / event.batches) / event.epochs;
    begin ??= { time: performance.now(), share };
    const { time, share: first } = begin;
    place.show(() => {
      const seconds = ((performance.now() - time) / 1000) * ((1 - share) / (share - first));
      const left = share > first ? `, ${timeOf(seconds)} left` : "";
      return bar(share, `epoch ${event.epoch} of ${event.epochs}${left}: ${scoresOf(scored)}`);
    });
  };
}

function ended({ run }: Extract<TrainingEvent, { type: "end" }>): MimeBundle {
  const { history, checkpoint, stopped, reason } = run;
  const [cost, accuracy] = [history.cost.at(-1), history.accuracy.at(-1)];
  const [validationCost, validationAccuracy] = [
    history.validationCost.at(-1),
    history.validationAccuracy.at(-1),
  ];
  const scores = cost === undefined ? [] : [scoresOf({ cost, accuracy, validationCost, validationAccuracy })];
  const done = `${checkpoint.epoch} epochs in ${timeOf(checkpoint.seconds)}`;
  const text = [done, ...scores].join(": ");
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

/** A bar with a text beside it; at the end the text alone. */
function bar(share: number | undefined, text: string): MimeBundle {
  if (share === undefined) return { "text/html": `<div>${asText(text)}</div>`, "text/plain": text };
  const full = Math.round(BAR * share);
  return {
    "text/html": `<div><progress value="${share.toFixed(4)}" aria-label="training"></progress> ${asText(text)}</div>`,
    "text/plain": `${"█".repeat(full)}${"░".repeat(BAR - full)} ${text}`,
  };
}

function timeOf(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
