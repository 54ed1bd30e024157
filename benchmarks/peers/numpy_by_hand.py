"""NumPy: all examples of a batch at once, or, with the argument `one-by-one`, as books like to write it."""

import sys

import numpy

from by_hand import ByHand
from serve import serve


class Arrays:
    take = staticmethod(numpy.array)
    log = staticmethod(numpy.log)

    @staticmethod
    def affine(a, weights, biases):
        z = a @ weights
        z += biases
        return z

    @staticmethod
    def activation(name, z):
        if name == "sigmoid":
            return 1 / (1 + numpy.exp(-z))
        if name == "tanh":
            return numpy.tanh(z)
        if name == "relu":
            return numpy.maximum(z, 0)
        if name == "identity":
            return z
        e = numpy.exp(z - z.max(1, keepdims=True))
        return e / e.sum(1, keepdims=True)


class OneByOne(ByHand):
    """The gradients of a batch are added up, an example at a time."""

    def step(self, first, last):
        if last - first == 1:
            return super().step(first, last)
        sums = None
        descend, self.descend = self.descend, lambda gradients: found.append(gradients)
        for example in range(first, last):
            found = []
            super().step(example, example + 1)
            sums = found[0] if sums is None else [s + g for s, g in zip(sums, found[0])]
        del self.descend
        descend([s / (last - first) for s in sums])


peer = OneByOne if "one-by-one" in sys.argv else ByHand
serve(lambda job: peer(job, Arrays))
