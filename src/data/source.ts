import { gunzip } from "./gzip";

/** Where bytes come from. Every loader reads through one, so that a lesson runs unchanged in Node and in a browser. */
export interface Source {
  /** What it is called in messages: a path, an address. */
  readonly name: string;
  /** All its bytes. */
  read(): Promise<Uint8Array>;
}

/**
 * Bytes that are there already, or a text.
 *
 * @param content the bytes, which are copied; a text becomes UTF-8
 * @param name what the source is called in messages, "memory" if not given
 * @throws TypeError if the content is neither
 * @example
 * memorySource("hours,score\n3,75").name; // "memory"
 */
export function memorySource(content: string | ArrayBuffer | ArrayBufferView, name = "memory"): Source {
  const bytes = copyOf(content);
  return { name, read: () => Promise.resolve(bytes.slice()) };
}

function copyOf(content: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof content === "string") return new TextEncoder().encode(content);
  if (ArrayBuffer.isView(content)) {
    return new Uint8Array(content.buffer, content.byteOffset, content.byteLength).slice();
  }
  // By name, not by instanceof: a buffer made in another frame counts too.
  if (Object.prototype.toString.call(content) === "[object ArrayBuffer]")
    return new Uint8Array(content.slice(0));
  throw new TypeError(`expected bytes or a text, got ${content === null ? "null" : typeof content}`);
}

/**
 * A file on a web server, read by `fetch`.
 *
 * @param url its address; in a browser it may be relative to the page
 * @param options.signal stops the reading
 * @returns a source whose `read` fails with an Error if the server cannot be reached or does not have the file
 * @example
 * httpSource("https://example.org/scores.csv").name; // "https://example.org/scores.csv"
 */
export function httpSource(url: string | URL, options: { signal?: AbortSignal } = {}): Source {
  const name = String(url);
  return {
    name,
    async read() {
      let response: Response;
      try {
        response = await fetch(name, { signal: options.signal });
      } catch (error) {
        if (options.signal?.aborted) throw error;
        throw new Error(`expected an answer from ${name}, got none: check the address and the network`, {
          cause: error,
        });
      }
      if (!response.ok) {
        throw new Error(
          `expected the file ${name}, got the answer ${`${response.status} ${response.statusText}`.trim()}: ` +
            `check the address`,
        );
      }
      return new Uint8Array(await response.arrayBuffer());
    },
  };
}

/**
 * All bytes of a source, unpacked if they are a gzip file.
 *
 * @param source where they come from
 * @throws TypeError if it is no source; Error if it cannot be read, or is a broken gzip file
 * @example
 * const bytes = await readBytes(memorySource("abc"));
 * bytes.length; // 3
 */
export async function readBytes(source: Source): Promise<Uint8Array> {
  if (typeof source?.read !== "function") {
    throw new TypeError(
      `expected a source such as fileSource(path) or httpSource(url), got ${source === null ? "null" : typeof source}`,
    );
  }
  const bytes = await source.read();
  return isGzip(bytes) ? gunzip(bytes, source.name) : bytes;
}

/**
 * All of a source's text, unpacked if it is a gzip file, without a byte order mark.
 *
 * @param source where it comes from
 * @throws what `readBytes` throws, and Error if it is no UTF-8
 * @example
 * const text = await readText(memorySource("3,75"));
 * text.length; // 4
 */
export async function readText(source: Source): Promise<string> {
  const bytes = await readBytes(source);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Error(`expected ${source.name} to be text in UTF-8, got other bytes: save it as UTF-8`, {
      cause: error,
    });
  }
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;
}
