"""Writes golden.json beside it with scikit-learn 1.2.1: python3 src/core/quality/golden.py"""

import json
import pathlib

import numpy
from sklearn.manifold import trustworthiness

rng = numpy.random.default_rng(4)
rows, dims, k = 60, 5, 7
matrix = rng.normal(size=(rows, dims)).round(6)
plane = (matrix[:, :2] + 0.8 * rng.normal(size=(rows, 2))).round(6)
golden = {
    "dims": dims,
    "k": k,
    "matrix": matrix.ravel().tolist(),
    "plane": plane.ravel().tolist(),
    "trustworthiness": {
        metric: trustworthiness(matrix, plane, n_neighbors=k, metric=metric)
        for metric in ("euclidean", "manhattan", "cosine", "correlation")
    },
    "continuity": trustworthiness(plane, matrix, n_neighbors=k),
}
pathlib.Path(__file__).with_name("golden.json").write_text(json.dumps(golden) + "\n")
