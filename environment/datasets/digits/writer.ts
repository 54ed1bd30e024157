/** A made-up person who writes digits: always the same styles, slant and pen, never twice the same digit. */
import { Random } from "../../../src/data/random";
import { at, curve, rounded, type Point, type Stroke } from "./strokes";
import { leans, styles, type Style } from "./styles";

/** A line of ink: points, and how thick the pen draws at each, in units of the digit's height. */
export interface InkPoint extends Point {
  radius: number;
}
export type InkLine = InkPoint[];

/** The distance of a line's points, in units of the digit's height. */
const SPACING = 0.02;

export class Writer {
  private readonly seed: number;
  private readonly slant: number;
  private readonly width: number;
  private readonly pen: number;
  private readonly haste: number;
  private readonly unrest: number;
  private readonly pressure: number;
  private readonly nib: number;
  private readonly nibAngle: number;
  private readonly roughness: number;

  /** @param seed makes the writer who he or she is */
  constructor(seed: number) {
    this.seed = seed;
    const random = new Random(seed);
    this.slant = random.normal(0.2, 0.2);
    this.width = Math.exp(random.normal(0.1, 0.16));
    this.pen = 0.068 * Math.exp(random.normal(0, 0.32));
    this.haste = random.uniform(0, 10);
    this.unrest = random.uniform(0.005, 0.021);
    this.pressure = random.uniform(0, 0.22);
    this.nib = random.uniform(0, 0.3);
    this.nibAngle = random.uniform(0, Math.PI);
    this.roughness = random.uniform(0, 0.14);
  }

  /**
   * Writes a digit.
   * @param digit 0 to 9
   * @param random what makes this time different from all others
   */
  write(digit: number, random: Random): InkLine[] {
    const habits = new Random(this.seed * 10 + digit);
    const style = chosen(styles[digit], random.uniform() < 0.85 ? habits : random);
    const strokes = style.strokes((low, high) => {
      const own = habits.uniform(low, high);
      return own + random.normal(0, 0.12) * (high - low);
    });
    const bend = this.bend(random, leans[digit]);
    const bends = wobble(random, 3 * this.unrest);
    const lines = strokes
      .map((stroke) => stroke.map((point) => this.trembled(point, random)))
      .map((stroke) => rounded(curve(stroke, SPACING), Math.round(this.haste)))
      .map((line) => line.map((point) => bends(bend(point))));
    return lines.map((line) => this.inked(line, random));
  }

  private trembled(point: Point, random: Random): Point {
    const { x, y } = point;
    return { ...point, x: x + random.normal(0, this.unrest), y: y + random.normal(0, this.unrest) };
  }

  /** Slant, width and a turn of the page. */
  private bend(random: Random, lean: number): (point: Point) => Point {
    const shear = this.slant + lean + random.normal(0, 0.06);
    const width = this.width * Math.exp(random.normal(0, 0.06));
    const turn = random.normal(0, 0.07);
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    return ({ x, y }) => {
      const sheared = width * x - shear * (y - 0.5);
      return at(cos * sheared - sin * (y - 0.5), sin * sheared + cos * (y - 0.5));
    };
  }

  /** Thick where the pen presses, and where a broad nib lies across the line; thin where it is set down and lifted. */
  private inked(line: Stroke, random: Random): InkLine {
    const pen = this.pen * Math.exp(random.normal(0, 0.08));
    const [phase, waves] = [random.uniform(0, 2 * Math.PI), random.uniform(2, 7)];
    const [lift, set] = [random.uniform(0.4, 1.1), random.uniform(0.6, 1.1)];
    return line.map((point, i) => {
      const before = line[Math.max(0, i - 1)];
      const after = line[Math.min(line.length - 1, i + 1)];
      const direction = Math.atan2(after.y - before.y, after.x - before.x);
      const pressed = 1 + this.pressure * Math.sin(phase + waves * i * SPACING);
      const broad = 1 + this.nib * Math.sin(direction - this.nibAngle) ** 2 - this.nib / 2;
      const begun = Math.min(1, set + i / 6);
      const ended = Math.min(1, lift + (line.length - 1 - i) / 8);
      const rough = Math.max(0.5, 1 + random.normal(0, this.roughness));
      return { ...point, radius: pen * pressed * broad * begun * ended * rough };
    });
  }
}

/** One of the styles, each as often as its share says. */
function chosen(choices: readonly Style[], random: Random): Style {
  let rest = random.uniform(
    0,
    choices.reduce((sum, { share }) => sum + share, 0),
  );
  return choices.find(({ share }) => (rest -= share) < 0) ?? choices[choices.length - 1];
}

/** An elastic page: every point is moved by three slow waves. */
function wobble(random: Random, amplitude: number): (point: Point) => Point {
  const waves = Array.from({ length: 3 }, () => ({
    kx: random.normal(0, 3),
    ky: random.normal(0, 3),
    phase: random.uniform(0, 2 * Math.PI),
    dx: random.normal(0, amplitude),
    dy: random.normal(0, amplitude),
  }));
  return ({ x, y }) => {
    const moved = at(x, y);
    for (const { kx, ky, phase, dx, dy } of waves) {
      const height = Math.sin(kx * x + ky * y + phase);
      moved.x += dx * height;
      moved.y += dy * height;
    }
    return moved;
  };
}
