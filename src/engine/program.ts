import { kernels, memoryFlags } from "neural-descent/dist/engine/kernels.cjs.js";

/** What `kernels/index.ts` exports, each place in memory as the number of its byte. */
export interface Kernels {
  readonly memory: WebAssembly.Memory;
  /** Where memory begins that belongs to nobody. */
  readonly freeMemory: { value: number };
  /** The examples that go through the network at once. */
  readonly PIECE: { value: number };
  /** The bytes of lists that are needed where parameters are changed. */
  readonly NETWORK_BYTES: { value: number };
  readonly KNOWN_COST_BYTES: { value: number };

  layerBytes(count: number): number;
  dropoutBytes(units: number, batchSize: number): number;
  useNetwork(layers: number, count: number, zeros: number): void;
  useLayer(l: number, inputs: number, units: number, kind: number, ...places: number[]): void;
  useCost(kind: number, fromSums: boolean): void;
  useDropout(factor: number): void;
  useOptimizer(kind: number, first: number, second: number, epsilon: number, decay: number): void;
  useLists(starts: number, offsets: number, values: number, bits: number, words: number): void;
  useExamples(inputs: number, targets: number, classes: number, threshold: number): void;
  useLargest(largest: number): void;
  useRoom(inputs: number, targets: number): void;
  useRuns(union: number, runs: number): void;
  useOrder(order: number, count: number, batchSize: number, asTheyAre: boolean): void;
  useParameters(θ: number, g: number, m: number, v: number, bytes: number): void;
  useSeedShift(shift: number): void;
  useRules(l2: number, l1: number, proximal: number, clipValue: number, clipNorm: number): void;
  useCourse(isMean: boolean, dropout: number, seed: number): void;
  useFirstCost(cost: number): void;
  shuffle(order: number, count: number, seed: number, epoch: number): void;

  useGroups(θ: number, kept: number, m: number, v: number, g: number, bytes: number): void;
  usePasses(piece: number, shuffles: boolean, seed: number): void;
  useSurvivors(masks: number, epochs: number, bounds: number, sums: number): void;

  useKnownCosts(table: number): void;
  usePerturbations(row: number): void;
  usePerturbedNetworks(...rooms: number[]): void;

  takeTogether32: TakeTogether;
  takeTogether64: TakeTogether;
  evaluateTogether32: EvaluateTogether;
  evaluateTogether64: EvaluateTogether;
  beginLargeBatch(n: number, moment: number): number;
  takeChunk32: TakeChunk;
  takeChunk64: TakeChunk;
  addGradient32(chunk: number): void;
  addGradient64(chunk: number): void;
  finishLargeBatch32: FinishLargeBatch;
  finishLargeBatch64: FinishLargeBatch;
  takeBatches32: TakeBatches;
  takeBatches64: TakeBatches;
  evaluate32: Evaluate;
  evaluate64: Evaluate;
  perturb32: Perturb;
  perturb64: Perturb;
}

type TakeBatches = (
  first: number,
  count: number,
  t: number,
  moment: number,
  rates: number,
  report: number,
) => number;
type TakeChunk = (
  n: number,
  begin: number,
  drawn: number,
  first: number,
  count: number,
  gradient: number,
  report: number,
) => void;
type FinishLargeBatch = (n: number, η: number, t: number, report: number) => number;
type TakeTogether = (
  group: number,
  groups: number,
  epoch: number,
  first: number,
  count: number,
  rates: number,
) => void;
type EvaluateTogether = (group: number, groups: number, first: number, count: number, sums: number) => void;
type Evaluate = (first: number, count: number, report: number) => void;
type Perturb = (
  first: number,
  n: number,
  count: number,
  indices: number,
  times: number,
  values: number,
  costs: number,
) => void;

/** The kernels for memory of their own, and for memory that threads share. */
const kinds = [false, true].map((isShared) => ({
  isShared,
  /** Compiled; null where they can not be. */
  program: undefined as WebAssembly.Module | null | undefined,
  /** Instances that nobody uses, with their memory. */
  idle: [] as Kernels[],
}));

/** More memory than this is not asked for, in bytes: WebAssembly has room for 4 GB. */
const MOST_MEMORY = 3 * 2 ** 30;

/** Memory of one's own that is larger than this is not kept, in bytes. */
const LARGEST_KEPT = 2 ** 25;

/** The compiled kernels; null where there can be none. */
export function compiledKernels(isShared: boolean): WebAssembly.Module | null {
  return (kinds[Number(isShared)].program ??= compile(isShared));
}

/**
 * Kernels with a memory.
 *
 * @param isShared whether other threads are to work in it
 * @returns undefined where WebAssembly or its vectors are missing, or no memory is left
 */
export function borrowKernels(isShared = false): Kernels | undefined {
  const module = compiledKernels(isShared);
  if (!module) return undefined;
  return kinds[Number(isShared)].idle.pop() ?? instantiate(module, isShared);
}

/**
 * Gives kernels back: whoever borrows next overwrites what is in their memory. Shared memory is always kept, since it
 * does not hurry the collection of garbage, in no thread: there would be more and more of it.
 */
export function returnKernels(borrowed: Kernels): void {
  const isShared = isSharedBy(borrowed);
  const { idle } = kinds[Number(isShared)];
  if (isShared || (idle.length < 4 && borrowed.memory.buffer.byteLength <= LARGEST_KEPT)) idle.push(borrowed);
}

/** Whether threads share the memory of kernels. */
export function isSharedBy({ memory }: Kernels): boolean {
  return !(memory.buffer instanceof ArrayBuffer);
}

/** Makes the kernels' memory so large. */
export function growTo({ memory }: Kernels, bytes: number): void {
  if (bytes > MOST_MEMORY) throw new RangeError("expected data that has room in memory");
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / 65536));
}

/** A browser's main thread may refuse to compile at once; without vectors of 128 bits the kernels are no valid program. */
function compile(isShared: boolean): WebAssembly.Module | null {
  try {
    const program = Uint8Array.from(atob(kernels), (character) => character.charCodeAt(0));
    if (isShared) program[memoryFlags] = 3;
    return new WebAssembly.Module(program);
  } catch {
    return null;
  }
}

function instantiate(module: WebAssembly.Module, shared: boolean): Kernels | undefined {
  try {
    const memory = new WebAssembly.Memory({ initial: 4, maximum: 65536, shared });
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    return { ...(exports as unknown as Kernels), memory };
  } catch {
    return undefined;
  }
}
