"""PyPI's jupyter_kernel_test, which checks any kernel against Jupyter's messaging protocol."""

import unittest

import jupyter_kernel_test


class TypeScriptKernel(jupyter_kernel_test.KernelTests):
    kernel_name = "tslab"
    language_name = "typescript"
    file_extension = ".ts"

    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('careful')"
    code_generate_error = "throw new Error('wrong')"
    code_execute_result = [
        {"code": "1 + 2", "result": "3"},
        {"code": "[1, 2].map((x) => x * x)", "result": "[ 1, 4 ]"},
        {"code": "await Promise.resolve('done')", "result": "'done'"},
    ]
    code_display_data = [
        {"code": "import { display } from 'tslab'; display.html('<b>bold</b>')", "mime": "text/html"},
        {"code": "display.markdown('# title')", "mime": "text/markdown"},
    ]
    code_clear_output = "console.clear()"
    code_inspect_sample = "Math.max"

    completion_samples = [
        {"text": "Math.hyp", "matches": {"hypot"}},
        {"text": "consol", "matches": {"console"}},
    ]
    complete_code_samples = ["1 + 1", "const f = (x: number) => x", "for (const x of [1]) {\n}"]
    incomplete_code_samples = ["function f() {", "[1, 2", "if (true) {\n  1"]
    invalid_code_samples = ["let a = = 1", "1 +* 2"]

    code_history_pattern = "1 ? 2*"
    supported_history_operations = ("tail", "range", "search")

    # Only IPython has a pager.
    test_pager = None


if __name__ == "__main__":
    unittest.main()
