/** Run by the build: compiles a few cells and keeps what V8 compiled meanwhile, for quick starts. */
import { resolve } from "node:path";
import { complete, inspect } from "../core/assistance";
import { compileCell } from "../core/cell";
import { Session } from "../core/session";
import { loadCompiler, writeCache } from "./compiler";
import { nodeHost } from "./host";
import { Runtime } from "./runtime";

const CELLS = [
  "import { readFileSync } from 'node:fs';\nlet total: number = 0; for (let i = 0; i < 10; i++) total += i; total",
  "interface Point { x: number; y: number }\nclass Walker { constructor(private at: Point) {} step() { return { ...this.at }; } }\nnew Walker({ x: 1, y: 2 }).step()",
  "const f = async (x: number) => x ** 2;\nawait f(total)",
];

async function warmUp(): Promise<void> {
  const { typescript, script } = loadCompiler();
  const root = resolve(import.meta.dirname, "../..");
  const host = nodeHost({
    typescript,
    directory: root,
    root,
    runtime: new Runtime(),
    uninterrupted: (work) => work(),
  });
  const session = new Session(host);
  for (const source of CELLS) await session.execute(source, { stream() {}, display() {}, clear() {} });
  compileCell(typescript, CELLS[0]!, new Set(), "cell.ts");
  complete(host, session.declared, "total.to", 8);
  inspect(host, session.declared, "total", 2);
  writeCache(script);
  process.exit(0);
}

void warmUp();
