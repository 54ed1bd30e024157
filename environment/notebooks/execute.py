"""Executes notebooks, each in a fresh kernel, and prints one line of JSON for each.

The jobs come as JSON on standard input: [{"path": …, "limit": seconds, "output": file or null, "to_end": bool}, …].
With "to_end" a cell that fails does not stop the cells below it.
execute.mjs is the command for people; this is the part of it that needs Python.
"""

import asyncio
import json
import re
import sys
import time
from pathlib import Path

import nbformat
import psutil  # comes with ipykernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError


CLAIM = "application/vnd.neural-descent.claim+json"
"""Under this MIME type a claim that holds puts its record beside what is shown (src/notebook/claim.ts)."""

PATIENCE = 5
"""How many times its limit a notebook may take by the clock, when others use the machine too or it waits."""


async def execute(path: Path, limit: float, output: Path | None, to_end: bool) -> dict:
    """Runs one notebook in its folder: how long it took, what went wrong, and which claims it made."""
    notebook = nbformat.read(path, as_version=4)
    running = {}
    client = NotebookClient(
        notebook,
        allow_errors=to_end,
        timeout=None,  # the limit is on the whole notebook, not on a cell
        resources={"metadata": {"path": str(path.parent)}},
        on_cell_start=lambda cell, cell_index: running.update(cell=cell),
    )
    begin = time.perf_counter()
    run = asyncio.ensure_future(client.async_execute())
    too_long = await overrun(run, client, limit)
    run.cancel()  # does nothing where it has ended
    problem = None
    try:
        await run
    except CellExecutionError:
        pass  # the cell's outputs say it
    except (asyncio.CancelledError, Exception) as error:  # a kernel that dies, a reply that breaks the protocol
        problem = f"{type(error).__name__}: {error}"
    if too_long is not None:  # whatever cancelling made of it
        problem = f"the notebook did not end within {too_long}; this cell was running"
    seconds = time.perf_counter() - begin

    if output is not None:
        output.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, output)
    problems = [found for cell in notebook.cells for found in problems_of(cell)]
    if problem is not None:
        problems.append({**place(running.get("cell")), "message": problem})
    return {
        "path": str(path),
        "seconds": seconds,
        "problems": problems,
        "claims": [found for cell in notebook.cells for found in claims_of(cell)],
        "refuted": [found for cell in notebook.cells for found in refuted_claims_of(cell)],
    }


async def overrun(run: asyncio.Future, client: NotebookClient, limit: float) -> str | None:
    """Waits for a run. What it has overrun, as words: the limit of processor time, or patience; None when it has ended."""
    begin = time.perf_counter()
    while True:
        ended, _ = await asyncio.wait([run], timeout=0.2)
        if ended:
            return None
        if processor_time(client) > limit:
            return f"{limit:g} s of processor time"
        if time.perf_counter() - begin > PATIENCE * limit:
            return f"{PATIENCE * limit:g} s"


def processor_time(client: NotebookClient) -> float:
    """The seconds that the kernel has had a processor for: on a busy machine fewer than have passed."""
    pid = getattr(getattr(client.km, "provisioner", None), "pid", None)
    if pid is None:
        return 0
    try:
        times = psutil.Process(pid).cpu_times()
    except psutil.Error:  # it has just ended
        return 0
    return times.user + times.system


def claims_of(cell) -> list[dict]:
    """The claims that a cell shows, each with the cell's id and the record that it left."""
    data = [output.get("data", {}) for output in cell.get("outputs", [])]
    return [{"cell": cell.get("id"), **bundle[CLAIM]} for bundle in data if CLAIM in bundle]


def refuted_claims_of(cell) -> list[dict]:
    """The claims that did not hold: each is an error that names its claim."""
    errors = [output for output in cell.get("outputs", []) if output.get("ename") == "ClaimError"]
    named = [(re.match(r"claim (\S+) does not hold", error.evalue), error.evalue) for error in errors]
    return [{"cell": cell.get("id"), "id": match[1], "message": text} for match, text in named if match]


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
            report = await execute(Path(job["path"]), job["limit"], output, job["to_end"])
        except Exception as error:  # not a notebook, or the output cannot be written
            problem = {**place(None), "message": f"{type(error).__name__}: {error}"}
            report = {"path": job["path"], "seconds": 0, "problems": [problem], "claims": [], "refuted": []}
        print(json.dumps(report), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
