/**
 * A session: the cells of one notebook run one after the other in one namespace.
 *
 * A cell is checked by tslab's converter, compiled by `compileCell`, and run. Each run knows where its outputs go, also
 * those that come after its end, and can be interrupted: its promise then settles at once, whatever its code does.
 */
import type { Diagnostic } from "tslab/dist/converter";
import { compileCell, type CellSupport, type CompiledCell } from "./cell";
import {
  dropDeclarations,
  isAboutDeclarations,
  withAnyTypes,
  withMissing,
  withoutExports,
} from "./declarations";
import { toBundle } from "./display";
import { describeDiagnostics, describeError, type CellError } from "./errors";
import type { DisplayOptions, Host, MimeBundle, Outputs } from "./host";
import { GRACE_MS, LISTENS_MS } from "./listening";
import { taskQueue } from "./tasks";

/** How a run of a cell ended. */
export type Outcome =
  /** `interrupted`: the cell was asked to end and did, with what it had. */
  { status: "ok"; result?: MimeBundle; interrupted: boolean } | ({ status: "error" } & CellError);

/** A stream may print this many characters a cell; more is counted and cut. */
export const OUTPUT_LIMIT = 1_000_000;

type Box = Record<string, unknown>;

/** One run of one cell. */
export class Run {
  /** Over: what is left of its code does nothing more. */
  stopped = false;
  private asked = -Infinity;
  wasTold = false;
  private printed = 0;
  private cut = 0;

  constructor(
    private readonly outputs: Outputs,
    /** Names the cell in stack traces. */
    readonly fileName: string,
    /** Ends the run; further calls do nothing. */
    readonly settle: (outcome: Outcome) => void,
  ) {}

  /** Whether the cell was interrupted, for code in it that asks now and then and ends by itself. */
  get interrupted(): boolean {
    this.asked = Date.now();
    return this.wasTold;
  }

  /**
   * @param at the moment of the interrupt
   * @returns whether the cell may be trusted to end by itself: it listens, and is told for the first time
   */
  tell(at: number): boolean {
    const again = this.wasTold;
    this.wasTold = true;
    return !again && at - this.asked < LISTENS_MS;
  }

  stream(name: "stdout" | "stderr", text: string): void {
    const room = OUTPUT_LIMIT - this.printed;
    this.printed += text.length;
    if (text.length > room) this.cut += text.length - Math.max(room, 0);
    if (room > 0) this.outputs.stream(name, text.slice(0, room));
  }

  display(data: MimeBundle, options?: DisplayOptions): void {
    this.outputs.display(data, options);
  }

  clear(wait: boolean): void {
    this.outputs.clear(wait);
  }

  /** Says how much was cut, once, when the cell ends. */
  reportCut(): void {
    if (this.cut === 0) return;
    const cut = this.cut.toLocaleString("en-US");
    this.outputs.stream(
      "stdout",
      `\n… ${cut} more characters of output were cut: a cell shows ${OUTPUT_LIMIT.toLocaleString("en-US")}.\n`,
    );
    this.cut = 0;
  }
}

/** What a cell's code throws on when it goes on after it was interrupted. */
class Interrupted extends Error {
  override name = "Interrupted";
}

const INTERRUPTED: CellError = {
  ename: "Interrupted",
  evalue: "The cell was stopped; its variables are kept.",
  traceback: ["\u001b[31m\u001b[1mInterrupted\u001b[0m: The cell was stopped; its variables are kept."],
};

export class Session {
  private readonly boxes = new Map<string, Box>();
  private readonly sources = new Map<string, { source: string; sourceMap: string }>();
  private declarations = "";
  private current: Run | undefined;
  /** What the running cell declares, until it has ended. */
  private pending: CompiledCell | undefined;
  private readonly namespaces = new WeakMap<object, Record<string, unknown>>();
  private readonly tasks = taskQueue();

  constructor(private readonly host: Host) {}

  /**
   * Runs a cell and says how it ended; never rejects. One cell at a time: the caller waits for the outcome.
   * @param label names the cell in tracebacks: its number in the notebook
   */
  execute(source: string, outputs: Outputs, label: string | number = "*"): Promise<Outcome> {
    return new Promise((resolve) => {
      const run = new Run(outputs, `cell [${label}]`, (outcome) => {
        if (this.current !== run) return;
        this.current = undefined;
        run.reportCut();
        resolve(outcome);
      });
      this.current = run;
      // A task of its own: an interrupt may cut off everything that is on the stack.
      this.tasks(() => this.host.begin(run, () => this.runCell(run, source)));
    });
  }

