/**
 * How people write the ten digits. A style gives the strokes of one way to write a digit, about 1 high, with numbers
 * that each writer has differently; its share says how many of a hundred writers write so.
 */
import { arc, at, corner, type Stroke } from "./strokes";

/** A number from an interval, which a writer keeps. */
export type Habit = (low: number, high: number) => number;

export interface Style {
  share: number;
  strokes(habit: Habit): Stroke[];
}

const oval: Style = {
  share: 85,
  strokes(habit) {
    const from = habit(220, 330);
    const turn = habit(335, 410) * (habit(0, 1) < 0.85 ? -1 : 1);
    return [
      arc({
        center: [0, 0.5],
        radii: [habit(0.24, 0.46), 0.5],
        from,
        to: from + turn,
        growth: habit(0.82, 1.08),
      }),
    ];
  },
};

/** Begun with a straight line down, as in a 6 whose loop goes all the way up. */
const pointedOval: Style = {
  share: 15,
  strokes(habit) {
    const width = habit(0.4, 0.75);
    return [
      [
        at(width * habit(0.5, 0.95), habit(0, 0.12)),
        at(width * habit(0.12, 0.3), habit(0.22, 0.34)),
        at(0, habit(0.55, 0.7)),
        at(width * 0.35, 1),
        at(width * 0.9, habit(0.7, 0.82)),
        at(width, habit(0.3, 0.45)),
        at(width * habit(0.55, 0.75), habit(0.02, 0.1)),
        at(width * habit(0.2, 0.45), habit(0.02, 0.16)),
      ],
    ];
  },
};

const bar: Style = {
  share: 78,
  strokes(habit) {
    return [[at(habit(-0.02, 0.02), 0), at(habit(-0.03, 0.03), habit(0.4, 0.6)), at(0, 1)]];
  },
};

const barWithFlag: Style = {
  share: 16,
  strokes(habit) {
    return [[at(habit(-0.3, -0.1), habit(0.12, 0.32)), corner(0, 0), at(habit(-0.03, 0.03), 1)]];
  },
};

const barWithFoot: Style = {
  share: 6,
  strokes(habit) {
    const flag = habit(0, 1) < 0.7 ? [at(habit(-0.28, -0.12), habit(0.12, 0.28))] : [];
    const foot = habit(0.15, 0.32);
    return [
      [...flag, corner(0, 0), at(0, 1)],
      [at(-foot, 1 + habit(-0.02, 0.03)), at(foot, 1 + habit(-0.03, 0.02))],
    ];
  },
};

function topOfTwo(habit: Habit): Stroke {
  const right = habit(0.36, 0.64);
  const height = habit(0.18, 0.36);
  return arc({
    center: [right / 2, height],
    radii: [right / 2, height],
    from: habit(140, 245),
    to: habit(365, 400),
    growth: habit(0.9, 1.15),
  });
}

const angularTwo: Style = {
  share: 42,
  strokes(habit) {
    const base = habit(0.9, 1);
    return [
      [
        ...topOfTwo(habit),
        at(habit(0.22, 0.36), habit(0.62, 0.74)),
        corner(habit(-0.08, 0.06), base),
        at(habit(0.22, 0.36), base + habit(-0.05, 0.05)),
        at(habit(0.5, 0.78), base + habit(-0.1, 0.1)),
      ],
    ];
  },
};

const loopedTwo: Style = {
  share: 46,
  strokes(habit) {
    const loop = habit(0.05, 0.2);
    const base = habit(0.8, 0.92);
    const end = habit(0.45, 0.9);
    return [
      [
        ...topOfTwo(habit),
        at(habit(0.28, 0.38), habit(0.58, 0.7)),
        at(0.1, base + loop * 0.7),
        at(-0.05 - loop * 0.3, base + loop * 0.6),
        at(-0.06 - loop * 0.4, base - loop * 0.5),
        at(0.06, base - loop),
        at(0.24, base + habit(-0.05, 0.05)),
        at(end * 0.78, base + habit(0.02, 0.13)),
        at(end, base + habit(-0.12, 0.1)),
      ],
    ];
  },
};

