"""Known answers for principal components and t-SNE, from scikit-learn, openTSNE and NumPy.

usage: make_embedding_fixtures.py > Tests/AnalysisTests/EmbeddingFixtures.swift

Needs numpy, scikit-learn and openTSNE. The sets are scikit-learn's copies of iris (R. A. Fisher, 1936) and of
the optical digits of the UCI repository (the first 350 of the test part). What the program is compared with
is computed here in Float64, from the formulas, not by it.
"""
import numpy
import openTSNE
from sklearn.datasets import load_digits, load_iris
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE, trustworthiness

PERPLEXITY = 30


def squared_distances(points):
    return ((points[:, None, :] - points[None, :, :]) ** 2).sum(axis=2)


def conditional(distances, neighbours):
    """Rows of p(j|i) over the nearest neighbours, and the precisions, by bisection to the last bit."""
    count = len(distances)
    rows, precisions = numpy.zeros((count, count)), numpy.zeros(count)
    for i in range(count):
        order = sorted((d, j) for j, d in enumerate(distances[i]) if j != i)[:neighbours]
        d = numpy.array([d for d, _ in order]) - order[0][0]
        low, high = 0.0, 1e6
        for _ in range(200):
            beta = (low + high) / 2
            w = numpy.exp(-beta * d)
            entropy = numpy.log(w.sum()) + beta * (w * d).sum() / w.sum()
            low, high = (beta, high) if entropy > numpy.log(PERPLEXITY) else (low, beta)
        precisions[i] = beta
        rows[i, [j for _, j in order]] = w / w.sum()
    return rows, precisions


def joint(points, neighbours):
    rows, precisions = conditional(squared_distances(points), neighbours)
    return (rows + rows.T) / (2 * len(points)), precisions


def entropy(p):
    return -(p[p > 0] * numpy.log(p[p > 0])).sum()


def divergence(p, embedding):
    kernel = 1 / (1 + squared_distances(embedding.astype(float)))
    numpy.fill_diagonal(kernel, 0)
    q = kernel / kernel.sum()
    return (p[p > 0] * numpy.log(p[p > 0] / q[p > 0])).sum()


def neighbour_accuracy(points, labels, k):
    """Of each point by the others; of equally frequent classes the lowest."""
    distances = squared_distances(points)
    numpy.fill_diagonal(distances, numpy.inf)
    near = numpy.argsort(distances, axis=1, kind="stable")[:, :k]
    return numpy.mean([numpy.bincount(labels[near[i]]).argmax() == labels[i] for i in range(len(labels))])


def embeddings(points):
    """From the peers, started from principal components, 1000 iterations."""
    exact = TSNE(init="pca", method="exact", perplexity=PERPLEXITY, max_iter=1000, random_state=1)
    peer = openTSNE.TSNE(
        perplexity=PERPLEXITY, early_exaggeration_iter=250, n_iter=750, initialization="pca",
        negative_gradient_method="bh", theta=0.2, neighbors="exact", random_state=1)
    return [exact.fit_transform(points), numpy.asarray(peer.fit(points))]


def number(x):
    return repr(float(x))


def numbers(values):
    return "[" + ", ".join(number(v) for v in values) + "]"


def known_answers(name, points, labels):
    count = len(points)
    pca = PCA(svd_solver="full").fit(points)
    plane = pca.transform(points)[:, :2]
    dense, precisions = joint(points, count - 1)
    sparse, _ = joint(points, 3 * PERPLEXITY)
    found = embeddings(points)
    print(f"""  static let {name} = KnownAnswers(
    explainedVariance: {numbers(pca.explained_variance_[:4])},
    totalVariance: {number(pca.explained_variance_.sum())},
    firstProjections: {numbers(plane[:3].ravel())},
    planeTrustworthiness: {number(trustworthiness(points, plane, n_neighbors=12))},
    planeAccuracy: {number(neighbour_accuracy(plane, labels, 10))},
    firstPrecision: {number(precisions[0])}, lastPrecision: {number(precisions[-1])},
    denseEntropy: {number(entropy(dense))}, sparseEntropy: {number(entropy(sparse))},
    peerDivergence: {number(min(divergence(sparse, e) for e in found))},
    peerDenseDivergence: {number(min(divergence(dense, e) for e in found))},
    peerTrustworthiness: {number(max(trustworthiness(points, e, n_neighbors=12) for e in found))},
    peerAccuracy: {number(max(neighbour_accuracy(e.astype(float), labels, 10) for e in found))})
""")


def rows(points, labels):
    """One line for each example: the label, then a letter for each feature, a for 0."""
    lines = ["".join(chr(97 + int(value)) for value in point) for point in points]
    return "\n".join(f"    {label}{line}" for label, line in zip(labels, lines))


def main():
    iris, digits = load_iris(), load_digits()
    points, labels = digits.data[:350], digits.target[:350]
    print("// Made by scripts/make_embedding_fixtures.py.\n")
    print("enum EmbeddingFixtures {")
    known_answers("iris", iris.data, iris.target)
    known_answers("digits", points, labels)
    flowers = [f"{label} " + " ".join(str(round(v * 10)) for v in row)
               for row, label in zip(iris.data, iris.target)]
    tenths = "\n".join("    " + "; ".join(flowers[i:i + 3]) for i in range(0, len(flowers), 3))
    print(f'  /// Class, then the lengths in millimetres.\n  static let irisText = """\n{tenths}\n    """\n')
    print(f'  /// Class, then 64 pixels from a (0) to q (16).\n  static let digitsText = """\n{rows(points, labels)}\n    """')
    print("}")


main()
