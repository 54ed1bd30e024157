"""Runs Python test files and writes what the test run needs to know, as JSON: unittest_report.py REPORT FILES…"""

import importlib.util
import json
import sys
import unittest
from pathlib import Path


class Result(unittest.TextTestResult):
    """Also counts what passed."""

    passed = 0

    def addSuccess(self, test):
        super().addSuccess(test)
        self.passed += 1


def load(path: Path) -> unittest.TestSuite:
    sys.path.insert(0, str(path.parent))
    name = path.stem
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return unittest.defaultTestLoader.loadTestsFromModule(module)


def main(report: str, *files: str) -> int:
    suite = unittest.TestSuite(load(Path(file)) for file in files)
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2, resultclass=Result).run(suite)

    def last_line(trace: str) -> str:
        return trace.strip().splitlines()[-1]

    failed = [(test, last_line(trace)) for test, trace in [*result.failures, *result.errors]]
    failed += [(test, "was expected to fail, and passed") for test in result.unexpectedSuccesses]
    notes = {
        "passed": result.passed + len(result.expectedFailures),
        "failures": [{"name": str(test), "why": why} for test, why in failed],
        "skips": [{"name": str(test), "why": why} for test, why in result.skipped],
    }
    Path(report).write_text(json.dumps(notes), encoding="utf-8")
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
