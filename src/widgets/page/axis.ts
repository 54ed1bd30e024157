import { asNumber } from "../../wording";

/** One direction of a plot. */
export interface Axis {
  label: string;
  from: number;
  to: number;
  /** Powers of ten at equal distances. */
  isLogarithmic?: boolean;
}

/** How far along an axis a value lies: 0 at its beginning, 1 at its end. */
export function share(value: number, { from, to, isLogarithmic }: Axis): number {
  if (!isLogarithmic) return (value - from) / (to - from);
  return (Math.log10(value) - Math.log10(from)) / (Math.log10(to) - Math.log10(from));
}

/** The value at a share of an axis. */
export function valueOf(share: number, { from, to, isLogarithmic }: Axis): number {
  if (!isLogarithmic) return from + share * (to - from);
  return 10 ** (Math.log10(from) + share * (Math.log10(to) - Math.log10(from)));
}

/** The name of a tick. Powers of ten are written as such if one of an axis is far from 1. */
export function nameOf(tick: number, { isLogarithmic }: Axis, all: readonly number[]): string {
  if (!isLogarithmic || all.every((value) => value >= 0.01 && value <= 1000)) return asNumber(tick);
  const exponent = Math.round(Math.log10(tick));
  return exponent === 0
    ? "1"
    : `10${String(exponent).replace(/./g, (digit) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(digit)])}`;
}
