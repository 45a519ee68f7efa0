"""Draws figures of pipelines/gallery.json with matplotlib, to look at them beside ours.

usage: gallery.py OURS TARGET

OURS holds our pictures (artifacts/gallery/figures after `pipe run pipelines/gallery.json`); TARGET gets one picture for each
figure and theme, ours left, matplotlib's right, both at full size. Needs matplotlib. Its figures have its defaults, and the
few settings that anyone would make: labels, a legend, a colour map that suits the data.
"""
import json
import pathlib
import sys

import matplotlib
matplotlib.use("Agg")
from matplotlib import image, pyplot

GALLERY = json.loads((pathlib.Path(__file__).parent.parent.parent / "pipelines/gallery.json").read_text())
STAGES = GALLERY["stages"]


def values(stage):
    return STAGES[stage]["with"]["values"]


def lines():
    figure, panels = pyplot.subplots(1, 2, figsize=(9, 3.7), layout="constrained", sharey=True)
    for axes, key, title in zip(panels, ["train_loss", "validation_loss"], ["Training loss", "Validation loss"]):
        for name in ["sgd", "momentum", "adam"]:
            runs = [values(f"{name}_{seed}") for seed in (1, 2, 3)]
            columns = list(zip(*(run[key] for run in runs)))
            means = [sum(column) / 3 for column in columns]
            axes.plot(runs[0]["epoch"], means, "o-", label=name)
            axes.fill_between(runs[0]["epoch"], [min(c) for c in columns], [max(c) for c in columns], alpha=0.2)
        axes.set(title=title, xlabel="epoch")
        axes.axhline(2.303, linestyle="--", color="gray")
        axes.legend()
    panels[0].set_ylabel("cross-entropy")


def steps():
    data = values("schedule")
    figure, panels = pyplot.subplots(1, 3, figsize=(10.8, 3.2), layout="constrained")
    panels[0].step(data["epoch"], data["rate"], where="post")
    panels[0].set(yscale="log", title="Step size", xlabel="epoch", ylabel="step size")
    panels[1].plot(data["epoch"], data["seconds"])
    panels[1].set(title="Time spent", xlabel="epoch", ylabel="wall time in seconds")
    panels[2].plot(data["epoch"], data["gradient"], "o-")
    panels[2].set_yscale("symlog", linthresh=0.01)
    panels[2].set(title="A derivative", xlabel="epoch", ylabel="gradient")


def scatter():
    data = values("embedding")
    figure, axes = pyplot.subplots(figsize=(5.6, 4.7), layout="constrained")
    for digit in sorted(set(data["digit"])):
        places = [place for place, found in enumerate(data["digit"]) if found == digit]
        axes.scatter([data["x"][p] for p in places], [data["y"][p] for p in places], s=18, label=str(digit))
    axes.set(title="Points of ten classes", xlabel="first coordinate", ylabel="second coordinate", aspect="equal")
    figure.legend(loc="outside right upper")


def ranking():
    data = values("names")
    figure, axes = pyplot.subplots(figsize=(6.4, 4), layout="constrained")
    axes.bar_label(axes.barh(data["tweak"], data["train"]), fmt="%.3f")
    axes.invert_yaxis()
    axes.set(xlabel="training accuracy")


def stacked():
    data = values("time")
    figure, axes = pyplot.subplots(figsize=(6.4, 4), layout="constrained")
    base = [0] * len(data["stage"])
    for key in ["computing", "reading", "waiting"]:
        axes.bar(data["stage"], data[key], bottom=base, label=key)
        base = [low + height for low, height in zip(base, data[key])]
    axes.set_ylabel("time in seconds")
    axes.legend()


def histograms():
    figure, axes = pyplot.subplots(figsize=(6.4, 4), layout="constrained")
    for name in ["standard", "normalised"]:
        axes.hist(values(name)["layer5"], bins=40, range=(-1, 1), alpha=0.4, histtype="stepfilled", label=name)
    axes.set(xlabel="activation", ylabel="units")
    axes.legend()


def matrix():
    figure, axes = pyplot.subplots(figsize=(6.4, 4), layout="constrained")
    weight = values("weights")["weight"]
    limit = max(abs(value) for row in weight for value in row)
    picture = axes.imshow(weight, cmap="RdBu_r", vmin=-limit, vmax=limit, aspect="auto")
    figure.colorbar(picture, label="weight")
    axes.set(xlabel="input", ylabel="unit")


def confusion():
    data = values("predictions")
    figure, axes = pyplot.subplots(figsize=(5.6, 4.66), layout="constrained")
    shares = [[count / sum(row) for count in row] for row in data["confusion"]]
    figure.colorbar(axes.imshow(shares, cmap="Blues", vmin=0, vmax=1), label="share of the true class")
    for row, counts in enumerate(data["confusion"]):
        for column, count in enumerate(counts):
            axes.text(column, row, str(count), ha="center", va="center", size=7,
                      color="white" if shares[row][column] > 0.5 else "black")
    axes.set_xticks(range(10), data["class_names"], rotation=90)
    axes.set_yticks(range(10), data["class_names"])
    axes.set(xlabel="predicted class", ylabel="true class")


def regions():
    data = values("plane")
    figure, axes = pyplot.subplots(figsize=(5.6, 5.96), layout="constrained")
    winners = [max(range(3), key=lambda k: scores[k]) for scores in data["score"]]
    width = len(data["x"])
    axes.contourf(data["x"], data["y"], [winners[row * width:(row + 1) * width] for row in range(len(data["y"]))],
                  levels=[-0.5, 0.5, 1.5, 2.5], colors=["C0", "C1", "C2"], alpha=0.3)
    for kind, name in enumerate(["inner", "right", "left"]):
        places = [place for place, found in enumerate(data["point_class"]) if found == kind]
        axes.scatter([data["point_x"][p] for p in places], [data["point_y"][p] for p in places], s=20, label=name)
    axes.set(xlabel="$x_1$", ylabel="$x_2$")
    axes.legend()


def pictures():
    data = values("digits")
    figure, panels = pyplot.subplots(2, 7, figsize=(6.4, 2.6), layout="constrained")
    for axes, pixels, label, found in zip(panels.flat, data["pixels"], data["label"], data["prediction"]):
        axes.imshow([pixels[9 * row:9 * row + 9] for row in range(9)], cmap="gray_r", vmin=0, vmax=1)
        axes.set_title(str(label) if label == found else f"{label} as {found}", size=8)
        axes.set_axis_off()


def main():
    ours, target = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    target.mkdir(parents=True, exist_ok=True)
    for draw in [lines, steps, scatter, ranking, stacked, histograms, matrix, confusion, regions, pictures]:
        for suffix, style in [("", "default"), ("-dark", "dark_background")]:
            with pyplot.style.context(style):
                draw()
                theirs = target / "matplotlib.png"
                pyplot.savefig(theirs, dpi=200)
                pyplot.close()
            both = [image.imread(ours / f"{draw.__name__}{suffix}.png")[:, :, :3], image.imread(theirs)[:, :, :3]]
            height, width = max(p.shape[0] for p in both), sum(p.shape[1] for p in both)
            figure = pyplot.figure(figsize=(width / 100, height / 100), dpi=100)
            left = 0
            for picture in both:
                figure.figimage(picture, left, height - picture.shape[0])
                left += picture.shape[1]
            figure.savefig(target / f"{draw.__name__}{suffix}.png", dpi=100)
            pyplot.close(figure)
            theirs.unlink()


if __name__ == "__main__":
    main()