  /**
   * Ends the running cell: at once, or, when its code has been asking whether it is interrupted, a little later at
   * the latest. Code of it that still waits for something then throws when it goes on.
   * @param at the moment of the interrupt, which may be heard of late
   */
  interrupt(at = Date.now()): void {
    const run = this.current;
    if (!run) return;
    if (run.tell(at)) setTimeout(() => this.stop(run), GRACE_MS);
    else this.stop(run);
  }

  private stop(run: Run): void {
    if (this.current !== run) return;
    run.stopped = true;
    this.forgetUnset();
    run.settle({ status: "error", ...INTERRUPTED });
  }

  /** The declarations of all cells so far, as the converter wants them. */
  get declared(): string {
    return this.declarations;
  }

  describe(error: unknown): CellError {
    return describeError(error, this.sources, this.host.frameName, this.host.inspect);
  }

  private async runCell(run: Run, source: string): Promise<void> {
    // Interrupted before it began.
    if (run.stopped) return;
    try {
      // Only what the cell itself does may be cut off in the middle; an interrupt waits for the compiler.
      const { host } = this;
      const plain = withoutExports(host.typescript, source);
      const checked = host.uninterrupted(() => this.check(plain));
      if ("diagnostics" in checked)
        return run.settle({ status: "error", ...describeDiagnostics(checked.diagnostics, source) });
      const known = new Set(this.boxes.keys());
      const cell = host.uninterrupted(() => compileCell(host.typescript, plain, known, "cell.ts"));
      this.sources.set(run.fileName, { source, sourceMap: cell.sourceMap });
      this.declarations = withMissing(host.typescript, checked.declarations, cell.declared);
      this.pending = cell;
      const result = await this.runCompiled(run, cell);
      this.pending = undefined;
      run.settle({ status: "ok", result: await toBundle(result, host.inspect), interrupted: run.wasTold });
    } catch (error) {
      if (run.stopped) return;
      this.forgetUnset();
      run.settle({ status: "error", ...this.describe(error) });
    }
  }

  /** Type check, and the declarations that later cells see. */
  private check(source: string): { diagnostics: Diagnostic[] } | { declarations: string } {
    const { converter, typescript } = this.host;
    let converted = converter.convert(this.declarations, source);
    if (converted.diagnostics.length > 0 && converted.diagnostics.every(isAboutDeclarations))
      converted = converter.convert(
        this.declarations,
        withAnyTypes(typescript, source, converted.diagnostics),
      );
    for (const file of converted.sideOutputs ?? []) this.host.addModule(file.path, file.data);
    if (converted.diagnostics.length > 0) return { diagnostics: converted.diagnostics };
    return { declarations: converted.declOutput ?? "" };
  }

  private async runCompiled(run: Run, cell: CompiledCell): Promise<unknown> {
    const support: CellSupport = {
      result: undefined,
      import: (specifier) => this.import(specifier),
      importDefault: (specifier) => this.import(specifier)["default"],
      here: () => this.host.currentRun(),
      resumed: (belongsTo, value) => {
        const { stopped } = this.host.resume((belongsTo as Run | undefined) ?? run);
        if (stopped) throw new Interrupted("The cell was stopped.");
        return value;
      },
    };
    const boxes = cell.names.map((name) => this.box(name));
    const compiled = this.host.evaluate(cell.code, run.fileName) as (
      ...args: unknown[]
    ) => void | Promise<void>;
    const { directory, require } = this.host;
    await compiled.call(undefined, support, {}, require, {}, directory, run.fileName, ...boxes);
    return support.result;
  }

  private box(name: string): Box {
    let box = this.boxes.get(name);
    if (!box) this.boxes.set(name, (box = {}));
    return box;
  }

  /** A module as `import` sees it: a CommonJS module is its own default export. */
  private import(specifier: string): Record<string, unknown> {
    const module = this.host.require(specifier);
    if (!isObjectLike(module)) return { default: module };
    if ("__esModule" in module || Object.prototype.toString.call(module) === "[object Module]")
      return module as Record<string, unknown>;
    let namespace = this.namespaces.get(module);
    if (!namespace) this.namespaces.set(module, (namespace = { ...module, default: module }));
    return namespace;
  }

  /** A cell that failed has declared what it got to; the rest must not look as if it were there. */
  private forgetUnset(): void {
    const unset = new Set(this.pending?.declared.filter((name) => !Object.hasOwn(this.box(name), name)));
    this.pending = undefined;
    if (unset.size === 0) return;
    for (const name of unset) this.boxes.delete(name);
    this.declarations = dropDeclarations(this.host.typescript, this.declarations, unset);
  }
}

function isObjectLike(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
