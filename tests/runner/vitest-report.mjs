/**
 * A vitest reporter that writes what the test run needs to know, as JSON, to the file named in VITEST_REPORT.
 * (Vitest's own JSON report has no room for the reason of a skip.)
 */
import { writeFileSync } from "node:fs";

export default class VitestReport {
  /**
   * @param {readonly import("vitest/node").TestModule[]} modules
   * @param {readonly import("vitest").SerializedError[]} unhandled
   */
  onTestRunEnd(modules, unhandled) {
    /** @type {import("./results.mjs").Results} */
    const results = { passed: 0, failures: [], skips: [] };
    for (const module of modules) {
      // A file that does not load, or a broken beforeAll, has no failed test of its own.
      for (const part of [module, ...module.children.allSuites()])
        for (const error of part.errors())
          results.failures.push({ name: nameOf(part), why: firstLine(error.message) });
      for (const test of module.children.allTests()) {
        const result = test.result();
        const name = `${module.relativeModuleId} › ${test.fullName}`;
        const retries = test.diagnostic()?.retryCount ?? 0;
        // What went wrong before is kept beside a result that is good in the end.
        const reason = firstLine(result.errors?.[0]?.message ?? "");
        if (retries > 0) console.log(`Tried ${retries + 1} times: ${name}: ${reason}`);
        if (result.state === "passed") results.passed++;
        else if (result.state === "failed")
          results.failures.push({ name, why: firstLine(result.errors[0]?.message ?? "failed") });
        else if (result.state === "skipped")
          results.skips.push({ name, why: result.note ?? "the test says no reason" });
        else results.failures.push({ name, why: "did not end" });
      }
    }
    for (const error of unhandled)
      results.failures.push({ name: "an error outside of any test", why: firstLine(error.message) });
    writeFileSync(/** @type {string} */ (process.env.VITEST_REPORT), JSON.stringify(results));
  }
}

/** @param {import("vitest/node").TestModule | import("vitest/node").TestSuite} part */
function nameOf(part) {
  return part.type === "module"
    ? part.relativeModuleId
    : `${part.module.relativeModuleId} › ${part.fullName}`;
}

/** @param {string} message */
function firstLine(message) {
  return message.split("\n", 1)[0];
}
