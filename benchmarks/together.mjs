/**
 * Many small networks at once: `npm run bench -- together`. 4,096 networks 2-3-1 learn exclusive or, by `trainTogether`; by
 * `train`, one after the other; and, for what the processor could do at best, as one big network with as many weights.
 */
import { Network, Random, train, trainTogether, xor } from "neural-descent";

const ROUNDS = Number(process.env.ROUNDS ?? "7");
const SLICE_SECONDS = 0.5;
const NETWORKS = 4096;

/** So many of them are trained one by one: all take the same time. */
const ALONE = 16;

const random = new Random(1);
const rows = (/** @type {number} */ columns) =>
  Array.from({ length: 4 }, () => Array.from({ length: columns }, () => random.uniform()));
const data = xor();

/**
 * @typedef {object} Rival
 * @property {(epochs: number) => Promise<unknown>} run
 * @property {number} weights
 */

/**
 * @param {"float32" | "float64"} dtype
 * @param {"full" | 1} batchSize
 * @returns {Record<string, Rival>}
 */
function rivals(dtype, batchSize) {
  const build = { activations: /** @type {const} */ ("sigmoid"), dtype };
  const networks = Array.from({ length: NETWORKS }, (_, seed) => new Network([2, 3, 1], { ...build, seed }));
  const wide = new Network([2, 3 * NETWORKS, 1], build);
  const deep = new Network([64, 192, 128, 8], build);
  const patterns = { inputs: rows(64), targets: rows(8) };
  const options = { batchSize, learningRate: 0.5 };
  return {
    together: {
      run: (epochs) => trainTogether(networks, data, { ...options, epochs }),
      weights: 9 * NETWORKS,
    },
    "one by one": {
      async run(epochs) {
        for (const network of networks.slice(0, ALONE)) await train(network, data, { ...options, epochs });
      },
      weights: 9 * ALONE,
    },
    "one, 2-12288-1": { run: (epochs) => train(wide, data, { ...options, epochs }), weights: 9 * NETWORKS },
    "one, 64-192-128-8": {
      run: (epochs) => train(deep, patterns, { ...options, epochs }),
      weights: 64 * 192 + 192 * 128 + 128 * 8,
    },
  };
}

/** Every network together with others must come to what it comes to alone. */
async function expectAgreement() {
  const networks = Array.from(
    { length: 50 },
    (_, seed) => new Network([2, 3, 1], { activations: "sigmoid", seed }),
  );
  const options = { batchSize: 1, learningRate: 2, epochs: 1000 };
  const run = await trainTogether(networks, data, options);
  for (const [i, network] of networks.entries()) {
    const { network: alone } = await train(network, data, options);
    const distance = Math.hypot(...alone.parameters.map((θ, k) => θ - run.network(i).parameters[k]));
    if (!(distance < 1e-9))
      throw new Error(`expected network ${i} to become the same, got ${distance} from there`);
  }
  console.log("Each of 50 networks comes to the same place alone and together, to 10⁻⁹.\n");
}

/** The processor's time, which a busy machine changes less than it does the clock's. @param {() => Promise<unknown>} work */
async function seconds(work) {
  const begin = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1e6;
}

/** How many epochs take a slice of time. @param {Rival} rival */
async function epochsInSlice({ run }) {
  for (let epochs = 4; ; epochs *= 4) {
    const took = await seconds(() => run(epochs));
    if (took > SLICE_SECONDS / 4) return Math.ceil((epochs * SLICE_SECONDS) / took);
  }
}

const median = (/** @type {number[]} */ values) => [...values].sort((a, b) => a - b)[values.length >> 1];

await expectAgreement();
const cell = (/** @type {string} */ text) => text.padStart(20);
for (const dtype of /** @type {const} */ (["float32", "float64"])) {
  for (const batchSize of /** @type {const} */ (["full", 1])) {
    const all = Object.entries(rivals(dtype, batchSize));
    /** @type {number[]} */ const epochs = [];
    for (const [, rival] of all) epochs.push(await epochsInSlice(rival));
    /** Weights times examples per second, of each round. */
    const speeds = all.map(() => /** @type {number[]} */ ([]));
    for (let round = 0; round < ROUNDS; round++)
      for (const [i, [, { run, weights }]] of all.entries())
        speeds[i].push((weights * 4 * epochs[i]) / (await seconds(() => run(epochs[i]))));
    const ratios = speeds.map((theirs) => median(speeds[0].map((speed, round) => speed / theirs[round])));
    const perSecond = (median(speeds[0]) / 9 / 1e6).toPrecision(3);
    console.log(
      `${dtype}, ${batchSize === 1 ? "one example" : "all four examples"} a batch: ${perSecond} M networks × examples a second`,
    );
    console.log(all.slice(1).map(([name]) => cell(`× ${name}`)).join("")); // prettier-ignore
    console.log(`${ratios.slice(1).map((ratio) => cell(ratio.toPrecision(3))).join("")}\n`); // prettier-ignore
  }
}