const roundTwo: Style = {
  share: 12,
  strokes(habit) {
    return [
      [
        ...topOfTwo(habit),
        at(habit(0.22, 0.34), habit(0.6, 0.72)),
        at(habit(0.0, 0.05), 0.92),
        at(habit(0.2, 0.3), 1),
        at(habit(0.45, 0.7), habit(0.86, 1)),
      ],
    ];
  },
};

function bottomOfThree(habit: Habit): Stroke {
  const right = habit(0.42, 0.64);
  return [
    at(right * 0.8, habit(0.48, 0.55)),
    at(right, habit(0.66, 0.76)),
    at(right * habit(0.6, 0.75), habit(0.92, 0.99)),
    at(habit(0.12, 0.26), 1),
    at(habit(-0.12, 0.04), habit(0.8, 0.96)),
  ];
}

function topOfThree(habit: Habit): Stroke {
  const right = habit(0.36, 0.56);
  return [
    at(habit(-0.06, 0.1), habit(0.06, 0.2)),
    at(right * habit(0.45, 0.6), 0),
    at(right, habit(0.14, 0.24)),
    at(right * 0.75, habit(0.34, 0.42)),
  ];
}

const roundThree: Style = {
  share: 62,
  strokes(habit) {
    return [[...topOfThree(habit), corner(habit(0.08, 0.28), habit(0.42, 0.5)), ...bottomOfThree(habit)]];
  },
};

const loopedThree: Style = {
  share: 20,
  strokes(habit) {
    const waist = habit(0.44, 0.5);
    const x = habit(0.1, 0.22);
    return [
      [
        ...topOfThree(habit),
        at(x + 0.02, waist + 0.03),
        at(x - 0.06, waist - 0.01),
        at(x + 0.02, waist - habit(0.04, 0.08)),
        ...bottomOfThree(habit),
      ],
    ];
  },
};

const flatThree: Style = {
  share: 18,
  strokes(habit) {
    return [
      [
        at(habit(-0.02, 0.08), habit(0, 0.06)),
        corner(habit(0.4, 0.58), habit(0, 0.04)),
        corner(habit(0.12, 0.28), habit(0.36, 0.46)),
        ...bottomOfThree(habit),
      ],
    ];
  },
};

const openFour: Style = {
  share: 58,
  strokes(habit) {
    const bar = habit(0.44, 0.64);
    const right = habit(0.36, 0.56);
    return [
      [
        at(habit(-0.02, 0.16), habit(0, 0.14)),
        corner(habit(-0.06, 0.03), bar + habit(-0.04, 0.04)),
        at(right + habit(0, 0.22), bar + habit(-0.1, 0.04)),
      ],
      [at(right + habit(-0.02, 0.08), habit(-0.06, 0.2)), at(right + habit(-0.06, 0.03), 1)],
    ];
  },
};

const closedFour: Style = {
  share: 14,
  strokes(habit) {
    const right = habit(0.34, 0.52);
    const bar = habit(0.54, 0.7);
    return [
      [
        corner(right, 0),
        corner(habit(-0.08, 0.04), bar),
        at(right + habit(0.04, 0.28), bar + habit(-0.05, 0.04)),
      ],
      [at(right + habit(-0.03, 0.02), habit(0, 0.2)), at(right + habit(-0.06, 0.02), 1)],
    ];
  },
};

/** In one stroke, much like an open 9. */
const curlyFour: Style = {
  share: 28,
  strokes(habit) {
    const right = habit(0.36, 0.56);
    const bottom = habit(0.42, 0.58);
    return [
      [
        at(habit(-0.02, 0.12), habit(0, 0.12)),
        at(habit(-0.06, 0.02), bottom * 0.7),
        at(habit(0.06, 0.2), bottom),
        at(right * 0.8, bottom - habit(0.03, 0.12)),
        corner(right + habit(0, 0.06), habit(-0.04, 0.16)),
        at(right + habit(-0.03, 0.03), 0.5),
        at(right + habit(-0.12, 0.04), 1),
      ],
    ];
  },
};

function bowlOfFive(habit: Habit): Stroke {
  const right = habit(0.3, 0.6);
  return [
    at(right * habit(0.45, 0.7), habit(0.34, 0.48)),
    at(right, habit(0.54, 0.72)),
    at(right * habit(0.55, 0.8), habit(0.86, 0.97)),
    at(habit(0.04, 0.22), 1),
    at(habit(-0.22, 0.04), habit(0.76, 0.98)),
  ];
}

