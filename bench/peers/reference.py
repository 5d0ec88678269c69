"""Serves reference implementations to the bench: one JSON request a line in, one JSON answer a line out.

Arrays pass as raw little-endian float32 or int32 files. Every answer holds the seconds of the call alone.
A package that is not here is an answer {"missing": name}, and the bench skips the row.
"""
import json
import os
import sys
import time
import warnings

warnings.filterwarnings("ignore")
# Packages print to stdout at will; answers go out on a descriptor of their own.
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)


def matrix(request, key="matrix"):
    import numpy

    return numpy.fromfile(request[key], "<f4").reshape(request["rows"], request["columns"])


def timed(call):
    start = time.perf_counter()
    result = call()
    return result, time.perf_counter() - start


def umap(request):
    from umap import UMAP

    data = matrix(request)
    model = UMAP(
        n_neighbors=request["neighbors"],
        min_dist=request["minDist"],
        n_epochs=request.get("epochs"),
        random_state=request["seed"],
    )
    plane, seconds = timed(lambda: model.fit_transform(data))
    plane.astype("<f4").tofile(request["out"])
    return {"seconds": seconds}


def pynndescent(request):
    from pynndescent import NNDescent

    data = matrix(request)
    k = request["neighbors"]
    (indices, _), seconds = timed(lambda: NNDescent(data, n_neighbors=k, random_state=1).neighbor_graph)
    answer = {"seconds": seconds}
    if "probes" in request:
        import numpy
        from sklearn.neighbors import NearestNeighbors

        rows = numpy.random.default_rng(1).choice(len(data), request["probes"], replace=False)
        exact = NearestNeighbors(n_neighbors=k, algorithm="brute").fit(data).kneighbors(data[rows])[1]
        shared = [len(set(a) & set(b)) for a, b in zip(exact, indices[rows])]
        answer["recall"] = float(numpy.mean(shared)) / k
    return answer


def kdtree(request):
    from sklearn.neighbors import KDTree

    data = matrix(request)
    _, seconds = timed(lambda: KDTree(data).query(data, request["neighbors"]))
    return {"seconds": seconds}


def dbscan(request):
    from sklearn.cluster import DBSCAN

    data = matrix(request)
    model = DBSCAN(eps=request["eps"], min_samples=request["minSamples"])
    labels, seconds = timed(lambda: model.fit_predict(data))
    labels.astype("<i4").tofile(request["out"])
    return {"seconds": seconds}


def lof(request):
    from sklearn.neighbors import LocalOutlierFactor

    data = matrix(request)
    model, seconds = timed(lambda: LocalOutlierFactor(n_neighbors=request["neighbors"]).fit(data))
    (-model.negative_outlier_factor_).astype("<f4").tofile(request["out"])
    return {"seconds": seconds}


def versions(_request):
    found = {"python": sys.version.split()[0]}
    for name in ("numpy", "numba", "sklearn", "umap", "pynndescent"):
        try:
            found[name] = __import__(name).__version__
        except ImportError:
            found[name] = None
    return {"versions": found}


JOBS = {job.__name__: job for job in (umap, pynndescent, kdtree, dbscan, lof, versions)}

for line in sys.stdin:
    request = json.loads(line)
    try:
        answer = JOBS[request["job"]](request)
    except ImportError as error:
        answer = {"missing": error.name}
    except Exception as error:
        answer = {"error": f"{type(error).__name__}: {error}"}
    answers.write(json.dumps(answer) + "\n")
    answers.flush()
