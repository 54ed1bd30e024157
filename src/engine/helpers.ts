import { helper, Message, Share } from "./helper";
import { beginThread, processors, Thread } from "./threads.node";

/** With more helpers the caller, which adds what they give, would be what all wait for. */
const MOST_HELPERS = 7;

/** Helpers begin once large batches have taken so long without them, in milliseconds: less would not pay for their start. */
const PATIENCE = 100;

interface Helper {
  readonly thread: Thread;
  readonly posted: Int32Array;
  readonly asleep: Int32Array;
  isGone: boolean;
}

/** The helpers of this process, begun once; the number that is wanted, if somebody has said one. */
const helpers: Helper[] = [];
let wanted: number | undefined;
let patience = PATIENCE;
let bell: Int32Array | undefined;
let engines = 0;
/** Engines that nobody has any more and nobody has ended, as after an interrupt: helpers would keep their memory. */
const forgotten = new FinalizationRegistry<number>(endWork);

/** How many threads may help the one that trains; 0 where there is one processor, or threads can share no memory. */
export function mostHelpers(): number {
  return wanted ?? Math.min(processors() - 1, MOST_HELPERS);
}

/** Says how many threads are to help, and that they begin at once; for tests. */
export function wantHelpers(count: number | undefined): void {
  wanted = count;
  patience = count === undefined ? PATIENCE : 0;
}

/** Tells how long a large batch took without helpers; whether it is time for them. */
export function areHelpersDue(milliseconds: number): boolean {
  patience -= milliseconds;
  return patience <= 0;
}

/**
 * Lets helpers work for an engine, each with a share of its own. They begin if they have not begun yet.
 *
 * @param owner is there as long as the engine
 * @returns a number for the engine
 */
export function shareWork(shares: readonly Share[], owner: object): number {
  const id = engines++;
  forgotten.register(owner, id);
  shares.forEach((share, i) => {
    helpers[i] ??= begin();
    post(helpers[i], { id, share });
  });
  return id;
}

/** Helpers forget an engine. */
export function endWork(id: number): void {
  for (const one of helpers) post(one, { id });
}

/** Tells helpers that there is something to do. */
export function callHelpers(): void {
  if (!bell) return;
  Atomics.add(bell, 0, 1);
  Atomics.notify(bell, 0);
  for (const one of helpers) if (Atomics.exchange(one.asleep, 0, 0) === 1) post(one, {});
}

function begin(): Helper {
  bell ??= shared();
  const one: Helper = { thread: none, posted: shared(), asleep: shared(), isGone: false };
  const end = (): void => void (one.isGone = true);
  const thread = beginThread(helper.toString(), end);
  return thread ? Object.assign(one, { thread }) : { ...one, isGone: true };
}

const none: Thread = { postMessage: () => undefined };

function shared(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4));
}

function post({ thread, posted, asleep, isGone }: Helper, message: Pick<Message, "id" | "share">): void {
  if (isGone) return;
  // first the message: if an interrupt ends this here, no helper waits for one that never comes
  thread.postMessage({ ...message, bell, posted, asleep });
  Atomics.add(posted, 0, 1);
  Atomics.add(bell!, 0, 1);
  Atomics.notify(bell!, 0);
}
