"""Writes golden.json beside it with umap-learn 0.5.3: python3 src/core/embed/umap/golden.py"""

import json
import pathlib

import numpy
from sklearn.metrics import pairwise_distances
from umap.umap_ import fuzzy_simplicial_set

rng = numpy.random.default_rng(7)
rows, dims, k = 40, 3, 6
matrix = rng.normal(size=(rows, dims)).round(3).astype(numpy.float32)
# Three rows that coincide, so that a neighbour lies at distance 0.
matrix[1] = matrix[0]
matrix[2] = matrix[0]
everything = pairwise_distances(matrix.astype(numpy.float64))
indices = numpy.argsort(everything, axis=1, kind="stable")[:, :k]
for row in range(rows):
    # Each row first of its own neighbours, also where others coincide with it.
    others = [other for other in numpy.argsort(everything[row], kind="stable") if other != row]
    indices[row] = [row, *others[: k - 1]]
distances = numpy.take_along_axis(everything, indices, axis=1).astype(numpy.float32)
cases = []
for mix, connectivity in [(1, 1), (0, 1), (0.3, 1), (1, 2), (1, 1.5), (0.5, 0.4), (0.8, 0), (1, 5.5)]:
    graph, _, _, _ = fuzzy_simplicial_set(
        matrix,
        k,
        None,
        "euclidean",
        knn_indices=indices,
        knn_dists=distances,
        set_op_mix_ratio=mix,
        local_connectivity=connectivity,
        return_dists=False,
    )
    dense = graph.toarray()
    edges = [
        [int(i), int(j), float(dense[i, j].round(7))] for i, j in zip(*dense.nonzero()) if i < j
    ]
    cases.append({"setOpMix": mix, "localConnectivity": connectivity, "edges": edges})
golden = {
    "k": k,
    "indices": indices.ravel().tolist(),
    "distances": distances.ravel().astype(float).tolist(),
    "cases": cases,
}
pathlib.Path(__file__).with_name("golden.json").write_text(json.dumps(golden) + "\n")
