#!/usr/bin/env python3
"""Writes Tests/NeuralNetworksTests/LayerFixtures.swift: outputs and gradients of layers of images by PyTorch.

    python3 -m venv venv && venv/bin/pip install torch numpy
    venv/bin/python scripts/make_layer_fixtures.py

Everything is computed in Float64 from inputs that the Swift tests make too: number i of a tensor is
((i * 7919 + salt) % 1009 - 504) / 512, which Float32 holds exactly. Images are [batch][row][column][channel]
and weights [kernel row][kernel column][input][output] in the fixtures, as in this project. The loss is the sum
of the outputs times such numbers, so that these are the outputs' gradient.
"""
import pathlib

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)


def numbers(shape, salt):
    count = 1
    for extent in shape:
        count *= extent
    index = torch.arange(count, dtype=torch.int64)
    return (((index * 7919 + salt) % 1009 - 504).double() / 512).reshape(shape)


def images(x):
    """[n, c, h, w] to [n, h, w, c]."""
    return x.permute(0, 2, 3, 1)


def flat(x):
    return [float(v) for v in x.reshape(-1)]


def backward(output, leaves):
    gradient = numbers(images(output).shape if output.dim() == 4 else output.shape, 5)
    if output.dim() == 4:
        gradient = gradient.permute(0, 3, 1, 2)
    return torch.autograd.grad((output * gradient).sum(), leaves)


def convolution(batch, size, inputs, outputs, kernel, stride, padding):
    x = numbers((batch, *size, inputs), 1).permute(0, 3, 1, 2).requires_grad_()
    w = numbers((*kernel, inputs, outputs), 2).requires_grad_()
    b = numbers((outputs,), 3).requires_grad_()
    y = F.conv2d(x, w.permute(3, 2, 0, 1), b, stride=stride, padding=padding)
    dx, dw, db = backward(y, (x, w, b))
    return {"output": images(y), "input": images(dx), "weight": dw, "bias": db}


def pooling(operation, batch, size, channels, kernel, stride, padding):
    x = numbers((batch, *size, channels), 1).permute(0, 3, 1, 2).requires_grad_()
    y = operation(x, kernel, stride, padding)
    (dx,) = backward(y, (x,))
    return {"output": images(y), "input": images(dx)}


def batch_normalization(shape):
    """Two steps in training, then one in evaluation; gradients of the second step."""
    layer = torch.nn.BatchNorm2d(shape[-1]) if len(shape) == 4 else torch.nn.BatchNorm1d(shape[-1])
    with torch.no_grad():
        layer.weight.copy_(numbers((shape[-1],), 2))
        layer.bias.copy_(numbers((shape[-1],), 3))

    def arranged(salt):
        x = numbers(shape, salt)
        return x.permute(0, 3, 1, 2) if len(shape) == 4 else x

    def back(x):
        return images(x) if len(shape) == 4 else x

    layer(arranged(11))
    x = arranged(1).requires_grad_()
    y = layer(x)
    dx, dw, db = backward(y, (x, layer.weight, layer.bias))
    layer.eval()
    return {
        "output": back(y), "input": back(dx), "scale": dw, "shift": db,
        "running_mean": layer.running_mean, "running_variance": layer.running_var,
        "evaluated": back(layer(arranged(1))),
    }


CASES = {
    "convValid": convolution(2, (5, 6), 3, 4, (3, 3), 1, 0),
    "convPadded": convolution(3, (4, 4), 2, 5, (3, 3), 1, 1),
    "convStrided": convolution(2, (7, 8), 2, 3, (5, 5), 2, 2),
    "convOblong": convolution(1, (8, 5), 1, 3, (2, 3), 3, 1),
    "maxpool": pooling(F.max_pool2d, 2, (5, 6), 3, 2, 2, 0),
    "maxpoolOverlapping": pooling(F.max_pool2d, 1, (6, 7), 2, 3, 2, 1),
    "avgpool": pooling(F.avg_pool2d, 2, (6, 5), 3, 2, 2, 0),
    "avgpoolOverlapping": pooling(F.avg_pool2d, 1, (5, 6), 2, 3, 1, 1),
    "batchnormImages": batch_normalization((3, 3, 4, 5)),
    "batchnormFeatures": batch_normalization((7, 4)),
}

HEADER = """\
// Made by scripts/make_layer_fixtures.py with PyTorch {version}; do not edit.

/// Outputs and gradients of layers, by case and name.
let layerFixtures: [String: [String: [Double]]] = [
"""


def main():
    lines = [HEADER.format(version=torch.__version__.split("+")[0])]
    for name, tensors in CASES.items():
        lines.append(f'  "{name}": [\n')
        for key, tensor in tensors.items():
            lines.append(f'    "{key}": [\n')
            row = "     "
            for value in flat(tensor.detach()):
                # Nine digits: far below the tolerance of the tests, which compare Float32 with them.
                text = f" {value:.9g},"
                if len(row) + len(text) > 100:
                    lines.append(row + "\n")
                    row = "     "
                row += text
            lines.append(row + "\n    ],\n")
        lines.append("  ],\n")
    lines.append("]\n")
    path = pathlib.Path(__file__).resolve().parent.parent / "Tests/NeuralNetworksTests/LayerFixtures.swift"
    path.write_text("".join(lines))
    print(path, path.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
