"""Writes golden.json: scores by scikit-learn, on inputs that score.test.ts makes by the same recurrence."""
import json
import sys

import numpy
from sklearn.manifold import trustworthiness
from sklearn.metrics import adjusted_rand_score


def stream(seed):
    state = seed
    while True:
        state = (state * 16807) % 2147483647
        yield state / 2147483647


def draw(seed, count):
    values = stream(seed)
    return numpy.array([next(values) for _ in range(count)])


rand = []
for seed, rows, a, b in [(1, 50, 3, 4), (2, 200, 5, 2), (3, 400, 8, 8), (4, 30, 1, 3)]:
    left = numpy.floor(draw(seed, rows) * a).astype(int) - 1
    right = numpy.floor(draw(seed + 100, rows) * b).astype(int) - 1
    # Half of the rows agree, so that the index is not about 0.
    right[::2] = left[::2]
    rand.append({"seed": seed, "rows": rows, "a": a, "b": b, "score": adjusted_rand_score(left, right)})

trust = []
for seed, rows, columns, k in [(5, 60, 3, 5), (6, 150, 6, 10), (7, 300, 4, 15)]:
    data = draw(seed, rows * columns).astype("f4").reshape(rows, columns)
    plane = draw(seed + 100, rows * 2).astype("f4").reshape(rows, 2)
    plane[:, 0] = data[:, 0] + plane[:, 0] / 4
    score = trustworthiness(data.astype(float), plane.astype(float), n_neighbors=k)
    trust.append({"seed": seed, "rows": rows, "columns": columns, "k": k, "score": score})

json.dump({"rand": rand, "trust": trust}, sys.stdout, indent=2)
print()
