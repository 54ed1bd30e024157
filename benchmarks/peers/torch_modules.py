"""PyTorch as its tutorials write it: modules, a loss, an optimizer, autograd. Threads are the first argument."""

import sys

import torch
from torch import nn

from serve import serve

torch.set_num_threads(int(sys.argv[1]))

ACTIVATIONS = {"sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "relu": nn.ReLU, "identity": nn.Identity}


class Modules:
    def __init__(self, job):
        self.job = job
        self.inputs, self.targets = torch.from_numpy(job.inputs), torch.from_numpy(job.targets)
        self.labels = self.targets.argmax(1)
        self.restart()

    def restart(self):
        modules = []
        for (weights, biases), name in zip(self.job.layers, self.job.activations):
            linear = nn.Linear(*weights.shape)
            with torch.no_grad():
                linear.weight.copy_(torch.tensor(weights.T))
                linear.bias.copy_(torch.tensor(biases))
            modules.append(linear)
            if name in ACTIVATIONS:  # softmax is within the loss
                modules.append(ACTIVATIONS[name]())
        self.model = nn.Sequential(*modules)
        adam = self.job.optimizer == "adam"
        self.optimizer = (torch.optim.Adam if adam else torch.optim.SGD)(
            self.model.parameters(), lr=self.job.learningRate
        )

    def loss(self, first, last):
        output = self.model(self.inputs[first:last])
        if self.job.cost == "cross-entropy":
            return nn.functional.cross_entropy(output, self.labels[first:last])
        return nn.functional.mse_loss(output, self.targets[first:last], reduction="sum") / (last - first)

    def step(self, first, last):
        self.optimizer.zero_grad()
        self.loss(first, last).backward()
        self.optimizer.step()

    def cost(self, examples):
        with torch.no_grad():
            return self.loss(0, examples)


serve(Modules)
