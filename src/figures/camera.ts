import { Interval } from "./samples";

/** A surface over a grid, in its own units. */
export interface Ground {
  x: Interval;
  y: Interval;
  /** One row for each y, one column for each x, at equal distances. */
  heights: number[][];
}

/** Plotly's camera. */
export interface Camera {
  eye: { x: number; y: number; z: number };
  center: { x: number; y: number; z: number };
}

/** A place in the scene: the surface's middle is at 0, and its extent is that of `BOX`. */
type Place = readonly [x: number, y: number, z: number];

/** How long the axes of the scene are. */
export const BOX = { x: 1.15, y: 1.15, z: 1 };

/** Where the camera stands if nothing is in the way, and how far from the middle it looks, to leave room for the axes. */
const EYE: Place = [1.54, -1.7, 1.18];
const CENTER: Place = [-0.09, -0.09, -0.16];

/** How far the camera may go round the scene, in degrees, a small turn before a large one. */
const TURNS = [0, -30, 30, -60, 60, -90, 90, -120, 120, -150, 150, 180];

/** How high it may stand: from a low place a terrain looks more like one. */
const HEIGHTS = [EYE[2], 1.6, 2.1];

const VIEWS = HEIGHTS.flatMap((height) => TURNS.map((turn) => ({ height, turn })));

/** Places on the way from a point to the camera at which it is asked whether a hill is in the way. */
const SIGHTINGS = 60;

/** How far above a hill the line of sight must pass: the path's ball is thick. */
const CLEARANCE = 0.07;

/**
 * A camera that sees as much of a path as can be seen: no hill stands in front of it, if there is such a view.
 *
 * @param ground the surface
 * @param path points (x, y, height) on it or above it
 * @returns Plotly's camera: the usual one if it sees the path, else the first that sees more of it
 */
export function cameraFor(ground: Ground, path: readonly Place[]): Camera {
  const flat = ground.heights.flat();
  const z: Interval = [flat.reduce((a, b) => Math.min(a, b)), flat.reduce((a, b) => Math.max(a, b))];
  const relief = ground.heights.map((row) => row.map((height) => inBox(height, z, BOX.z)));
  const places = path.map((point): Place => [
    inBox(point[0], ground.x, BOX.x),
    inBox(point[1], ground.y, BOX.y),
    inBox(point[2], z, BOX.z),
  ]);
  let [best, fewest] = [VIEWS[0], Infinity];
  for (const view of VIEWS) {
    const eye = turned([EYE[0], EYE[1], view.height], view.turn);
    const hidden = places.filter((place) => isHidden(relief, place, eye)).length;
    if (hidden < fewest) [best, fewest] = [view, hidden];
  }
  const eye = turned([EYE[0], EYE[1], best.height], best.turn);
  const center = turned(CENTER, best.turn);
  return { eye: asVector(eye), center: asVector(center) };
}

/** From the unit of an axis to that of the scene. */
function inBox(value: number, [from, to]: Interval, length: number): number {
  return to > from ? ((value - from) / (to - from) - 0.5) * length : 0;
}

function turned([x, y, z]: Place, degrees: number): Place {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return [cos * x - sin * y, sin * x + cos * y, z];
}

function asVector([x, y, z]: Place): { x: number; y: number; z: number } {
  return { x, y, z };
}

/** Whether the surface comes near the line of sight, or above it, somewhere between the place and the eye. */
function isHidden(relief: number[][], place: Place, eye: Place): boolean {
  for (let k = 1; k <= SIGHTINGS; k++) {
    // The eye is so far away that beyond ⅔ of the way to it there is no ground any more.
    const t = ((2 / 3) * k) / SIGHTINGS;
    const [x, y, z] = place.map((value, i) => value + t * (eye[i] - value));
    const column = Math.round((x / BOX.x + 0.5) * (relief[0].length - 1));
    const row = Math.round((y / BOX.y + 0.5) * (relief.length - 1));
    const height = relief[row]?.[column];
    if (height === undefined) return false;
    // On its first tenth the line leaves the ground, which it must be allowed to.
    if (height > z - CLEARANCE * Math.min(1, (10 * k) / SIGHTINGS)) return true;
  }
  return false;
}
