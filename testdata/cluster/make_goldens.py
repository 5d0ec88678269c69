"""Golden cases of clustering: python3 make_goldens.py writes dbscan.json and hdbscan.json beside itself.

DBSCAN by scikit-learn 1.2.1 (algorithm='kd_tree', which sums squares in double precision in the order of the
columns). HDBSCAN in plain numpy, O(n^2), after Campello, Moulavi, Sander 2013 (hierarchy, excess of mass), McInnes
and Healy 2017 (condensed tree, membership strength) and Malzer and Baum 2020 (cluster_selection_epsilon); min_samples
counts the point itself, as in scikit-learn.
"""
import json
import os

import numpy as np
from scipy.sparse.csgraph import minimum_spanning_tree
from sklearn.cluster import DBSCAN

HERE = os.path.dirname(os.path.abspath(__file__))


def blobs(rng, rows, dims, centers, spread, noise):
    """Gaussian blobs of unequal width in a uniform background, in random order, to three decimals."""
    middle = rng.uniform(-4, 4, size=(centers, dims))
    width = spread * rng.uniform(0.4, 1.6, size=centers)
    which = rng.choice(centers, rows, p=np.arange(1, centers + 1) / np.arange(1, centers + 1).sum())
    points = middle[which] + rng.normal(size=(rows, dims)) * width[which, None]
    far = rng.random(rows) < noise
    points[far] = rng.uniform(-6, 6, size=(far.sum(), dims))
    return np.round(points, 3)


def as_read(points):
    """The values as a Float32Array holds them."""
    return points.astype(np.float32).astype(np.float64)


def dbscan_cases():
    rng = np.random.default_rng(20261)
    plans = [
        ("plane", blobs(rng, 400, 2, 5, 0.5, 0.1), [(0.25, 5), (0.5, 8), (1.2, 4)]),
        ("plane on a lattice, ties at eps", np.round(blobs(rng, 400, 2, 4, 0.9, 0.1) * 4) / 4, [(0.25, 5), (0.5, 12)]),
        ("5 columns", blobs(rng, 300, 5, 4, 0.5, 0.1), [(0.7, 5), (1.2, 8), (2.5, 4)]),
        ("5 columns on a lattice, duplicates", np.round(blobs(rng, 300, 5, 3, 0.5, 0.1)), [(1, 5), (2, 20)]),
        ("12 columns, two constant", blobs(rng, 250, 12, 4, 0.4, 0.1), [(1.2, 5), (2, 10)]),
        ("40 columns", blobs(rng, 100, 40, 3, 0.4, 0.1), [(2.5, 4), (4, 10)]),
    ]
    plans[4][1][:, [3, 7]] = 1.5
    for name, points, settings in plans:
        for eps, min_samples in settings:
            fit = DBSCAN(eps=eps, min_samples=min_samples, algorithm="kd_tree").fit(as_read(points))
            core = np.zeros(len(points), int)
            core[fit.core_sample_indices_] = 1
            yield name, points, {
                "eps": eps,
                "minSamples": min_samples,
                "labels": fit.labels_.tolist(),
                "core": "".join(map(str, core)),
            }


def single_linkage(points, min_samples):
    """Merges (children, distance, size) by rising mutual reachability; nodes 0..n-1 are points.

    A core distance is the length of several edges, so that levels of equal length are usual. All that meet at one
    length meet in one merge: the result is that of the hierarchy itself and of no order among its equals.
    """
    n = len(points)
    distance = np.sqrt(((points[:, None, :] - points[None, :, :]) ** 2).sum(-1))
    core = np.sort(distance, axis=1)[:, min(min_samples, n) - 1]
    reach = np.maximum(distance, np.maximum(core[:, None], core[None, :]))
    np.fill_diagonal(reach, 0)
    assert (reach[~np.eye(n, dtype=bool)] > 0).all(), "duplicates: no edge in a sparse graph"
    tree = minimum_spanning_tree(reach).tocoo()
    edges = sorted(zip(tree.data, tree.row, tree.col))
    above = list(range(n))
    merges = []

    def find(i):
        while above[i] != i:
            i = above[i]
        return i

    for weight in sorted({edge[0] for edge in edges}):
        born = n + len(merges)
        for _, a, b in (edge for edge in edges if edge[0] == weight):
            a, b = find(a), find(b)
            if a < born and b < born:
                new = n + len(merges)
                above.append(new)
                merges.append(([a, b], weight, 0))
                above[a] = above[b] = new
                continue
            into, other = max(a, b), min(a, b)
            merges[into - n][0].extend(merges[other - n][0] if other >= born else [other])
            if other >= born:
                merges[other - n][0].clear()
            above[other] = into
    sizes = []
    for children, weight, _ in merges:
        sizes.append(sum(1 if child < n else sizes[child - n] for child in children))
    merges = [(children, weight, size) for (children, weight, _), size in zip(merges, sizes)]
    return merges, find(0)


