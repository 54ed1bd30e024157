/**
 * The engine's kernels: src/engine/kernels/, written in AssemblyScript, become WebAssembly, which is kept as text in
 * dist/engine/kernels.cjs.js. The library, the widgets and tests read it there: so it needs no file at run time.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Vitest leaves a file to Node whose name ends so. */
const library = "kernels.cjs.js";

/**
 * @param {string} root the project's folder
 * @param {string} target where the text goes
 */
export async function compileKernels(root, target) {
  const { main } = await import("assemblyscript/asc");
  /** @type {Uint8Array | undefined} */
  let program;
  const { error, stderr } = await main(
    [
      "src/engine/kernels/index.ts",
      ...[
        "--outFile",
        "kernels.wasm",
        "-O3",
        ...(process.env.KERNEL_NAMES ? ["--debug"] : []),
        "--runtime",
        "stub",
        "--noAssert",
        "--importMemory",
      ],
      ...[
        "--initialMemory",
        "1",
        "--maximumMemory",
        "65536",
        "--noExportMemory",
        "--enable",
        "simd",
        "--use",
        "abort=",
      ],
      ...["--baseDir", root],
    ],
    {
      writeFile: (name, contents) => {
        if (name === "kernels.wasm") program = /** @type {Uint8Array} */ (contents);
      },
    },
  );
  if (error || !program)
    throw new Error(`The engine's kernels do not compile:\n${error?.message ?? ""}\n${stderr}`);
  mkdirSync(target, { recursive: true });
  const text = Buffer.from(program).toString("base64");
  writeFileSync(
    join(target, library),
    `exports.kernels = ${JSON.stringify(text)};\nexports.memoryFlags = ${memoryFlags(program)};\n`,
  );
}

/**
 * Where the program says what kind of memory it imports: 1 is one with a maximum, 3 the same, shared by threads. One
 * program serves for both, since it has no atomic instruction in it.
 * @param {Uint8Array} program
 */
function memoryFlags(program) {
  const name = "\x03env\x06memory\x02"; // env.memory, which is a memory
  const at = Buffer.from(program).indexOf(name, 0, "latin1") + name.length;
  if (program[at] !== 1) throw new Error("The engine's kernels import no memory with a maximum");
  return at;
}
