"""Embeds the same points with our t-SNE and its peers in turn and prints seconds and divergences.

usage: embedding.py [--rounds N] [--threads N] [SIZE ...]

Needs numpy, scikit-learn and openTSNE. The points are ten Gaussian clusters in 50 dimensions; every program makes 1000
iterations, 250 of them exaggerated, from principal components, with a perplexity of 30. The time is that of the
whole embedding, neighbours included; CPU seconds, of all threads, say more where others use the machine, and most with
one thread. The divergence is computed here, the same way for all: exactly, in
Float64, against the affinities over the 90 nearest neighbours.
"""
import argparse
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time

OURS = pathlib.Path(__file__).parent.parent / ".build/release/embedding"
PERPLEXITY, FEATURES, ITERATIONS, EXAGGERATED = 30, 50, 1000, 250


def clusters(count):
    import numpy
    random = numpy.random.RandomState(0)
    centres = random.normal(size=(10, FEATURES)) * 4
    points = centres[random.randint(0, 10, count)] + random.normal(size=(count, FEATURES))
    return points.astype(numpy.float32)


def affinities(points):
    """The symmetric probabilities as rows, columns and values."""
    import openTSNE.affinity
    p = openTSNE.affinity.PerplexityBasedNN(
        points.astype(float), perplexity=PERPLEXITY, method="exact", symmetrize=True).P.tocoo()
    return p.row, p.col, p.data / p.data.sum()


def divergence(affinity, positions):
    import numpy
    row, column, p = affinity
    y = positions.astype(float)
    total = 0.0
    for first in range(0, len(y), 500):
        block = y[first:first + 500]
        distances = ((block[:, None, :] - y[None, :, :]) ** 2).sum(axis=2)
        total += (1 / (1 + distances)).sum() - len(block)
    kernel = 1 / (1 + ((y[row] - y[column]) ** 2).sum(axis=1))
    return (p * numpy.log(p / (kernel / total))).sum()


def ours(points, threads):
    import numpy
    with tempfile.TemporaryDirectory() as folder:
        source, target = pathlib.Path(folder, "points"), pathlib.Path(folder, "positions")
        points.tofile(source)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        outcome = subprocess.run(
            [OURS, source, target, "--features", str(FEATURES), "--iterations", str(ITERATIONS),
             "--threads", str(threads)], capture_output=True, text=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return float(outcome.stdout), work, numpy.fromfile(target, numpy.float32).reshape(-1, 2)


def open_tsne(method):
    def run(points, threads):
        import numpy
        import openTSNE
        start, work = time.perf_counter(), time.process_time()
        embedding = openTSNE.TSNE(
            perplexity=PERPLEXITY, early_exaggeration_iter=EXAGGERATED,
            n_iter=ITERATIONS - EXAGGERATED, initialization="pca", negative_gradient_method=method,
            n_jobs=threads, random_state=1).fit(points)
        return (time.perf_counter() - start, time.process_time() - work, numpy.asarray(embedding))
    return run


def scikit_learn(points, threads):
    from sklearn.manifold import TSNE
    start, work = time.perf_counter(), time.process_time()
    embedding = TSNE(
        perplexity=PERPLEXITY, init="pca", max_iter=ITERATIONS, n_jobs=threads,
        random_state=1).fit_transform(points)
    return time.perf_counter() - start, time.process_time() - work, embedding


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=[5000, 10000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = str(options.threads)
    programs = {
        "ours": ours, "openTSNE interpolation": open_tsne("fft"), "openTSNE Barnes-Hut": open_tsne("bh"),
        "scikit-learn Barnes-Hut": scikit_learn}
    for size in options.sizes:
        points = clusters(size)
        affinity = affinities(points)
        measured = {name: [] for name in programs}
        reached = {}
        for _ in range(options.rounds):
            for name, program in programs.items():
                try:
                    elapsed, work, positions = program(points, options.threads)
                except ImportError as error:
                    print(f"{name} is left out: {error}", file=sys.stderr)
                    continue
                measured[name].append((elapsed, work))
                reached[name] = divergence(affinity, positions)
        for name, times in measured.items():
            if times:
                columns = []
                for column in (0, 1):
                    own = statistics.median(pair[column] for pair in measured["ours"])
                    median = statistics.median(pair[column] for pair in times)
                    columns.append(f"{median:8.2f} s {median / own:5.2f}x")
                print(f"{size:6} {name:24} wall {columns[0]}  CPU {columns[1]}  "
                      f"divergence {reached[name]:.4f}", flush=True)


main()
