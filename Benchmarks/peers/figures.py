"""Draws the same figures with our rasteriser and with matplotlib in turn and prints ratios of medians.

usage: figures.py [--rounds N] [--seconds S] [--pipe PROGRAM] [FIGURE ...]

Needs numpy and matplotlib (its Agg backend; the import is not counted). A figure counts from numbers to the bytes of a PNG
file, layout included: figure-lines (6 curves of 1,000 points), figure-scatter (10,000 points in ten colours) and
figure-confusion (10 x 10 counts) with 640 x 480 pixels, figure-histograms (4 x 5 panels) with 2000 x 1600. `process` is a
whole process with one small figure: our program that finds its numbers in the store and has one figure to draw, light
and dark, with the page around it, against a Python program that imports matplotlib and draws it once.
"""
import argparse
import io
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).parent.parent.parent
OURS = ROOT / "Benchmarks/.build/release/benchmark"


def saved(figure, dpi):
    import matplotlib.pyplot
    figure.savefig(io.BytesIO(), format="png", dpi=dpi)
    matplotlib.pyplot.close(figure)


def lines(pyplot, random):
    figure, axes = pyplot.subplots(figsize=(6.4, 4.8), layout="constrained")
    steps = list(range(1000))
    for run in range(6):
        noise = random.normal(size=1000) / 100
        axes.plot(steps, [0.2 + (run + 2) / (x + 10) + e for x, e in zip(steps, noise)], label=f"run {run}")
    axes.set(title="Training loss", xlabel="step", ylabel="loss")
    axes.legend()
    return figure, 100


def scatter(pyplot, random):
    figure, axes = pyplot.subplots(figsize=(6.4, 4.8), layout="constrained")
    for group in range(10):
        points = random.normal(size=(2, 1000))
        axes.scatter(points[0] + 3 * (group % 4), points[1] + 3 * (group // 4), s=6, alpha=0.7, label=f"class {group}")
    axes.set(title="Clusters", xlabel="first", ylabel="second")
    axes.legend(loc="upper right")
    return figure, 100


def confusion(pyplot, random):
    figure, axes = pyplot.subplots(figsize=(6.4, 4.8), layout="constrained")
    counts = [[880 + 11 * row if row == column else (10 * row + column) * 37 % 23 for column in range(10)]
              for row in range(10)]
    figure.colorbar(axes.imshow(counts, cmap="Blues"), label="examples")
    for row in range(10):
        for column in range(10):
            axes.text(column, row, str(counts[row][column]), ha="center", va="center", size=7)
    axes.set(title="Confusion", xlabel="predicted class", ylabel="true class", xticks=range(10), yticks=range(10))
    return figure, 100


def histograms(pyplot, random):
    figure, panels = pyplot.subplots(5, 4, figsize=(10, 8), layout="constrained")
    for layer, axes in enumerate(panels.flat):
        axes.hist(random.normal(size=1000), bins=40)
        axes.set(title=f"layer {layer}", xlabel="activation", ylabel="units")
    figure.suptitle("Activations")
    return figure, 200


FIGURES = {
    "figure-lines": lines, "figure-scatter": scatter, "figure-confusion": confusion,
    "figure-histograms": histograms}


def theirs(name, seconds):
    """Seconds of a figure, over a window."""
    import matplotlib
    matplotlib.use("Agg")
    import numpy
    from matplotlib import pyplot
    random = numpy.random.RandomState(0)
    # The first figure finds the fonts.
    saved(*FIGURES[name](pyplot, random))
    count, start = 0, time.perf_counter()
    while count == 0 or time.perf_counter() - start < seconds:
        saved(*FIGURES[name](pyplot, random))
        count += 1
    return (time.perf_counter() - start) / count


def ours(name, seconds):
    outcome = subprocess.run(
        [OURS, name, "--windows", "1", "--seconds", str(seconds)], capture_output=True, text=True,
        check=True)
    return 1 / float(outcome.stdout.split()[1])


PYTHON_PROCESS = """
import matplotlib
matplotlib.use("Agg")
from matplotlib import pyplot
figure, axes = pyplot.subplots()
axes.plot([1, 2, 3, 4], [0.9, 0.5, 0.3, 0.2], label="loss")
axes.set(title="Loss", xlabel="epoch", ylabel="loss")
axes.legend()
figure.savefig({!r})
"""


def process_of_ours(program, folder, title):
    pipeline = {"stages": {
        "numbers": {"uses": "values", "with": {"values": {"epoch": [1, 2, 3, 4], "loss": [0.9, 0.5, 0.3, 0.2]}}},
        "curve": {"uses": "plot", "from": {"runs": "numbers"}, "with": {
            "title": title, "kind": "line", "panels": [{"x": "epoch", "y": "loss"}]}}}}
    (folder / "one.json").write_text(json.dumps(pipeline))
    start = time.perf_counter()
    subprocess.run(
        [program, "run", folder / "one.json", "--store", folder / "store", "--output", folder / "artifacts"],
        capture_output=True, check=True)
    return time.perf_counter() - start


def process_of_theirs(folder):
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", PYTHON_PROCESS.format(str(folder / "one.png"))], check=True)
    return time.perf_counter() - start


def report(name, mine, others):
    own, other = statistics.median(mine), statistics.median(others)
    print(f"{name:20} ours {own * 1e3:8.2f} ms  matplotlib {other * 1e3:8.2f} ms  {other / own:6.2f}x", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("figures", nargs="*", default=[*FIGURES, "process"])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--pipe", default=ROOT / ".build/release/pipe")
    options = parser.parse_args()
    for name in options.figures:
        mine, others = [], []
        with tempfile.TemporaryDirectory() as path:
            folder = pathlib.Path(path)
            if name == "process":
                process_of_ours(options.pipe, folder, "first")
            for round_ in range(options.rounds):
                if name == "process":
                    mine.append(process_of_ours(options.pipe, folder, f"round {round_}"))
                    others.append(process_of_theirs(folder))
                else:
                    mine.append(ours(name, options.seconds))
                    others.append(theirs(name, options.seconds))
        report(name, mine, others)


if __name__ == "__main__":
    main()