const fiveWithHat: Style = {
  share: 46,
  strokes(habit) {
    const [x, y] = [habit(0, 0.24), habit(0, 0.1)];
    return [
      [at(x, y), corner(habit(-0.06, 0.12), habit(0.36, 0.5)), ...bowlOfFive(habit)],
      [at(x + habit(-0.04, 0.06), y + habit(-0.02, 0.06)), at(habit(0.38, 0.9), y + habit(-0.14, 0.08))],
    ];
  },
};

const fiveInOneStroke: Style = {
  share: 34,
  strokes(habit) {
    const x = habit(0, 0.26);
    return [
      [
        at(habit(0.38, 0.85), habit(-0.1, 0.1)),
        corner(x, habit(0, 0.07)),
        corner(habit(-0.06, 0.12), habit(0.34, 0.5)),
        ...bowlOfFive(habit),
      ],
    ];
  },
};

const fiveLikeS: Style = {
  share: 20,
  strokes(habit) {
    const right = habit(0.36, 0.56);
    return [
      [
        at(habit(0.42, 0.75), habit(-0.04, 0.08)),
        at(habit(0.18, 0.3), habit(0.02, 0.1)),
        at(habit(0.02, 0.12), habit(0.24, 0.34)),
        at(right * 0.6, habit(0.42, 0.5)),
        at(right, habit(0.62, 0.74)),
        at(right * 0.5, habit(0.92, 0.98)),
        at(habit(-0.16, 0), habit(0.84, 0.98)),
      ],
    ];
  },
};

const curvedSix: Style = {
  share: 70,
  strokes(habit) {
    const right = habit(0.36, 0.62);
    const loop = habit(0.46, 0.64);
    return [
      [
        at(habit(0.14, 0.52), habit(0, 0.06)),
        at(habit(0.06, 0.17), habit(0.24, 0.34)),
        at(0, habit(0.56, 0.7)),
        at(habit(0.06, 0.14), habit(0.88, 0.95)),
        at(right * 0.6, 1),
        at(right, (1 + loop) / 2),
        at(right * habit(0.65, 0.8), loop),
        at(right * 0.3, loop + habit(0.03, 0.12)),
        at(habit(0.0, 0.12), habit(0.8, 0.92)),
      ],
    ];
  },
};

const straightSix: Style = {
  share: 30,
  strokes(habit) {
    const right = habit(0.3, 0.52);
    const loop = habit(0.5, 0.7);
    return [
      [
        at(habit(-0.06, 0.2), 0),
        at(habit(-0.03, 0.07), 0.4),
        at(0, habit(0.72, 0.82)),
        at(right * 0.45, 1),
        at(right, (1 + loop) / 2 + 0.02),
        at(right * 0.6, loop),
        at(0.02, habit(0.76, 0.86)),
      ],
    ];
  },
};

function seven(habit: Habit, bend: number): Stroke {
  const right = habit(0.46, 0.72);
  const foot = habit(0.14, 0.48);
  return [
    at(habit(-0.04, 0.04), habit(0.0, 0.14)),
    at(right * 0.5, habit(0.0, 0.09)),
    corner(right, habit(0, 0.1)),
    at((right + foot) / 2 + bend, 0.52),
    at(foot, 1),
  ];
}

const plainSeven: Style = { share: 50, strokes: (habit) => [seven(habit, habit(-0.1, 0.06))] };

const sevenWithSerif: Style = {
  share: 27,
  strokes(habit) {
    const [, ...rest] = seven(habit, habit(-0.1, 0.06));
    return [[at(habit(-0.03, 0.03), habit(0.16, 0.36)), corner(habit(-0.02, 0.05), habit(0, 0.1)), ...rest]];
  },
};

const crossedSeven: Style = {
  share: 23,
  strokes(habit) {
    const bar = habit(0.42, 0.58);
    const middle = habit(0.34, 0.5);
    const half = habit(0.12, 0.26);
    return [
      seven(habit, habit(-0.06, 0.04)),
      [at(middle - half, bar + habit(-0.04, 0.06)), at(middle + half, bar + habit(-0.06, 0.04))],
    ];
  },
};

