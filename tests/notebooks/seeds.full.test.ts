import { expect, test } from "vitest";
import { readClaims, ledgerOf } from "../../environment/notebooks/claims.mjs";
import { findNotebooks } from "../../environment/notebooks/find.mjs";
import { executeNotebooks, limitOf } from "../../environment/notebooks/execution.mjs";
import { lessons } from "../../environment/setup/lessons.mjs";

const runs = lessons().flatMap(({ name, number }) =>
  [1, 2].map((seedShift) => ({ name, number, seedShift })),
);

test.each(runs)(
  "the claims of $name hold with all seeds moved by $seedShift million",
  async ({ number, seedShift }) => {
    const paths = findNotebooks([number]);
    // Other tests run at the same time, and how long it takes is not the question here.
    const options = { seedShift, toEnd: true, limit: 4 * limitOf(paths[0]) };
    for await (const run of executeNotebooks(paths, options))
      expect(ledgerOf(readClaims(), [run]).problems.map(({ text }) => text)).toEqual([]);
  },
  400_000,
);
