"""PyPI's jupyter_kernel_test, which checks any kernel against Jupyter's messaging protocol."""

import unittest

import jupyter_kernel_test
from jupyter_kernel_test import ensure_sync
from jupyter_kernel_test.msgspec_v5 import validate_message

# In seconds. The package gives some messages a tenth of one, which a busy machine may need to let the kernel have its turn.
PATIENCE = 120


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

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        take = ensure_sync(cls.kc.iopub_channel.get_msg)
        cls.kc.iopub_channel.get_msg = lambda timeout=None: take(timeout=PATIENCE)

    def get_non_kernel_info_reply(self, timeout=None):
        return super().get_non_kernel_info_reply(timeout=PATIENCE)

    def flush_channels(self):
        """Takes what earlier requests have left: everything before the answer to one more, which the kernel gives after them."""
        last = self.kc.comm_info()
        while True:
            reply = self.kc.get_shell_msg(timeout=PATIENCE)
            validate_message(reply)
            if reply["parent_header"]["msg_id"] == last:
                break
        while True:
            published = self.kc.iopub_channel.get_msg()
            validate_message(published)
            state = published["content"].get("execution_state")
            if published["parent_header"].get("msg_id") == last and state == "idle":
                break


if __name__ == "__main__":
    unittest.main()
