/** Lines as a pen draws them: points that a smooth curve passes through, in units of a digit's height, y down. */

export interface Point {
  x: number;
  y: number;
  /** Here the pen turns on the spot; everywhere else the curve goes on smoothly. */
  corner?: boolean;
}

/** What the pen draws without being lifted. */
export type Stroke = Point[];

export function at(x: number, y: number): Point {
  return { x, y };
}

export function corner(x: number, y: number): Point {
  return { x, y, corner: true };
}

/** A piece of an ellipse. */
export interface Arc {
  center: [x: number, y: number];
  radii: [x: number, y: number];
  /** In degrees: 0 is right, 90 bottom, 180 left, 270 top. From a larger to a smaller angle it runs counterclockwise. */
  from: number;
  to: number;
  /** The radii's factor at the end, for arcs that do not close. */
  growth?: number;
}

export function arc({ center, radii, from, to, growth = 1 }: Arc): Stroke {
  const pieces = Math.max(2, Math.ceil(Math.abs(to - from) / 35));
  return Array.from({ length: pieces + 1 }, (_, i) => {
    const angle = ((from + ((to - from) * i) / pieces) * Math.PI) / 180;
    const factor = 1 + ((growth - 1) * i) / pieces;
    return at(
      center[0] + factor * radii[0] * Math.cos(angle),
      center[1] + factor * radii[1] * Math.sin(angle),
    );
  });
}

/** The curve through a stroke's points as many short lines; corners stay corners. */
export function curve(stroke: Stroke, spacing: number): Stroke {
  const line: Stroke = [stroke[0]];
  let begin = 0;
  for (let i = 1; i < stroke.length; i++) {
    if (!stroke[i].corner && i < stroke.length - 1) continue;
    line.push(...splineThrough(stroke.slice(begin, i + 1)).slice(1));
    begin = i;
  }
  return evenlySpaced(line, spacing);
}

/** Catmull and Rom's curve through the points, which leaves the first and reaches the last one straight. */
function splineThrough(points: Stroke): Stroke {
  const line: Stroke = [points[0]];
  for (let i = 0; i + 1 < points.length; i++) {
    const [p1, p2] = [points[i], points[i + 1]];
    const p0 = points[i - 1] ?? p1;
    const p3 = points[i + 2] ?? p2;
    for (let k = 1; k <= 8; k++) line.push(between(p0, p1, p2, p3, k / 8));
  }
  return line;
}

function between(p0: Point, p1: Point, p2: Point, p3: Point, t: number): Point {
  const mix = (a: number, b: number, c: number, d: number): number =>
    b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
  return at(mix(p0.x, p1.x, p2.x, p3.x), mix(p0.y, p1.y, p2.y, p3.y));
}

function evenlySpaced(line: Stroke, spacing: number): Stroke {
  const spaced: Stroke = [line[0]];
  let missing = spacing;
  for (let i = 1; i < line.length; i++) {
    let { x, y } = line[i - 1];
    let length = Math.hypot(line[i].x - x, line[i].y - y);
    while (length >= missing) {
      x += ((line[i].x - x) * missing) / length;
      y += ((line[i].y - y) * missing) / length;
      length -= missing;
      missing = spacing;
      spaced.push(at(x, y));
    }
    missing -= length;
  }
  spaced.push(line[line.length - 1]);
  return spaced;
}

/** Rounds a line's corners as a quick hand does; its ends stay where they are. Each round is a mean over neighbors. */
export function rounded(line: Stroke, rounds: number): Stroke {
  let round = line;
  for (let k = 0; k < rounds; k++)
    round = round.map((p, i) => {
      const [before, after] = [round[i - 1], round[i + 1]];
      if (!before || !after) return p;
      return at((before.x + 2 * p.x + after.x) / 4, (before.y + 2 * p.y + after.y) / 4);
    });
  return round;
}
