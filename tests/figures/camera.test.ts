import { expect, test } from "vitest";
import { surfaceWithPath } from "../../src/figures";

interface Camera {
  eye: { x: number; y: number; z: number };
}
const domain = { x: [-2, 2], y: [-2, 2] } as const;
const eyeOver = (f: (v: Float64Array) => number, points: number[][]): Camera["eye"] =>
  (surfaceWithPath({ f, points, domain, title: "Down" }).layout.scene?.camera as Camera).eye;
const usual = { x: 1.54, y: -1.7, z: 1.18 };

test("a path that can be seen is seen from the usual side", () => {
  expect(
    eyeOver(
      ([x, y]) => -(x * x) - y * y,
      [
        [0.5, -0.5],
        [1, -1],
      ],
    ),
  ).toEqual(usual);
});

test("where a hill would hide the path, the camera goes round the terrain or higher", () => {
  const hill = ([x, y]: Float64Array): number => 3 * Math.exp(-2 * ((x - 0.7) ** 2 + (y + 0.7) ** 2));
  const eye = eyeOver(hill, [
    [-0.4, 0.4],
    [-0.3, 0.3],
  ]);
  expect(eye).not.toEqual(usual);
  expect(Math.hypot(eye.x, eye.y)).toBeCloseTo(Math.hypot(usual.x, usual.y));
});

test("a flat ground, and a path that no side shows, have a camera too", () => {
  expect(eyeOver(() => 1, [[0, 0]])).toEqual(usual);
  const pit = ([x, y]: Float64Array): number => (Math.hypot(x, y) < 0.2 ? 0 : 1);
  const eye = eyeOver(pit, [[0, 0]]);
  for (const coordinate of [eye.x, eye.y, eye.z]) expect(coordinate).toBeTypeOf("number");
});
