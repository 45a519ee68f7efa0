#!/usr/bin/env python3
"""Writes Tests/NeuralNetworksTests/TrainingFixtures.swift: activations, losses, dense layers and ten steps of each
optimiser by PyTorch.

    python3 -m venv venv && venv/bin/pip install torch numpy
    venv/bin/python scripts/make_training_fixtures.py

Everything is computed in Float64 from inputs that the Swift tests make too: number i of a tensor is
((i * 7919 + salt) % 1009 - 504) / 512, which Float32 holds exactly. Decay applies to weights and not to biases, as in
this project.
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


ACTIVATIONS = {
    "relu": F.relu,
    "leaky-relu": lambda x: F.leaky_relu(x, 0.01),
    "leaky-relu 0.3": lambda x: F.leaky_relu(x, 0.3),
    "elu": F.elu,
    "elu 0.5": lambda x: F.elu(x, 0.5),
    "gelu": F.gelu,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "sigmoid 0.4": lambda x: torch.sigmoid(0.4 * x),
    "softsign": F.softsign,
}


def activation(function):
    x = (numbers((64,), 1) * 8).requires_grad_()
    y = function(x)
    (dx,) = torch.autograd.grad(y.sum(), x)
    return {"output": y, "slope": dx}


def loss(function):
    x = (numbers((7, 5), 1) * 4).requires_grad_()
    labels = torch.arange(7) % 5
    each = function(x, labels)
    (dx,) = torch.autograd.grad(each.mean(), x)
    return {"losses": each, "gradient": dx}


def cross_entropy(x, labels):
    return F.cross_entropy(x, labels, reduction="none")


def squared_error(x, labels):
    target = F.one_hot(labels, x.shape[1]).double()
    return F.mse_loss(x, target, reduction="none").mean(dim=1)


def dense():
    x = numbers((6, 5), 1).requires_grad_()
    w = numbers((4, 5), 2).requires_grad_()
    b = numbers((4,), 3).requires_grad_()
    y = F.linear(x, w, b)
    dx, dw, db = torch.autograd.grad((y * numbers(y.shape, 5)).sum(), (x, w, b))
    return {"output": y, "input": dx, "weight": dw, "bias": db}


def softmax():
    x = numbers((6, 5), 1).requires_grad_()
    y = F.softmax(x, dim=1)
    (dx,) = torch.autograd.grad((y * numbers(y.shape, 5)).sum(), x)
    return {"output": y, "input": dx}


def training(make, schedule=None, decay=0.0, loss=cross_entropy, factor=1.0, rate=0.1):
    """Ten steps of a network 4 - 6 - 3 with tanh on one batch of 8; `factor` is the first layer's."""
    parameters = {
        "dense1/weight": numbers((6, 4), 11),
        "dense1/bias": numbers((6,), 12),
        "dense2/weight": numbers((3, 6), 13),
        "dense2/bias": numbers((3,), 14),
    }
    for tensor in parameters.values():
        tensor.requires_grad_()
    groups = [
        {
            "params": [tensor],
            "lr": rate * (factor if name.startswith("dense1") else 1.0),
            "weight_decay": decay if name.endswith("weight") else 0.0,
        }
        for name, tensor in parameters.items()
    ]
    optimizer = make(groups)
    scheduler = schedule(optimizer) if schedule else None
    x = numbers((8, 4), 15)
    labels = torch.arange(8) % 3
    for _ in range(10):
        optimizer.zero_grad()
        hidden = torch.tanh(F.linear(x, parameters["dense1/weight"], parameters["dense1/bias"]))
        output = F.linear(hidden, parameters["dense2/weight"], parameters["dense2/bias"])
        loss(output, labels).mean().backward()
        optimizer.step()
        if scheduler:
            scheduler.step()
    return parameters


def sgd(**options):
    return lambda groups: torch.optim.SGD(groups, **options)


def adam(kind, **options):
    return lambda groups: kind(groups, **options)


CASES = {f"activation {name}": activation(function) for name, function in ACTIVATIONS.items()}
CASES |= {
    "loss cross-entropy": loss(cross_entropy),
    "loss mean-squared-error": loss(squared_error),
    "layer dense": dense(),
    "layer softmax": softmax(),
    "steps sgd": training(sgd(lr=0.1)),
    "steps sgd, squared error": training(sgd(lr=0.1), loss=squared_error),
    "steps sgd, l2": training(sgd(lr=0.1), decay=0.2),
    "steps sgd, rates": training(sgd(lr=0.1), factor=0.25),
    "steps momentum": training(sgd(lr=0.1, momentum=0.9)),
    "steps momentum, l2": training(sgd(lr=0.1, momentum=0.9), decay=0.2),
    "steps nesterov": training(sgd(lr=0.1, momentum=0.9, nesterov=True)),
    "steps nesterov, l2": training(sgd(lr=0.1, momentum=0.9, nesterov=True), decay=0.2),
    "steps adam": training(adam(torch.optim.Adam, lr=0.1)),
    "steps adam, l2": training(adam(torch.optim.Adam, lr=0.1, betas=(0.8, 0.95), eps=1e-3), decay=0.2),
    "steps adamw": training(adam(torch.optim.AdamW, lr=0.1), decay=0.2),
    "steps cosine": training(
        sgd(lr=0.1), lambda o: torch.optim.lr_scheduler.CosineAnnealingLR(o, 9, eta_min=0.01)),
    "steps exponential": training(
        sgd(lr=0.1), lambda o: torch.optim.lr_scheduler.ExponentialLR(o, 0.8)),
    "steps step": training(sgd(lr=0.1), lambda o: torch.optim.lr_scheduler.StepLR(o, 3, 0.5)),
}


def main():
    lines = [
        f"// Made by scripts/make_training_fixtures.py with PyTorch {torch.__version__.split('+')[0]}; do not edit.",
        "",
        "/// Activations, losses, layers and parameters after ten steps, by case and name.",
        "let trainingFixtures: [String: [String: [Double]]] = [",
    ]
    for case, values in CASES.items():
        lines.append(f'  "{case}": [')
        for name, tensor in values.items():
            lines.append(f'    "{name}": [')
            line = "     "
            for value in tensor.detach().reshape(-1).tolist():
                item = f" {value:.9g},"
                if "e" not in item and "." not in item:
                    item = f" {value:.1f},"
                if len(line) + len(item) > 100:
                    lines.append(line)
                    line = "     "
                line += item
            lines += [line, "    ],"]
        lines.append("  ],")
    lines.append("]")
    target = pathlib.Path(__file__).parent.parent / "Tests/NeuralNetworksTests/TrainingFixtures.swift"
    target.write_text("\n".join(lines) + "\n")


main()