/** An S that goes back up on itself. */
const crossedEight: Style = {
  share: 75,
  strokes(habit) {
    const top = habit(0.26, 0.54);
    const bottom = habit(0.22, 0.54);
    const waist = habit(0.38, 0.62);
    const left = (top - bottom) / 2;
    const middle = top / 2 + habit(-0.05, 0.05);
    return [
      [
        at(top * habit(0.7, 1.3), habit(-0.04, 0.2)),
        at(top * habit(0.4, 0.6), 0),
        at(0, waist * habit(0.4, 0.55)),
        at(middle, waist),
        at(left + bottom, (1 + waist) / 2 + habit(-0.02, 0.06)),
        at(middle + habit(-0.05, 0.05), 1),
        at(left, (1 + waist) / 2 + habit(-0.02, 0.06)),
        at(middle + habit(-0.03, 0.05), waist + habit(-0.04, 0.04)),
        at(top * habit(0.85, 1.1), waist * habit(0.3, 0.5)),
        at(top * habit(0.5, 1.2), habit(-0.08, 0.14)),
      ],
    ];
  },
};

const twoRings: Style = {
  share: 25,
  strokes(habit) {
    const waist = habit(0.4, 0.54);
    const [top, bottom] = [habit(0.13, 0.3), habit(0.13, 0.3)];
    const growth = habit(0.9, 1.05);
    const below = (1 - waist) / 2 + habit(0, 0.04);
    return [
      arc({ center: [0, waist / 2], radii: [top, waist / 2], from: 90, to: 90 + habit(340, 375), growth }),
      arc({ center: [habit(-0.04, 0.04), 1 - below], radii: [bottom, below], from: 270, to: -95, growth }),
    ];
  },
};

function loopOfNine(habit: Habit): Stroke {
  const width = habit(0.14, 0.33);
  const height = habit(0.17, 0.33);
  return arc({
    center: [0, height],
    radii: [width, height],
    from: habit(-65, 5),
    to: habit(-375, -325),
    growth: habit(0.88, 1.05),
  });
}

const straightNine: Style = {
  share: 50,
  strokes(habit) {
    const x = habit(0.16, 0.26);
    return [
      [
        ...loopOfNine(habit),
        corner(x, habit(0.08, 0.22)),
        at(x - habit(-0.02, 0.06), 0.55),
        at(x - habit(-0.06, 0.18), 1),
      ],
    ];
  },
};

const hookedNine: Style = {
  share: 22,
  strokes(habit) {
    const x = habit(0.16, 0.26);
    return [
      [
        ...loopOfNine(habit),
        corner(x, habit(0.08, 0.22)),
        at(x, habit(0.52, 0.62)),
        at(x - habit(0.05, 0.12), habit(0.85, 0.92)),
        at(x - habit(0.2, 0.3), 1),
        at(x - habit(0.38, 0.52), habit(0.84, 0.94)),
      ],
    ];
  },
};

/** The loop runs over into the stem without a corner. */
const flowingNine: Style = {
  share: 28,
  strokes(habit) {
    const width = habit(0.16, 0.26);
    const height = habit(0.19, 0.29);
    const loop = arc({
      center: [0, height],
      radii: [width, height],
      from: habit(330, 370),
      to: habit(70, 20),
    });
    return [
      [
        ...loop,
        at(width * habit(0.95, 1.2), height * habit(0.5, 1)),
        at(width * habit(0.7, 1.15), 0.6),
        at(width * habit(-0.4, 0.9), 1),
      ],
    ];
  },
};

/** The styles of the digits 0 to 9. */
export const styles: readonly (readonly Style[])[] = [
  [oval, pointedOval],
  [bar, barWithFlag, barWithFoot],
  [angularTwo, loopedTwo, roundTwo],
  [roundThree, loopedThree, flatThree],
  [openFour, closedFour, curlyFour],
  [fiveWithHat, fiveInOneStroke, fiveLikeS],
  [curvedSix, straightSix],
  [plainSeven, sevenWithSerif, crossedSeven],
  [crossedEight, twoRings],
  [straightNine, hookedNine, flowingNine],
];

/** How much more than their other digits people slant each of the digits 0 to 9, in widths a height. */
export const leans: readonly number[] = [0.05, 0.06, -0.1, -0.1, 0.1, -0.1, -0.05, -0.1, 0, -0.02];
