"""Executes notebooks, each in a fresh kernel, and prints one line of JSON for each.

The jobs come as JSON on standard input: [{"path": …, "limit": seconds, "output": file or null}, …].
execute.mjs is the command for people; this is the part of it that needs Python.
"""

import asyncio
import json
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError


async def execute(path: Path, limit: float, output: Path | None) -> dict:
    """Runs one notebook in its folder and says how long it took and what went wrong, if anything did."""
    notebook = nbformat.read(path, as_version=4)
    running = {}
    client = NotebookClient(
        notebook,
        timeout=None,  # the limit is on the whole notebook, not on a cell
        resources={"metadata": {"path": str(path.parent)}},
        on_cell_start=lambda cell, cell_index: running.update(cell=cell),
    )
    begin = time.perf_counter()
    run = asyncio.ensure_future(client.async_execute())
    in_time, _ = await asyncio.wait([run], timeout=limit)
    run.cancel()  # does nothing where it has ended
    problem = None
    try:
        await run
    except CellExecutionError:
        pass  # the cell's outputs say it
    except (asyncio.CancelledError, Exception) as error:  # a kernel that dies, a reply that breaks the protocol
        problem = f"{type(error).__name__}: {error}"
    if not in_time:  # whatever cancelling made of it
        problem = f"the notebook did not end within {limit:g} s; this cell was running"
    seconds = time.perf_counter() - begin

    if output is not None:
        output.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, output)
    problems = [found for cell in notebook.cells for found in problems_of(cell)]
    if problem is not None:
        problems.append({**place(running.get("cell")), "message": problem})
    return {"path": str(path), "seconds": seconds, "problems": problems}


def problems_of(cell) -> list[dict]:
    """The errors that a cell shows, and what it wrote to stderr."""
    outputs = cell.get("outputs", [])
    errors = [
        "\n".join(output.traceback) or f"{output.ename}: {output.evalue}"
        for output in outputs
        if output.output_type == "error"
    ]
    stderr = "".join(output.text for output in outputs if output.get("name") == "stderr")
    problems = [{**place(cell), "message": message} for message in errors]
    return problems + ([{**place(cell), "message": "", "stderr": stderr}] if stderr else [])


def place(cell) -> dict:
    """Which cell: its id, and its first line of code."""
    if cell is None:
        return {"cell": None, "line": ""}
    code = [line for line in cell.source.splitlines() if line.strip() and not line.startswith("import ")]
    return {"cell": cell.get("id"), "line": code[0] if code else ""}


async def main() -> None:
    for job in json.load(sys.stdin):
        try:
            output = Path(job["output"]) if job["output"] else None
            report = await execute(Path(job["path"]), job["limit"], output)
        except Exception as error:  # not a notebook, or the output cannot be written
            problem = {**place(None), "message": f"{type(error).__name__}: {error}"}
            report = {"path": job["path"], "seconds": 0, "problems": [problem]}
        print(json.dumps(report), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
