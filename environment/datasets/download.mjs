/** Downloads a file from the first mirror that has it whole: goes on where it was cut off, checks what came. */
import { createHash } from "node:crypto";
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname } from "node:path";
import { pipeline } from "node:stream/promises";

/**
 * @typedef {object} Wanted
 * @property {string} path where the file is to lie; what is not whole yet lies beside it as `path.part`
 * @property {string[]} urls where it can be had, the best first
 * @property {string} md5 its checksum, in hexadecimal digits
 * @property {(received: number, total: number | undefined) => void} [onProgress] in bytes
 * @property {(line: string) => void} [log] gets what went wrong with a mirror
 * @property {number} [patience] how long nothing may come, in milliseconds; a minute if not given
 */

/**
 * @param {Wanted} wanted
 * @returns {Promise<"there" | "downloaded">} whether it was there already
 * @throws {Error} if no mirror gives the file; what came of it is kept, and the next call goes on from there
 */
export async function download({
  path,
  urls,
  md5,
  onProgress = () => {},
  log = () => {},
  patience = 60_000,
}) {
  if (existsSync(path)) {
    if ((await md5Of(path)) === md5) return "there";
    log(`${path} has another checksum than it should: downloading it again`);
    rmSync(path);
  }
  mkdirSync(dirname(path), { recursive: true });
  const part = `${path}.part`;
  /** @type {string[]} */
  const reasons = [];
  for (const url of urls) {
    try {
      await fetchWhole(url, part, md5, onProgress, patience);
      renameSync(part, path);
      return "downloaded";
    } catch (error) {
      reasons.push(`${url}: ${reasonOf(error)}`);
      if (reasons.length < urls.length) log(`${reasons[reasons.length - 1]}: trying the next mirror`);
    }
  }
  throw new Error(
    `expected one of ${urls.length} mirrors to give ${path}, got it from none:\n  ${reasons.join("\n  ")}\n` +
      `Check the connection to the internet and start again: what has come is kept.`,
  );
}

/**
 * The whole file from one mirror. If what was there before does not fit what came now, once more from the beginning.
 * @param {string} url
 * @param {string} part
 * @param {string} md5
 * @param {NonNullable<Wanted["onProgress"]>} onProgress
 * @param {number} patience
 */
async function fetchWhole(url, part, md5, onProgress, patience) {
  for (;;) {
    const resumed = await fetchRest(url, part, onProgress, patience);
    const got = await md5Of(part);
    if (got === md5) return;
    rmSync(part);
    if (!resumed) throw new Error(`expected the checksum ${md5}, got ${got}`);
  }
}

/**
 * Appends to the part what is missing of it.
 * @param {string} url
 * @param {string} part
 * @param {NonNullable<Wanted["onProgress"]>} onProgress
 * @param {number} patience
 * @returns {Promise<boolean>} whether anything was there before
 */
async function fetchRest(url, part, onProgress, patience) {
  const there = existsSync(part) ? statSync(part).size : 0;
  const stop = new AbortController();
  const giveUp = () => stop.abort(new Error(`nothing came for ${patience / 1000} seconds`));
  let timer = setTimeout(giveUp, patience);
  try {
    const response = await fetch(url, {
      signal: stop.signal,
      // Packed once more on the way, it would have other bytes and no ranges.
      headers: { "accept-encoding": "identity", ...(there > 0 && { range: `bytes=${there}-` }) },
    });
    // "Nothing from there on": the part is whole, or of another file. The checksum tells.
    if (response.status === 416 && there > 0) {
      await response.body?.cancel();
      return true;
    }
    if (!response.ok || !response.body)
      throw new Error(`the answer ${response.status} ${response.statusText}`.trim());
    const resumed = response.status === 206 && beginOf(response) === there;
    if (response.status === 206 && !resumed) throw new Error("another range than was asked for");
    const before = resumed ? there : 0;
    const length = Number(response.headers.get("content-length"));
    const total = length > 0 ? before + length : undefined;
    let received = before;
    await pipeline(
      response.body,
      async function* (chunks) {
        for await (const chunk of chunks) {
          clearTimeout(timer);
          timer = setTimeout(giveUp, patience);
          received += chunk.length;
          onProgress(received, total);
          yield chunk;
        }
      },
      createWriteStream(part, { flags: resumed ? "a" : "w" }),
    );
    if (total !== undefined && received !== total) throw new Error(`${received} of ${total} bytes`);
    return resumed;
  } catch (error) {
    throw stop.signal.aborted ? stop.signal.reason : error;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The first byte of a partial answer: `bytes 100-199/200` gives 100.
 * @param {Response} response
 */
function beginOf(response) {
  return Number(/^bytes (\d+)-/.exec(response.headers.get("content-range") ?? "")?.[1] ?? NaN);
}

/** @param {string} path */
async function md5Of(path) {
  const hash = createHash("md5");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

/**
 * `fetch failed` says nothing; what lies behind it does.
 * @param {unknown} error
 */
function reasonOf(error) {
  const { message, cause } = /** @type {Error} */ (error);
  const behind =
    cause instanceof Error ? cause.message || /** @type {{ code?: string }} */ (cause).code : undefined;
  return behind ? `${message} (${behind})` : message;
}
