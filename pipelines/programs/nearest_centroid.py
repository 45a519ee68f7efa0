"""Nearest-centroid classification, as an example of a program that a pipeline runs.

usage: nearest_centroid.py DATA.h5 VALUES.json CENTROIDS.h5 PARAMETERS.json

PARAMETERS.json is {"sizes": [10, 100]}. DATA.h5 has train/inputs, train/labels, test/inputs and
test/labels (8-bit images, one per row). For each size the mean image of every class is taken over that
many training examples, and each test image gets the class whose mean is nearest.

All arithmetic is on whole numbers, so that the result is the same, bit for bit, on every machine: with
n examples of sum s, the distance of x is |n x - s|^2 / n^2, compared without the division.
"""
import json
import sys

import h5py
import numpy


def images(file, part):
    inputs = file[f"{part}/inputs"][()]
    return inputs.reshape(len(inputs), -1).astype(numpy.int64), file[f"{part}/labels"][()]


def sums(inputs, labels, classes):
    counts = numpy.bincount(labels, minlength=classes).astype(numpy.int64)
    totals = numpy.zeros((classes, inputs.shape[1]), dtype=numpy.int64)
    numpy.add.at(totals, labels, inputs)
    return counts, totals


def nearest(inputs, counts, totals):
    """The class of the nearest mean; the lower class on a tie, never one without examples."""
    best = numpy.full(len(inputs), -1)
    distance = numpy.zeros(len(inputs), dtype=object)
    scale = numpy.ones(len(inputs), dtype=object)
    for label in numpy.flatnonzero(counts):
        n = int(counts[label])
        # Fits 64 bits for 784 pixels of 8 bits and up to 100,000 examples; the comparison of
        # fractions does not, so it is made with Python's integers.
        found = ((n * inputs - totals[label]) ** 2).sum(axis=1).astype(object)
        closer = (best < 0) | (found * scale < distance * (n * n))
        best[closer], distance[closer], scale[closer] = label, found[closer], n * n
    return best


def main():
    data, values_path, centroids_path, parameters_path = sys.argv[1:]
    with open(parameters_path, encoding="utf-8") as file:
        sizes = json.load(file)["sizes"]
    with h5py.File(data, "r") as file:
        train, train_labels = images(file, "train")
        test, test_labels = images(file, "test")
    classes = int(train_labels.max()) + 1
    errors = []
    for size in sizes:
        counts, totals = sums(train[:size], train_labels[:size], classes)
        wrong = int((nearest(test, counts, totals) != test_labels).sum())
        errors.append(wrong / len(test))
        print(f"{size} examples: error {errors[-1]:.4f}", flush=True)
    with open(values_path, "w", encoding="utf-8") as file:
        json.dump({"values": {
            "sizes": sizes, "errors": errors, "error": errors[-1], "accuracy": 1 - errors[-1],
            "examples": len(test)}}, file)
    with h5py.File(centroids_path, "w") as file:
        file["sums"] = totals
        file["counts"] = counts
        file["sums"].attrs["meaning"] = "sum of the training images of each class"


if __name__ == "__main__":
    main()
