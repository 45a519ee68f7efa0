"""The same pieces of work in JAX, jitted: prints `<name> <value> <unit>` for every window.

usage: jax_training.py NAME [--windows N] [--seconds S]
"""
import argparse
import time

import jax
import jax.numpy as jnp

TRAININGS = {
    "mlp-784-784-256-10": ([784, 784, 256, 10], jax.nn.relu, 64),
    "mlp-sigmoid-batch-64": ([784, 1000, 1000, 1000, 1000, 10], jax.nn.sigmoid, 64),
    "mlp-sigmoid-batch-10": ([784, 1000, 1000, 1000, 1000, 10], jax.nn.sigmoid, 10),
}


def initial(sizes):
    keys = jax.random.split(jax.random.key(1), len(sizes))
    return [
        (jax.random.normal(key, (n, m)) / n**0.5, jnp.zeros(m))
        for key, n, m in zip(keys, sizes, sizes[1:])
    ]


def loss(parameters, inputs, labels, activation):
    x = inputs
    for weight, bias in parameters[:-1]:
        x = activation(x @ weight + bias)
    weight, bias = parameters[-1]
    logits = jax.nn.log_softmax(x @ weight + bias)
    return -jnp.take_along_axis(logits, labels[:, None], 1).mean()


def training(name):
    """Ten steps in one jitted loop, the parameters donated."""
    sizes, activation, batch = TRAININGS[name]
    inputs = jax.random.normal(jax.random.key(2), (10, batch, sizes[0]))
    labels = jnp.arange(10 * batch).reshape(10, batch) % 10

    def one(parameters, example):
        gradients = jax.grad(loss)(parameters, *example, activation)
        return jax.tree.map(lambda p, g: p - 1e-4 * g, parameters, gradients), None

    @jax.jit
    def run(parameters):
        return jax.lax.scan(one, parameters, (inputs, labels))[0]

    parameters = initial(sizes)

    def step():
        nonlocal parameters
        parameters = jax.block_until_ready(run(parameters))
        return 10 * batch

    return step, "images/s"


def small(name):
    """AdamW on a 2-6-3-2 network, a hundred steps in one jitted loop."""
    inputs = jax.random.normal(jax.random.key(2), (100, 2))
    labels = jnp.arange(100) % 2

    def one(state, _):
        parameters, first, second, count = state
        gradients = jax.grad(loss)(parameters, inputs, labels, jax.nn.relu)
        count = count + 1
        first = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, first, gradients)
        second = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, second, gradients)

        def update(p, m, v):
            m = m / (1 - 0.9**count)
            v = v / (1 - 0.999**count)
            return p - 3e-4 * (m / (jnp.sqrt(v) + 1e-8) + 0.01 * p)

        return (jax.tree.map(update, parameters, first, second), first, second, count), None

    @jax.jit
    def run(state):
        return jax.lax.scan(one, state, None, length=100)[0]

    parameters = initial([2, 6, 3, 2])
    zeros = jax.tree.map(jnp.zeros_like, parameters)
    state = (parameters, zeros, zeros, jnp.float32(0))

    def step():
        nonlocal state
        state = jax.block_until_ready(run(state))
        return 100

    return step, "steps/s"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("name")
    parser.add_argument("--windows", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=1.0)
    options = parser.parse_args()
    step, unit = (small if options.name == "small-adamw" else training)(options.name)
    for window in range(options.windows + 1):
        start, amount = time.perf_counter(), 0
        while time.perf_counter() - start < options.seconds or (window == 0 and amount == 0):
            amount += step()
        if window > 0:
            print(options.name, amount / (time.perf_counter() - start), unit, flush=True)


if __name__ == "__main__":
    main()
