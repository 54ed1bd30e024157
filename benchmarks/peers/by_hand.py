"""Backpropagation and the optimizer's step written out, for PyTorch's tensors and NumPy's arrays alike.

The weights are W⁽ˡ⁾, inputs × units; the numbers of layer l are a[l], those of the input a[0].
"""


class ByHand:
    """`tensors` names what differs between the two libraries."""

    def __init__(self, job, tensors):
        self.job, self.tensors = job, tensors
        self.inputs, self.targets = tensors.take(job.inputs), tensors.take(job.targets)
        self.restart()

    def restart(self):
        take = self.tensors.take
        self.weights = [take(weights.copy()) for weights, _ in self.job.layers]
        self.biases = [take(biases.copy()) for _, biases in self.job.layers]
        self.steps = 0
        if self.job.optimizer == "adam":
            self.means = [0 * tensor for tensor in self.weights + self.biases]
            self.squares = [0 * tensor for tensor in self.weights + self.biases]

    def forward(self, first, last):
        a = [self.inputs[first:last]]
        for weights, biases, name in zip(self.weights, self.biases, self.job.activations):
            a.append(self.tensors.activation(name, self.tensors.affine(a[-1], weights, biases)))
        return a

    def step(self, first, last):
        a, targets = self.forward(first, last), self.targets[first:last]
        difference = a[-1] - targets
        if self.job.cost == "cross-entropy":  # with softmax
            delta = difference / (last - first)
        else:
            delta = difference * self.slope(-1, a[-1])
            delta *= 2 / (last - first)
        gradients = [None] * len(self.weights)
        for layer in reversed(range(len(self.weights))):
            gradients[layer] = (a[layer].T @ delta, delta.sum(0))
            if layer > 0:
                delta = delta @ self.weights[layer].T
                delta *= self.slope(layer - 1, a[layer])
        self.descend([by_weights for by_weights, _ in gradients] + [by_biases for _, by_biases in gradients])

    def slope(self, layer, a):
        """The activation's derivative, told by its value."""
        name = self.job.activations[layer]
        if name == "sigmoid":
            return a * (1 - a)
        if name == "tanh":
            return 1 - a * a
        if name == "relu":
            return a > 0
        return 1

    def descend(self, gradients):
        rate, parameters = self.job.learningRate, self.weights + self.biases
        if self.job.optimizer != "adam":
            for parameter, gradient in zip(parameters, gradients):
                gradient *= rate
                parameter -= gradient
            return
        self.steps += 1
        for parameter, g, m, v in zip(parameters, gradients, self.means, self.squares):
            m *= 0.9
            m += 0.1 * g
            v *= 0.999
            v += 0.001 * g * g
            root = (v / (1 - 0.999**self.steps)) ** 0.5 + 1e-8
            parameter -= rate / (1 - 0.9**self.steps) * m / root

    def cost(self, examples):
        output, targets = self.forward(0, examples)[-1], self.targets[:examples]
        if self.job.cost == "cross-entropy":
            return -self.tensors.log(output)[targets == 1].sum() / examples
        return ((output - targets) ** 2).sum() / examples
