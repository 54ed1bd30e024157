import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import {
  datasetFile,
  datasetsAddress,
  fileSource,
  gunzip,
  httpSource,
  loadSleepStudy,
  memorySource,
  readBytes,
  readText,
} from "../../src/data";

const text = "sleep,study,score\n3,5,75\n5,1,82\n10,2,93\n";
let folder: string;
let server: Server;
let address: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "neural-descent-source-"));
  writeFileSync(join(folder, "plain.csv"), text);
  writeFileSync(join(folder, "packed.csv.gz"), gzipSync(text));
  server = createServer(({ url }, response) => {
    if (url === "/data/sleep-study/sleep-study.csv") response.end(text);
    else if (url === "/slow")
      return; // never answers
    else response.writeHead(404).end("nothing here");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

const page = globalThis as { [datasetsAddress]?: string };
afterEach(() => void (page[datasetsAddress] = undefined));

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  server.closeAllConnections();
  server.close();
});

test("memory, a file and a web server give the same text, packed or not", async () => {
  for (const source of [
    memorySource(text),
    memorySource(new TextEncoder().encode(text)),
    memorySource(gzipSync(text)),
    fileSource(join(folder, "plain.csv")),
    fileSource(join(folder, "packed.csv.gz")),
    httpSource(`${address}/data/sleep-study/sleep-study.csv`),
  ])
    expect(await readText(source)).toBe(text);
});

test("what is done to the bytes afterwards does not reach the source", async () => {
  const bytes = new Uint8Array([1, 2, 3]);
  const source = memorySource(bytes);
  bytes[0] = 9;
  (await source.read())[1] = 9;
  expect(Array.from(await source.read())).toEqual([1, 2, 3]);
});

test("a file or an address that is not there is named, with what came instead", async () => {
  const absent = join(folder, "absent.csv");
  await expect(fileSource(absent).read()).rejects.toThrow(`expected a file at ${absent}, got no such file`);
  await expect(fileSource(folder).read()).rejects.toThrow("got a folder");
  await expect(httpSource(`${address}/absent`).read()).rejects.toThrow(
    `expected the file ${address}/absent, got the answer 404 Not Found`,
  );
  await expect(httpSource("http://127.0.0.1:9/x").read()).rejects.toThrow("got none: check the address");
  expect(() => fileSource("")).toThrow("expected the path of a file");
  expect(() => memorySource(7 as never)).toThrow("expected bytes or a text, got number");
  await expect(readBytes(undefined as never)).rejects.toThrow("expected a source such as");
});

test("reading from a web server stops when it is told to", async () => {
  const stop = new AbortController();
  const reading = httpSource(`${address}/slow`, { signal: stop.signal }).read();
  setTimeout(() => stop.abort(), 20);
  await expect(reading).rejects.toThrow("aborted");
});

test.each([
  ["cut off", (file: Buffer) => file.subarray(0, -20)],
  ["without its last byte", (file: Buffer) => file.subarray(0, -1)],
  ["only a header", (file: Buffer) => file.subarray(0, 10)],
  [
    "with another checksum",
    (file: Buffer) => Buffer.from(file.map((b, i) => (i === file.length - 6 ? b ^ 1 : b))),
  ],
  ["with a changed byte", (file: Buffer) => Buffer.from(file.map((b, i) => (i === 30 ? b ^ 255 : b)))],
  ["with more behind it", (file: Buffer) => Buffer.concat([file, Buffer.from("more")])],
])("a gzip file that is %s is refused", async (_, change) => {
  const file = gzipSync(Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * i) % 251)));
  await expect(gunzip(change(file), "digits.gz")).rejects.toThrow(
    "expected digits.gz to be a whole gzip file",
  );
});

test("text in another encoding is refused, not garbled", async () => {
  const latin1 = new Uint8Array([0x53, 0xfc, 0xdf]);
  await expect(readText(memorySource(latin1, "old.csv"))).rejects.toThrow(
    "expected old.csv to be text in UTF-8",
  );
});

test("datasets come from the installation, or from the address that a page gives", async () => {
  expect(datasetFile("sleep-study/sleep-study.csv").name).toBe(
    join(import.meta.dirname, "../../datasets/sleep-study/sleep-study.csv"),
  );
  page[datasetsAddress] = `${address}/data/`;
  expect(datasetFile("sleep-study/sleep-study.csv").name).toBe(`${address}/data/sleep-study/sleep-study.csv`);
  const sleep = await loadSleepStudy();
  expect(Array.from(sleep.targets.values)).toEqual([75, 82, 93]);
  page[datasetsAddress] = "no address";
  expect(() => datasetFile("x.csv")).toThrow('expected a place to read x.csv from, got "no address"');
});
