"""A peer as a program: it is asked over its standard input, a line of JSON a question, and answers likewise.

    {"job": "/a/folder"}   takes the job whose files lie there
    {"check": 1000}        begins anew, trains on the first examples, and gives their cost
    {"train": 5000}        trains on, and gives the seconds
"""

import json
import sys
import time
from pathlib import Path

import numpy


class Job:
    """What is to be trained: sizes, activations, cost, optimizer, and the numbers to begin with."""

    def __init__(self, folder):
        folder = Path(folder)
        for name, value in json.loads((folder / "job.json").read_text()).items():
            setattr(self, name, value)
        read = lambda name: numpy.fromfile(folder / f"{name}.f32", dtype=numpy.float32)
        self.inputs = read("inputs").reshape(-1, self.sizes[0])
        self.targets = read("targets").reshape(-1, self.sizes[-1])
        self.examples = len(self.inputs)
        self.layers = []
        parameters, at = read("parameters"), 0
        for inputs, units in zip(self.sizes, self.sizes[1:]):
            weights = parameters[at : at + inputs * units].reshape(inputs, units)
            at += inputs * units
            self.layers.append((weights, parameters[at : at + units]))
            at += units

    def batches(self, count, first=0):
        """(first, last) of each batch, round and round; never over the end of the data."""
        while count > 0:
            last = min(first + min(self.batchSize, count), self.examples)
            yield first, last
            count -= last - first
            first = last % self.examples


def serve(peer):
    """Answers until nothing more is asked. `peer(job)` has restart(), step(first, last) and cost(examples)."""
    at = 0
    for line in sys.stdin:
        question = json.loads(line)
        try:
            answer = {}
            if "job" in question:
                job = Job(question["job"])
                trained = peer(job)
                at = 0
            elif "check" in question:
                trained.restart()
                for first, last in job.batches(question["check"]):
                    trained.step(first, last)
                at = 0
                answer = {"cost": float(trained.cost(question["check"]))}
            else:
                batches = list(job.batches(question["train"], at))
                begin = time.perf_counter()
                for first, last in batches:
                    trained.step(first, last)
                answer = {"seconds": time.perf_counter() - begin}
                at = batches[-1][1] % job.examples
        except NotImplementedError as error:
            answer = {"cannot": str(error)}
        print(json.dumps(answer), flush=True)