def condensed(merges, top, n, min_cluster_size):
    """Rows (parent, child, lambda, size) from the root n down; children below n are points."""
    size = lambda node: 1 if node < n else merges[node - n][2]

    def points_below(node):
        found, stack = [], [node]
        while stack:
            at = stack.pop()
            if at < n:
                found.append(at)
            else:
                stack += merges[at - n][0]
        return found

    rows, fresh = [], [n]
    stack = [(top, n)]
    while stack:
        node, cluster = stack.pop()
        children, weight, _ = merges[node - n]
        level = 1 / weight
        heirs = [child for child in children if size(child) >= min_cluster_size]
        for child in children:
            if child not in heirs:
                rows += [(cluster, point, level, 1) for point in points_below(child)]
            elif len(heirs) == 1:
                stack.append((child, cluster))
            else:
                fresh[0] += 1
                rows.append((cluster, fresh[0], level, size(child)))
                stack.append((child, fresh[0]))
    return rows


def select(rows, n, method, epsilon):
    root = n
    birth = {child: level for _, child, level, _ in rows if child >= n}
    birth[root] = 0.0
    parent = {child: above for above, child, _, _ in rows if child >= n}
    children = {c: [child for child in parent if parent[child] == c] for c in birth}
    if method == "leaf":
        chosen = {c for c in birth if not children[c] and c != root}
    else:
        stability = {c: 0.0 for c in birth}
        for above, _, level, count in rows:
            stability[above] += (level - birth[above]) * count
        chosen = set()

        def below(c):
            return [c] + [d for child in children[c] for d in below(child)]

        for c in sorted(birth, reverse=True):
            if c == root:
                continue
            lower = sum(stability[child] for child in children[c])
            if children[c] and lower > stability[c]:
                stability[c] = lower
            else:
                chosen -= set(below(c))
                chosen.add(c)
    if epsilon > 0:

        def climb(c):
            above = parent[c]
            if above == root:
                return c
            return above if 1 / birth[above] > epsilon else climb(above)

        chosen = {climb(c) if 1 / birth[c] < epsilon else c for c in chosen}
    return chosen, parent


def hdbscan(points, min_samples, min_cluster_size, method, epsilon):
    n = len(points)
    rows = condensed(*single_linkage(points, min_samples), n, min_cluster_size)
    chosen, parent = select(rows, n, method, epsilon)
    death = {}
    for above, _, level, _ in rows:
        death[above] = max(death.get(above, 0), level)
    labels = [-1] * n
    strengths = [0.0] * n
    names = {}
    for above, child, level, _ in sorted(rows, key=lambda row: row[1]):
        if child >= n:
            continue
        at = above
        while at not in chosen and at != n:
            at = parent[at]
        if at == n:
            continue
        labels[child] = names.setdefault(at, len(names))
        strengths[child] = min(level, death[at]) / death[at]
    return labels, strengths


def hdbscan_cases():
    rng = np.random.default_rng(20262)
    plans = [("plane", blobs(rng, 300, 2, 6, 0.5, 0.15)), ("4 columns", blobs(rng, 200, 4, 4, 0.5, 0.1))]
    for name, points in plans:
        points = np.unique(points, axis=0)
        points = points[rng.permutation(len(points))]
        for min_samples, min_cluster_size in ((1, 8), (5, 5), (5, 15), (12, 30)):
            for method in ("eom", "leaf"):
                for epsilon in (0, 0.35, 1.5):
                    labels, strengths = hdbscan(as_read(points), min_samples, min_cluster_size, method, epsilon)
                    yield name, points, {
                        "minSamples": min_samples,
                        "minClusterSize": min_cluster_size,
                        "selection": method,
                        "selectionEpsilon": epsilon,
                        "labels": labels,
                        "strengths": [round(s, 5) for s in strengths],
                    }


def write(file, cases):
    tables = {}
    for name, points, run in cases:
        table = tables.setdefault(name, {"name": name, "dims": points.shape[1], "points": points.ravel().tolist(), "runs": []})
        table["runs"].append(run)
    with open(os.path.join(HERE, file), "w") as out:
        json.dump(list(tables.values()), out, separators=(",", ":"))
        out.write("\n")


write("dbscan.json", dbscan_cases())
write("hdbscan.json", hdbscan_cases())
