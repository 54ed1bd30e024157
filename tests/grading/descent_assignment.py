"""A small assignment in TypeScript, and what a class hands in: each submission with the points that it deserves."""

import nbformat
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

KERNEL = {
    "kernelspec": {"display_name": "TypeScript", "language": "typescript", "name": "tslab"},
    "language_info": {"file_extension": ".ts", "mimetype": "text/typescript", "name": "typescript"},
}

SOLUTION_CELL = "descend"

SOLUTION = """\
function descend(start: number, learningRate: number, steps: number): number {
  // BEGIN SOLUTION
  let w = start;
  for (let k = 0; k < steps; k++) w -= learningRate * centralDerivative(cost, w);
  return w;
  // END SOLUTION
}"""

# Points for each test; the tests of the cell with the same name are below.
POINTS = {"stays": 1, "one-step": 2, "arrives": 3, "rests": 1, "by-hand": 4}

TESTS = {
    "stays": 'if (descend(3, 0.1, 0) !== 3) throw new Error("without a step the weight stays where it is");',
    "one-step": 'if (!near(descend(3, 0.1, 1), 2.6)) throw new Error("one step from 3 at a rate of 0.1 leads to 2.6");',
    "arrives": """\
const arrived = descend(3, 0.1, 200);
// BEGIN HIDDEN TESTS
if (!near(arrived, 1)) throw new Error("200 steps lead to the valley");
// END HIDDEN TESTS""",
    "rests": 'if (!near(descend(1, 0.1, 5), 1)) throw new Error("at the bottom there is nowhere to go");',
    # Partial credit: a point for each case that is right.
    "by-hand": """\
const cases: [steps: number, w: number][] = [[0, 3], [1, 2.6], [2, 2.28], [3, 2.024]];
cases.filter(([steps, w]) => near(descend(3, 0.1, steps), w)).length""",
}


def assignment() -> NotebookNode:
    """The instructor's version, with solution and hidden tests."""
    cells = [
        new_markdown_cell("# Gradient descent in one variable", id="title"),
        new_code_cell("// Your notes and trials.\nconst favorite = 0.1;", id="notes"),
        new_code_cell(
            'import { centralDerivative } from "neural-descent";\n'
            "const cost = (w: number): number => (w - 1) ** 2;\n"
            "const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6;",
            id="given",
            metadata=grading("given", locked=True),
        ),
        new_code_cell(SOLUTION, id=SOLUTION_CELL, metadata=grading(SOLUTION_CELL, solution=True)),
    ]
    for name, code in TESTS.items():
        metadata = grading(f"test-{name}", grade=True, locked=True, points=POINTS[name])
        cells.append(new_code_cell(code, id=f"test-{name}", metadata=metadata))
    return new_notebook(cells=cells, metadata=KERNEL)


def grading(grade_id: str, grade=False, solution=False, locked=False, points: int | None = None) -> dict:
    """nbgrader's metadata of a cell."""
    metadata = {
        "grade": grade,
        "grade_id": grade_id,
        "locked": locked,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    return {"nbgrader": metadata if points is None else {**metadata, "points": points}}


def body(code: str) -> dict[str, str]:
    """A submission whose function has this body."""
    return {SOLUTION_CELL: SOLUTION.split("\n")[0] + "\n" + code + "\n}"}


RIGHT = "let w = start;\nfor (let k = 0; k < steps; k++) w -= learningRate * 2 * (w - 1);\nreturn w;"

# Who hands in what (cells by their id, the others stay as they were released), and the points for each test.
SUBMISSIONS: dict[str, tuple[dict[str, str], dict[str, float]]] = {
    "right": (body(RIGHT), POINTS),
    # At most one step is done: one test fails, and two of four cases of another.
    "wrong": (
        body("return steps === 0 ? start : start - learningRate * 2 * (start - 1);"),
        {**POINTS, "arrives": 0, "by-hand": 2},
    ),
    "type-error": (body('const w: number = "start";\n' + RIGHT.replace("let w = start;", "")), {}),
    "blank": ({}, {}),
    "first-cell-throws": ({"notes": 'throw new Error("a trial that went wrong");', **body(RIGHT)}, POINTS),
    # The counter is never changed: only the test that wants no step ends.
    "endless-loop": (
        body("let w = start;\nwhile (steps > 0) w -= learningRate * 2 * (w - 1);\nreturn w;"),
        {"stays": 1},
    ),
}


def submission(release: NotebookNode, changes: dict[str, str]) -> NotebookNode:
    """The released notebook with a student's cells."""
    notebook = nbformat.from_dict(release)
    for cell in notebook.cells:
        cell.source = changes.get(cell.id, cell.source)
    return notebook
