"""PyTorch, gradients by autograd, in the quickest form that we found: functions on plain tensors, no modules.

The number of threads is the first argument.
"""

import sys

import torch
from torch.nn import functional

from serve import serve

torch.set_num_threads(int(sys.argv[1]))

ACTIVATIONS = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu, "identity": lambda z: z}


class Autograd:
    def __init__(self, job):
        self.job = job
        self.inputs, self.targets = torch.from_numpy(job.inputs), torch.from_numpy(job.targets)
        self.labels = self.targets.argmax(1)
        self.restart()

    def restart(self):
        tensors = [torch.tensor(tensor) for layer in self.job.layers for tensor in layer]
        self.parameters = [tensor.requires_grad_() for tensor in tensors]
        if self.job.optimizer == "adam":
            self.adam = torch.optim.Adam(self.parameters, lr=self.job.learningRate, fused=True)

    def loss(self, first, last):
        a = self.inputs[first:last]
        tensors = self.parameters
        for layer, name in enumerate(self.job.activations):
            z = torch.addmm(tensors[2 * layer + 1], a, tensors[2 * layer])
            a = z if name == "softmax" else ACTIVATIONS[name](z)
        if self.job.cost == "cross-entropy":
            return functional.cross_entropy(a, self.labels[first:last])
        return functional.mse_loss(a, self.targets[first:last], reduction="sum") / (last - first)

    def step(self, first, last):
        if self.job.optimizer == "adam":
            self.adam.zero_grad()
            self.loss(first, last).backward()
            self.adam.step()
            return
        gradients = torch.autograd.grad(self.loss(first, last), self.parameters)
        with torch.no_grad():
            torch._foreach_add_(self.parameters, gradients, alpha=-self.job.learningRate)

    def cost(self, examples):
        with torch.no_grad():
            return self.loss(0, examples)


serve(Autograd)
