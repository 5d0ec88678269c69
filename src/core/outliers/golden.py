"""Writes golden.json beside it with scikit-learn 1.2.1: python3 src/core/outliers/golden.py"""

import json
import pathlib

import numpy
from sklearn.neighbors import LocalOutlierFactor

rng = numpy.random.default_rng(7)
k = 6


def case(matrix):
    rows = numpy.asarray(matrix, dtype=numpy.float32)
    model = LocalOutlierFactor(n_neighbors=k).fit(rows)
    distance = model.kneighbors()[0][:, -1]
    return {
        "dims": rows.shape[1],
        "matrix": rows.ravel().round(3).tolist(),
        "lof": (-model.negative_outlier_factor_).tolist(),
        "kDistance": distance.tolist(),
    }


clouds = numpy.vstack([rng.normal(size=(40, 3)), 4 + 0.2 * rng.normal(size=(20, 3)), [[9, 9, 9], [2, 2, 2]]]).round(3)
# 12 times the same point, more than k, and points beside it.
heap = numpy.vstack([rng.normal(size=(30, 3)), numpy.ones((12, 3)), [[1.5, 1, 1]]]).round(3)
pathlib.Path(__file__).with_name("golden.json").write_text(
    json.dumps({"k": k, "cases": {"clouds": case(clouds), "heap of duplicates": case(heap)}}) + "\n"
)
