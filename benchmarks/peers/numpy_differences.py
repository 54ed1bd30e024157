"""NumPy: the gradient of one example's cost by central differences, every parameter in turn, as one would write it.

    {"job": "/a/folder"}   reads input.f64, target.f64, parameters.f64, writes gradient.f64, gives the processor's seconds
"""

import json
import sys
import time
from pathlib import Path

import numpy


def views(parameters, sizes):
    """W and b of each layer: what is written to the vector is seen in them."""
    layers, at = [], 0
    for inputs, units in zip(sizes, sizes[1:]):
        weights = parameters[at : at + inputs * units].reshape(inputs, units)
        at += inputs * units
        layers.append((weights, parameters[at : at + units]))
        at += units
    return layers


def gradient(parameters, layers, x, y, h):
    def cost():
        a = x
        for weights, biases in layers:
            a = 1 / (1 + numpy.exp(-(a @ weights + biases)))
        difference = y - a
        return difference @ difference / 2

    found = numpy.empty_like(parameters)
    for i in range(len(parameters)):
        before = parameters[i]
        parameters[i] = before + h
        above = cost()
        parameters[i] = before - h
        found[i] = (above - cost()) / (2 * h)
        parameters[i] = before
    return found


for line in sys.stdin:
    folder = Path(json.loads(line)["job"])
    job = json.loads((folder / "job.json").read_text())
    x, y, parameters = (numpy.fromfile(folder / f"{name}.f64") for name in ("input", "target", "parameters"))
    layers = views(parameters, job["sizes"])
    begin = time.process_time()
    found = gradient(parameters, layers, x, y, job["h"])
    seconds = time.process_time() - begin
    found.tofile(folder / "gradient.f64")
    print(json.dumps({"seconds": seconds}), flush=True)
