"""This project's kernel against stock tslab: start, a trivial cell, twenty cells, a loop at the top of a cell.

Both run in turn, in the same minutes on the same machine, so that the ratios hold where the times do not.
Run by `npm run bench -- kernel`.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from jupyter_client.manager import KernelManager

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = int(os.environ.get("ROUNDS", "5"))

IN_FUNCTION = "(() => { let t = 0; for (let i = 0; i < 1e7; i++) t += i; return t; })()"
AT_TOP = "let s = 0; for (let i = 0; i < 1e7; i++) s += i"
LATER = "for (let i = 0; i < 1e7; i++) s += i"


def install_stock(folder: Path, node: str) -> None:
    """A kernelspec for tslab as it comes."""
    spec = folder / "kernels" / "stock"
    spec.mkdir(parents=True)
    argv = [node, str(ROOT / "node_modules/tslab/bin/tslab"), "kernel", "--config-path={connection_file}"]
    (spec / "kernel.json").write_text(json.dumps({"argv": argv, "display_name": "stock", "language": "typescript"}))


def run(client, code: str) -> float:
    """Seconds until the cell's reply."""
    start = time.perf_counter()
    reply = client.execute_interactive(code, timeout=60, output_hook=lambda _: None)
    assert reply["content"]["status"] == "ok", reply["content"]
    return time.perf_counter() - start


def measure(name: str) -> dict[str, float]:
    manager = KernelManager(kernel_name=name)
    start = time.perf_counter()
    manager.start_kernel(cwd=ROOT)
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    ready = time.perf_counter() - start
    run(client, "1 + 1")
    first = time.perf_counter() - start
    times = {"ready to answer": ready, "first result": first}
    times["a trivial cell"] = statistics.median(run(client, f"{i} + 1") for i in range(10))
    start = time.perf_counter()
    for i in range(20):
        run(client, f"const v{i} = {i}; v{i} * 2")
    times["twenty cells"] = time.perf_counter() - start
    # The loops time themselves, so that compiling the cell does not count; the best of three, as the machine is shared.
    for key, loop in (("loop in a function", IN_FUNCTION), ("loop at the top", AT_TOP), ("loop in a later cell", LATER)):
        times[key] = min(timed_in_kernel(client, loop) for _ in range(3))
    client.stop_channels()
    manager.shutdown_kernel(now=True)
    return times


def timed_in_kernel(client, loop: str) -> float:
    printed: list[str] = []

    def keep(message):
        if message["msg_type"] == "stream":
            printed.append(message["content"]["text"])

    code = f"const start = performance.now();\n{loop};\nconsole.log('ms', performance.now() - start)"
    client.execute_interactive(code, timeout=60, output_hook=keep)
    return float("".join(printed).split()[1]) / 1000


def main() -> None:
    node = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        install_stock(Path(folder), node)
        os.environ["JUPYTER_PATH"] = folder
        rounds = {"tslab": [], "stock": []}
        for _ in range(ROUNDS):
            for name, results in rounds.items():
                results.append(measure(name))
    middle = {
        name: {key: statistics.median(r[key] for r in results) for key in results[0]} for name, results in rounds.items()
    }
    ours, stock = middle["tslab"], middle["stock"]
    print(f"{'median of ' + str(ROUNDS):24}{'this kernel':>14}{'stock tslab':>14}{'stock / this':>14}")
    for key in ours:
        print(f"{key:24}{ours[key] * 1000:11.0f} ms{stock[key] * 1000:11.0f} ms{stock[key] / ours[key]:13.1f}×")
    for key in ("loop at the top", "loop in a later cell"):
        print(
            f"{key}, as a multiple of the loop in a function: this kernel {ours[key] / ours['loop in a function']:.1f}×, "
            f"stock tslab {stock[key] / stock['loop in a function']:.0f}×"
        )


if __name__ == "__main__":
    main()
