"""An assignment in TypeScript goes through nbgrader from its source to the exported grades, for a class of six."""

import copy
import csv
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import nbformat
from descent_assignment import POINTS, SUBMISSIONS, assignment, submission

CONFIG = Path(__file__).parents[2] / "environment" / "grading"

# A cell has two minutes, however busy the machine is. But a loop that never ends costs its time in every test cell after
# the first, and there a cell that ends does so within milliseconds.
TIMEOUT = 120
TIMEOUT_OF_LOOPS = 8
LOOPING = [f"test-{name}" for name in list(POINTS)[1:]]


class Assignment(unittest.TestCase):
    """Every step is nbgrader's own command, in a course folder of its own."""

    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="course-")
        cls.addClassCleanup(temporary.cleanup)
        cls.course = Path(temporary.name)
        (cls.course / "nbgrader_config.py").write_text(
            f"load_subconfig('nbgrader_config.py', path={str(CONFIG)!r})\n"
            "c = get_config()\n"
            "c.CourseDirectory.course_id = 'test'\n"
            "c.Execute.timeout_func = lambda cell: "
            f"{TIMEOUT_OF_LOOPS} if cell.metadata.get('nbgrader', {{}}).get('grade_id') in {LOOPING} else {TIMEOUT}\n",
            encoding="utf-8",
        )
        cls.write("source", assignment())
        cls.nbgrader("generate_assignment", "ps1")
        cls.release = cls.read("release")
        for student, (changes, _) in SUBMISSIONS.items():
            cls.write(f"submitted/{student}", submission(copy.deepcopy(cls.release), changes))
        cls.nbgrader("autograde", "ps1")
        cls.nbgrader("generate_feedback", "ps1")
        cls.nbgrader("export")

    @classmethod
    def nbgrader(cls, *arguments: str) -> None:
        command = [sys.executable, "-m", "nbgrader", *arguments]
        result = subprocess.run(
            command, cwd=cls.course, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=900
        )
        if result.returncode != 0:
            raise AssertionError(f"nbgrader {' '.join(arguments)} failed:\n{result.stdout}{result.stderr}")

    @classmethod
    def write(cls, stage: str, notebook: nbformat.NotebookNode) -> None:
        path = cls.course / stage / "ps1" / "descent.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(notebook, path)

    @classmethod
    def read(cls, stage: str) -> nbformat.NotebookNode:
        return nbformat.read(cls.course / stage / "ps1" / "descent.ipynb", as_version=4)

    def test_students_get_a_stub_in_place_of_the_solution_and_no_hidden_tests(self):
        source = {cell.id: cell.source for cell in self.release.cells}
        self.assertEqual(
            source["descend"],
            "function descend(start: number, learningRate: number, steps: number): number {\n"
            "  // YOUR CODE HERE\n"
            '  throw new Error("There is no solution here yet.");\n'
            "}",
        )
        self.assertEqual(source["test-arrives"], "const arrived = descend(3, 0.1, 200);")

    def test_feedback_tells_every_student_the_score_and_what_went_wrong(self):
        for student, (_, points) in SUBMISSIONS.items():
            with self.subTest(student):
                page = (self.course / "feedback" / student / "ps1" / "descent.html").read_text(encoding="utf-8")
                self.assertIn(f"Score: {float(sum(points.values()))} / {float(sum(POINTS.values()))}", page)
        wrong = (self.course / "feedback" / "wrong" / "ps1" / "descent.html").read_text(encoding="utf-8")
        self.assertIn("200 steps lead to the valley", wrong)

    def test_the_exported_grades_are_the_same(self):
        with (self.course / "grades.csv").open(encoding="utf-8", newline="") as file:
            rows = {row["student_id"]: row for row in csv.DictReader(file)}
        self.assertEqual(rows.keys(), SUBMISSIONS.keys())
        for student, (_, points) in SUBMISSIONS.items():
            with self.subTest(student):
                self.assertEqual(float(rows[student]["score"]), sum(points.values()))
                self.assertEqual(float(rows[student]["max_score"]), sum(POINTS.values()))


def grading_test(student: str, points: dict[str, float]):
    """The points of a student, test by test, as nbgrader has written them into its database."""

    def test(self: Assignment):
        from nbgrader.api import Gradebook

        with Gradebook(f"sqlite:///{self.course / 'gradebook.db'}") as gradebook:
            graded = gradebook.find_submission_notebook("descent", "ps1", student)
            scores = {grade.name.removeprefix("test-"): grade.score for grade in graded.grades}
            waiting = [grade.name for grade in graded.grades if grade.needs_manual_grade]
        self.assertEqual(scores, {name: points.get(name, 0) for name in POINTS})
        self.assertEqual(waiting, [])

    return test


for student, (_, points) in SUBMISSIONS.items():
    setattr(
        Assignment,
        f"test_gets_what_it_deserves_{student.replace('-', '_')}",
        grading_test(student, points),
    )


if __name__ == "__main__":
    unittest.main()
