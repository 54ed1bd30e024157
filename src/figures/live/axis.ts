import type { LayoutAxis } from "plotly.js-dist";
import { asNumber } from "../../wording";
import { cell, Trace, Value, valuesOf } from "./trace";

/** An axis as a sketch needs it. */
export interface Axis {
  /** Where a value lies: 0 is the beginning of the axis, 1 its end; NaN if it has no place. */
  place(value: Value): number;
  /** The numbers that are said, with their places. */
  ticks: { at: number; text: string }[];
  /** The length in its own units. */
  span: number;
}

/** The room that points have at the ends of an axis, as a share of it. */
const ROOM = 0.055;

/**
 * An axis of a figure: its own range, or one with room for what is drawn.
 *
 * @param layout what the figure says of it
 * @param traces what is drawn along it
 * @param along its direction
 * @param count about how many ticks there is room for
 */
export function axisOf(
  layout: Partial<LayoutAxis>,
  traces: readonly Trace[],
  along: "x" | "y",
  count: number,
): Axis {
  const logarithmic = layout.type === "log";
  const categories = new Map<Value, number>();
  for (const trace of traces) {
    const values = valuesOf(trace, along);
    for (let k = 0; k < values.length; k++) {
      if (typeof values[k] === "string" && !categories.has(values[k]))
        categories.set(values[k], categories.size);
    }
  }
  const linear = (value: Value): number => {
    const number = typeof value === "string" ? categories.get(value) : value;
    if (number === null || number === undefined) return NaN;
    return logarithmic ? (number > 0 ? Math.log10(number) : NaN) : number;
  };
  const range = layout.range as number[] | undefined;
  const { minallowed = -Infinity, maxallowed = Infinity } = layout as Record<string, number | undefined>;
  const [lowest, highest] = autorange(traces, along, layout, linear);
  const [from, to] = range
    ? [range[0], range[1]]
    : [Math.max(lowest, minallowed), Math.min(highest, maxallowed)];
  const place = (value: Value): number => (linear(value) - from) / (to - from);

  const given = layout.tickvals as Value[] | undefined;
  const texts = layout.ticktext as string[] | undefined;
  const say = (value: number): string => sayTick(value, layout);
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  const most = Math.min(count, layout.nticks ?? Infinity);
  const ticks = given
    ? given.map((value, i) => ({ at: place(value), text: texts?.[i] ?? say(Number(value)) }))
    : categories.size > 0
      ? [...categories.keys()].map((name) => ({ at: place(name), text: String(name) }))
      : (logarithmic ? powers(low, high, most) : steps(low, high, most, layout)).map((value) => ({
          at: place(value),
          text: say(value),
        }));
  return { place, span: Math.abs(to - from), ticks: ticks.filter(({ at }) => at > -1e-6 && at < 1 + 1e-6) };
}

function sayTick(value: number, { tickformat }: Partial<LayoutAxis>): string {
  return String(tickformat).includes("%") ? `${asNumber(100 * value)}%` : asNumber(value);
}

/** As far as the data reach, with room at the ends for points. */
function autorange(
  traces: readonly Trace[],
  along: "x" | "y",
  { rangemode }: Partial<LayoutAxis>,
  linear: (value: Value) => number,
): [number, number] {
  let [low, high, room] = [Infinity, -Infinity, 0];
  const reach = (value: number): void => {
    if (Number.isFinite(value)) [low, high] = [Math.min(low, value), Math.max(high, value)];
  };
  let fromZero = rangemode === "tozero";
  for (const trace of traces) {
    const values = valuesOf(trace, along);
    const isBar = trace.type === "bar";
    const isLength = isBar && (trace.orientation === "h") === (along === "x");
    const half = isBar && !isLength ? barWidth(trace) / 2 : trace.type === "heatmap" ? cell(values) / 2 : 0;
    for (let k = 0; k < values.length; k++) {
      const value = linear(values[k]);
      reach(value - half);
      reach(value + half);
    }
    if (isLength || (along === "y" && trace.fill === "tozeroy")) fromZero = true;
    const isScatter = trace.type === "scatter" || trace.type === undefined;
    if (isLength || (isScatter && (along === "y" || trace.mode?.includes("markers")))) room = ROOM;
  }
  if (fromZero) reach(linear(0));
  if (!(low <= high)) return [0, 1];
  if (low === high) return [low - (low === 0 && fromZero ? 0 : 1), high + 1];
  const more = (room * (high - low)) / (1 - room);
  return [fromZero && low === 0 ? 0 : low - more, fromZero && high === 0 ? 0 : high + more];
}

/** How wide a bar is, in units of the axis. */
export function barWidth(trace: Trace): number {
  const { width } = trace;
  if (width !== undefined) return typeof width === "number" ? width : Math.max(...width);
  return 0.8 * cell(valuesOf(trace, trace.orientation === "h" ? "y" : "x"));
}

/** 1, 2 or 5 times a power of ten: about as large as this. */
export function roundStep(about: number): number {
  const power = 10 ** Math.floor(Math.log10(about));
  return power * ([1, 2, 5].find((times) => 1.2 * times * power >= about) ?? 10);
}

/** Round numbers at equal distances. */
function steps(low: number, high: number, count: number, { dtick }: Partial<LayoutAxis>): number[] {
  const step =
    typeof dtick === "number" && (high - low) / dtick <= 40 ? dtick : roundStep((high - low) / count);
  const first = Math.ceil(low / step - 1e-9);
  const length = Math.max(0, Math.floor(high / step + 1e-9) - first + 1);
  // By a division where the step is a fraction: 3 × 0.1 is not 0.3.
  return Array.from({ length }, (_, i) =>
    step < 1 ? (first + i) / Math.round(1 / step) : (first + i) * step,
  );
}

/** Powers of ten; 1, 2 and 5 of each where there are few. */
function powers(low: number, high: number, count: number): number[] {
  const every = Math.max(1, Math.ceil((high - low) / count));
  const digits = high - low < 2.5 ? [1, 2, 5] : [1];
  const decades = Array.from(
    { length: Math.floor(high) - Math.floor(low) + 1 },
    (_, i) => Math.floor(low) + i,
  );
  const ticks = decades
    .filter((decade) => digits.length > 1 || decade % every === 0)
    .flatMap((decade) => digits.map((digit) => digit * 10 ** decade))
    .filter((value) => Math.log10(value) >= low && Math.log10(value) <= high);
  return ticks.length > 1 ? ticks : [10 ** (low + 0.1 * (high - low)), 10 ** (high - 0.1 * (high - low))];
}
