/** The download of MNIST, against servers of our own: nothing here leaves this computer. */
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { download } from "../../environment/datasets/download.mjs";
import { mirrors, mnistFiles } from "../../environment/datasets/mnist-files.mjs";

const content = Buffer.from(Array.from({ length: 100_000 }, (_, i) => (i * i) % 251));
const md5 = createHash("md5").update(content).digest("hex");
const real = process.env.NEURAL_DESCENT_MNIST;

let folder: string;
let path: string;
let part: string;
let asked: string[];
let servers: Server[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "neural-descent-download-"));
  path = join(folder, "mnist", "images.gz");
  part = `${path}.part`;
  [asked, servers] = [[], []];
});

afterEach(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  rmSync(folder, { recursive: true, force: true });
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A mirror that answers so; what it is asked for is noted. */
async function mirror(answer: Answer): Promise<string> {
  const server = createServer((request, response) => {
    asked.push(request.headers.range ?? "all");
    answer(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/images.gz`;
}

/** As a web server does it: parts where parts are asked for. */
const serving =
  (file: Buffer): Answer =>
  ({ headers }, response) => {
    const begin = Number(/^bytes=(\d+)-$/.exec(headers.range ?? "")?.[1] ?? 0);
    if (begin >= file.length) return void response.writeHead(416).end();
    const rest = file.subarray(begin);
    response.writeHead(begin > 0 ? 206 : 200, {
      "content-length": rest.length,
      ...(begin > 0 && { "content-range": `bytes ${begin}-${file.length - 1}/${file.length}` }),
    });
    response.end(rest);
  };

/** The connection breaks after half of it, when some of that has come. */
const breakingOff: Answer = (_, response) => {
  response.writeHead(200, { "content-length": content.length });
  response.write(content.subarray(0, 50_000));
  const watch = setInterval(() => {
    if (!existsSync(part) || statSync(part).size === 0) return;
    clearInterval(watch);
    response.destroy();
  }, 5);
};

const notThere: Answer = (_, response) => void response.writeHead(404).end("<html>not found</html>");

/** Nothing but the file itself is left. */
function expectDownloaded(): void {
  expect(readFileSync(path).equals(content)).toBe(true);
  expect(existsSync(part)).toBe(false);
}

test("a file comes whole, with its progress, and is not asked for again", async () => {
  const urls = [await mirror(serving(content))];
  const progress: (number | undefined)[][] = [];
  const onProgress = (received: number, total?: number) => progress.push([received, total]);
  expect(await download({ path, urls, md5, onProgress })).toBe("downloaded");
  expectDownloaded();
  expect(progress.at(-1)).toEqual([content.length, content.length]);
  expect(await download({ path, urls, md5 })).toBe("there");
  expect(asked).toEqual(["all"]);
});

test("a broken connection leaves what came, the next start goes on from there", async () => {
  await expect(download({ path, urls: [await mirror(breakingOff)], md5 })).rejects.toThrow(
    "what has come is kept",
  );
  expect(existsSync(path)).toBe(false);
  const came = readFileSync(part);
  expect(came.equals(content.subarray(0, came.length))).toBe(true);
  expect(came.length).toBeGreaterThan(0);

  const progress: number[] = [];
  const onProgress = (received: number) => progress.push(received);
  await download({ path, urls: [await mirror(serving(content))], md5, onProgress });
  expectDownloaded();
  expect(asked).toEqual(["all", `bytes=${came.length}-`]);
  expect(progress[0]).toBeGreaterThan(came.length);
});

test("another mirror goes on where the first one broke off", async () => {
  await download({ path, urls: [await mirror(breakingOff), await mirror(serving(content))], md5 });
  expectDownloaded();
  expect(asked[1]).toMatch(/^bytes=\d+-$/);
});

test("a mirror that does not have the file, or nobody there, leads to the next one", async () => {
  const lines: string[] = [];
  const urls = [await mirror(notThere), "http://127.0.0.1:9/images.gz", await mirror(serving(content))];
  await download({ path, urls, md5, log: (line) => lines.push(line) });
  expectDownloaded();
  expect(lines[0]).toContain("the answer 404 Not Found");
  expect(lines[1]).toContain("http://127.0.0.1:9/images.gz: fetch failed (");
});

test("a wrong file is not kept, and the next mirror is asked for all of it", async () => {
  const wrong = Buffer.from(content);
  wrong[70_000] ^= 1;
  const lines: string[] = [];
  const urls = [await mirror(serving(wrong)), await mirror(serving(content))];
  await download({ path, urls, md5, log: (line) => lines.push(line) });
  expectDownloaded();
  expect(asked).toEqual(["all", "all"]);
  expect(lines[0]).toContain(`expected the checksum ${md5}, got `);
});

test("when all mirrors fail, it says why each did, and leaves no wrong file", async () => {
  const urls = [await mirror(notThere), await mirror(serving(content.subarray(0, 500)))];
  const failing = download({ path, urls, md5 });
  await expect(failing).rejects.toThrow("expected one of 2 mirrors to give");
  await expect(failing).rejects.toThrow("404 Not Found");
  await expect(failing).rejects.toThrow("expected the checksum");
  expect([existsSync(path), existsSync(part)]).toEqual([false, false]);
});

test.each([
  ["of another file", Buffer.alloc(40_000, 7)],
  ["too long", Buffer.concat([content, content])],
])("what was left from before is %s: downloaded once more from the beginning", async (_, rest) => {
  const urls = [await mirror(serving(content))];
  await download({ path, urls, md5 });
  rmSync(path);
  writeFileSync(part, rest);
  await download({ path, urls, md5 });
  expectDownloaded();
  expect(asked).toEqual(["all", `bytes=${rest.length}-`, "all"]);
});

test("all of it that was left from before is taken without downloading it", async () => {
  const urls = [await mirror(serving(content))];
  await download({ path, urls, md5 });
  rmSync(path);
  writeFileSync(part, content);
  await download({ path, urls, md5 });
  expectDownloaded();
});

test("a server that gives no parts is right too", async () => {
  const urls = [
    await mirror(breakingOff),
    await mirror((_, response) => void response.writeHead(200).end(content)),
  ];
  await download({ path, urls, md5 });
  expectDownloaded();
});

test("a server that falls silent is given up", async () => {
  const silent: Answer = (_, response) => void response.writeHead(200, { "content-length": 10 }).write("ab");
  await expect(download({ path, urls: [await mirror(silent)], md5, patience: 100 })).rejects.toThrow(
    "nothing came for 0.1 seconds",
  );
});

test("a file that was changed afterwards is downloaded again", async () => {
  const urls = [await mirror(serving(content))];
  await download({ path, urls, md5 });
  writeFileSync(path, "something else");
  const lines: string[] = [];
  expect(await download({ path, urls, md5, log: (line) => lines.push(line) })).toBe("downloaded");
  expectDownloaded();
  expect(lines[0]).toContain("another checksum than it should");
});

test("two mirrors of MNIST are known, and four files with their checksums", () => {
  expect(mirrors).toHaveLength(2);
  for (const address of mirrors) expect(new URL(address).href).toMatch(/^https:.*\/$/);
  expect(mnistFiles.map(({ md5 }) => md5).join(" ")).toMatch(/^([0-9a-f]{32} ?){4}$/);
});

test("the checksums are those of the real files", ({ skip }) => {
  skip(real === undefined, "NEURAL_DESCENT_MNIST does not say where the real digits are");
  const there = mnistFiles.filter(({ name }) => existsSync(join(real!, name)));
  expect(there.length).toBeGreaterThanOrEqual(2);
  for (const { name, md5 } of there) {
    const content = readFileSync(join(real!, name));
    expect(createHash("md5").update(content).digest("hex"), name).toBe(md5);
  }
});
