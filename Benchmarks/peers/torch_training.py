"""The same pieces of work in PyTorch: prints `<name> <value> <unit>` for every window.

usage: torch_training.py NAME [--windows N] [--seconds S] [--threads T] [--variant V]

A variant is one way to set PyTorch up (`list` prints those of a piece of work); the comparison
takes the best of them.
"""
import argparse
import time

import torch
from torch import nn


def mlp(units, activation, inputs=784, outputs=10):
    layers, width = [], inputs
    for unit in units:
        layers += [nn.Linear(width, unit), activation()]
        width = unit
    return nn.Sequential(*layers, nn.Linear(width, outputs))


def cifar_cnn(normalized=False):
    def conv(inputs, outputs, padding):
        norm = [nn.BatchNorm2d(outputs)] if normalized else []
        return [nn.Conv2d(inputs, outputs, 3, padding=padding), *norm, nn.ReLU()]

    return nn.Sequential(
        *conv(3, 32, 1), *conv(32, 32, 0), nn.MaxPool2d(2), *conv(32, 64, 1), *conv(64, 64, 0),
        nn.MaxPool2d(2), nn.Flatten(), nn.Linear(2304, 512), nn.ReLU(), nn.Linear(512, 10))


def mnist_cnn():
    def conv(inputs, outputs, kernel, **options):
        return [nn.Conv2d(inputs, outputs, kernel, **options), nn.ReLU()]

    return nn.Sequential(
        *conv(1, 16, 3, padding=1), *conv(16, 32, 5, stride=2, padding=2),
        *conv(32, 64, 3, padding=1), *conv(64, 128, 5, stride=2, padding=2),
        *conv(128, 256, 3, padding=1), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(2304, 100), nn.ReLU(), nn.Linear(100, 10))


TRAININGS = {
    "mlp-784-784-256-10": (lambda: mlp([784, 256], nn.ReLU), (784,), 64),
    "mlp-sigmoid-batch-64": (lambda: mlp([1000] * 4, nn.Sigmoid), (784,), 64),
    "mlp-sigmoid-batch-10": (lambda: mlp([1000] * 4, nn.Sigmoid), (784,), 10),
    "cifar-cnn": (cifar_cnn, (3, 32, 32), 32),
    "cifar-cnn-batch-norm": (lambda: cifar_cnn(True), (3, 32, 32), 32),
    "mnist-cnn": (mnist_cnn, (1, 28, 28), 64),
}
VARIANTS = ["plain", "fused", "channels-last", "channels-last-fused", "compiled"]


def training(name, variant):
    make, shape, batch = TRAININGS[name]
    torch.manual_seed(1)
    model = make()
    inputs = torch.randn(batch * 20, *shape)
    if variant.startswith("channels-last") and len(shape) == 3:
        model = model.to(memory_format=torch.channels_last)
        inputs = inputs.to(memory_format=torch.channels_last)
    labels = torch.arange(len(inputs)) % 10
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-4, fused=variant.endswith("fused"))
    loss_function = nn.CrossEntropyLoss()
    run = torch.compile(model) if variant == "compiled" else model
    places = torch.randperm(len(inputs)).split(batch)
    turn = 0

    def step():
        nonlocal turn
        index = places[turn % len(places)]
        turn += 1
        optimizer.zero_grad(set_to_none=True)
        loss_function(run(inputs[index]), labels[index]).backward()
        optimizer.step()
        return batch

    return step, "images/s"


def product(name, variant):
    a, b = torch.rand(2048, 2048) * 2 - 1, torch.rand(2048, 2048) * 2 - 1
    torch.set_num_threads(1)

    def step():
        torch.mm(a, b)
        return 2e-9 * 2048**3

    return step, "GF/s"


def deep(name, variant):
    layers = []
    for _ in range(50):
        layers += [nn.Linear(512, 512, bias=False), nn.Tanh()]
    model = nn.Sequential(*layers)
    inputs, labels = torch.randn(512, 512), torch.arange(512)
    loss_function = nn.CrossEntropyLoss()

    def step():
        for parameter in model.parameters():
            parameter.grad = None
        loss_function(model(inputs), labels).backward()
        return 1

    return step, "passes/s"


def monte_carlo(name, variant):
    model = nn.Sequential(
        nn.Linear(784, 800), nn.Dropout(0.5), nn.ReLU(), nn.Linear(800, 800), nn.Dropout(0.5),
        nn.ReLU(), nn.Linear(800, 10)).train()
    inputs = torch.randn(10_000, 784)

    @torch.inference_mode()
    def step():
        for _ in range(4):
            for batch in inputs.split(1000):
                torch.softmax(model(batch), 1)
        return 40_000

    return step, "images/s"


def small(name, variant):
    model = nn.Sequential(
        nn.Linear(2, 6), nn.ReLU(), nn.Linear(6, 3), nn.ReLU(), nn.Linear(3, 2))
    inputs, labels = torch.randn(100, 2), torch.arange(100) % 2
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=3e-4, fused=variant.endswith("fused"))
    loss_function = nn.CrossEntropyLoss()

    def step():
        for _ in range(100):
            optimizer.zero_grad(set_to_none=True)
            loss_function(model(inputs), labels).backward()
            optimizer.step()
        return 100

    return step, "steps/s"


def prepare(name, variant):
    others = {
        "product-2048": product, "deep-50x512": deep, "monte-carlo-dropout": monte_carlo,
        "small-adamw": small,
    }
    return others.get(name, training)(name, variant)


def variants(name):
    if name in ("product-2048", "deep-50x512", "monte-carlo-dropout"):
        return ["plain"]
    if name == "small-adamw":
        return ["plain", "fused"]
    return VARIANTS if "cnn" in name else ["plain", "fused", "compiled"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("name")
    parser.add_argument("--windows", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--variant", default="plain")
    options = parser.parse_args()
    if options.variant == "list":
        print(" ".join(variants(options.name)))
        return
    torch.set_num_threads(options.threads)
    step, unit = prepare(options.name, options.variant)
    for window in range(options.windows + 1):
        start, amount = time.perf_counter(), 0
        # The first window warms up, and waits for the compiler where there is one.
        while time.perf_counter() - start < options.seconds or (window == 0 and amount == 0):
            amount += step()
        if window > 0:
            print(options.name, amount / (time.perf_counter() - start), unit, flush=True)


if __name__ == "__main__":
    main()
