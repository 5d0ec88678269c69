/** Functions that every exported script begins with: what Outcrop computes, in numpy, pandas and scikit-learn. */

export const IMPORTS = `import base64
import csv
import re
from functools import partial
from itertools import islice
from pathlib import Path

import numpy as np
import pandas as pd
from pandas.io.common import get_handle
from sklearn.cluster import DBSCAN
from sklearn.metrics import adjusted_rand_score
from sklearn.neighbors import NearestNeighbors

# Whether umap-learn draws a plane of its own beside that of Outcrop, to see which clusters are there again.
ASK_UMAP_LEARN = True`;

export const READING = String.raw`MISSING_WORDS = ["", "NA", "N/A", "#N/A", "<NA>", "n/a", "NaN", "nan", "NAN", "-nan", "-NaN",
                 "null", "NULL", "Null", "None", "-"]


NUMBER = re.compile(r"[+-]?((\d+\.?\d*|\.\d+)(e[+-]?\d+)?|inf(inity)?)", re.IGNORECASE)
COMMA_NUMBER = re.compile(r"[+-]?(\d+,\d*|,\d+)(e[+-]?\d+)?", re.IGNORECASE)


def is_number(text, delimiter):
    return text in MISSING_WORDS or bool(NUMBER.fullmatch(text) or delimiter == ";" and COMMA_NUMBER.fullmatch(text))


def dialect(path, header, delimiter):
    """How a text file writes its table, found in its first lines as Outcrop finds it: options of pandas.read_csv."""
    with get_handle(path, "r", compression="infer", encoding="utf-8-sig", errors="replace") as handles:
        lines = list(islice(handles.handle, 1000))
    top = 0
    while top < len(lines) and (lines[top].strip() == "" or lines[top].strip().startswith("#")):
        top += 1

    def records(delimiter):
        rows = csv.reader(lines[top:top + 200], delimiter=delimiter, skipinitialspace=True)
        return [[text.strip() for text in row] for row in rows if row][:100]

    def agreement_of(delimiter):
        rows = records(delimiter)
        widths = [len(row) for row in rows]
        width = max(sorted(set(widths)), key=widths.count)
        cells = [text for row in rows[1:] or rows for text in row]
        numbers = sum(is_number(text, delimiter) for text in cells) / len(cells)
        return (widths.count(width) / len(rows) * (1 + numbers), width) if width > 1 else (0, 1)

    if delimiter is None:
        delimiter = max(",;\t|", key=agreement_of)
    rows = records(delimiter)
    if header is None:
        header = not all(is_number(text, delimiter) for text in rows[0])
    cells = [text for row in rows[int(header):] for text in row]
    comma = delimiter == ";" and any(map(COMMA_NUMBER.fullmatch, cells)) and \
        not any("." in text and NUMBER.fullmatch(text) for text in cells)
    return {"sep": delimiter, "header": 0 if header else None, "decimal": "," if comma else ".", "skiprows": top}


def read_table(path, names, header, delimiter, rows=slice(None)):
    """The rows of a file in their order; names are those that Outcrop gave the columns that it read."""
    path = Path(path)
    if ".parquet" in path.suffixes:
        try:
            table = pd.read_parquet(path)
        except ImportError:
            raise SystemExit(f"{path}: pandas reads Parquet with the package pyarrow or fastparquet: install one of them")
    else:
        table = pd.read_csv(path, **dialect(path, header, delimiter), index_col=False, skipinitialspace=True,
                            float_precision="round_trip", na_values=MISSING_WORDS, keep_default_na=False, low_memory=False)
    table = table.iloc[rows].reset_index(drop=True)
    if set(names) <= set(table.columns):
        return table[names]
    if len(table.columns) != len(names):
        raise ValueError(f"{path} has {len(table.columns)} columns; expected {len(names)}: {names}")
    table.columns = names
    return table


def read_tables(paths, names, column, **options):
    """Files with the same columns as one table, one below the other; a column tells the file of each row."""
    tables = [read_table(path, names, **options).assign(**{column: path}) for path in paths]
    return pd.concat(tables, ignore_index=True)


def mask_sentinels(table, sentinels):
    """Numbers that stand for "missing", such as -999, become NaN."""
    for name, values in sentinels.items():
        table[name] = table[name].astype(float).mask(table[name].isin(values))


def asymmetry(top, bottom):
    """(top - bottom) / (top + bottom); no value where that is not finite."""
    ratio = (top - bottom) / (top + bottom)
    return ratio.where(np.isfinite(ratio))`;

export const FEATURES = `def prepare(table, features, scaling, missing, within=True):
    """The matrix that neighbours are searched in, and the rows of the table that it holds.

    Each column is transformed, centred and scaled; scaled values beyond 5 are compressed logarithmically;
    missing values become the median ("impute", with a 0/1 column for columns missing together) or their
    rows are left out ("exclude"); log10 of a value that is not positive is the low edge of its column.
    Rows that are not within are left out.
    """
    raw = {name: table[name].to_numpy(dtype=float) for name, _ in features}
    lost = {name: ~np.isfinite(values) & within for name, values in raw.items()}
    count = np.sum([lost[name] for name in raw], axis=0)
    rows = np.flatnonzero((count < (1 if missing == "exclude" else len(raw))) & within)
    columns, kept = [], []
    for name, transform in features:
        value, gone = raw[name][rows], lost[name][rows]
        with np.errstate(divide="ignore", invalid="ignore"):
            entered = np.log10(value) if transform == "log10" else value.copy()
        low = ~gone & (value <= 0) if transform == "log10" else np.zeros(len(rows), bool)
        good = entered[~gone & ~low]
        if len(good) == 0:
            continue
        entered[low] = np.quantile(good, 0.001)
        present = entered[~gone]
        median = np.median(present)
        if scaling == "none":
            center, scale = 0.0, 1.0
        elif scaling == "standard":
            center, scale = present.mean(), present.std()
        else:
            spread = np.quantile(present, 0.75) - np.quantile(present, 0.25)
            center, scale = median, spread / 1.3489795003921634 if spread > 0 else present.std()
        if present.max() == present.min() or scale == 0:
            continue  # a constant column
        entered[gone] = median
        z = (entered - center) / scale
        if scaling != "none":
            far = np.abs(z) > 5
            z[far] = np.sign(z[far]) * 5 * (1 + np.log(np.abs(z[far]) / 5))
        columns.append(z)
        kept.append(name)
    if missing == "impute":
        columns += indicators([lost[name] for name in kept], rows)
    return np.column_stack(columns).astype(np.float32), rows


def indicators(lost, rows):
    """A column for each group of columns that are missing in the same rows."""
    fewest = max(10, 0.005 * len(rows))
    groups = []
    for column in lost:
        if column.sum() < fewest:
            continue
        for group in groups:
            if (group[0] & column).sum() >= 0.9 * (group[0] | column).sum():
                group.append(column)
                break
        else:
            groups.append([column])
    found = []
    for group in groups:
        flags = 2 * np.sum([column[rows] for column in group], axis=0) > len(group)
        if fewest <= flags.sum() < len(rows):
            found.append(flags * 2 * np.sqrt(len(group)))
    return found


def embed(matrix, rows, total, params, sample=None):
    """The plane as two columns over all rows of the table, NaN where a row was left out."""
    fitted = np.arange(len(matrix))
    if sample is not None and sample < len(matrix):
        # Outcrop draws a stratified sample; this is a plain one of the same size.
        fitted = np.sort(np.random.default_rng(params["random_state"]).choice(len(matrix), sample, False))
    if params["init"] == "pca":
        from sklearn.decomposition import PCA

        start = PCA(2, random_state=params["random_state"]).fit_transform(matrix[fitted])
        params = {**params, "init": 10 * start / np.abs(start).max()}
    try:
        import umap
    except ImportError:
        raise SystemExit("this plane is drawn by the package umap-learn: install it")
    model = umap.UMAP(**params).fit(matrix[fitted])
    plane = np.full((total, 2), np.nan)
    plane[rows[fitted]] = model.embedding_
    others = np.setdiff1d(np.arange(len(matrix)), fitted)
    if len(others):
        plane[rows[others]] = model.transform(matrix[others])
    return pd.DataFrame(plane, columns=["UMAP 1", "UMAP 2"])


def unpack(kind, text):
    return np.frombuffer(base64.b64decode(text), dtype=kind)


def plane_of_umap_learn(cell):
    """Drawn once for each embedding, of the same rows by the same parameters."""
    if cell not in planes:
        planes[cell] = again[cell]()
    return planes[cell]


def placed(plane, within=True):
    rows = np.flatnonzero(np.isfinite(plane).all(axis=1) & within)
    return plane[rows].astype(float), rows`;

export const CLUSTERING = `def k_distances(points, min_samples):
    """Distances to the min_samples-th neighbour, the point itself counted, descending."""
    near = NearestNeighbors(n_neighbors=min(min_samples, len(points))).fit(points)
    return np.sort(near.kneighbors(points)[0][:, -1])[::-1]


def knee_eps(distances):
    """1.5 times the knee of the k-distance curve, at most 8 times its median."""
    high, low = distances[0], distances[-1]
    if high == low:
        return max(1e-6, 1.5 * high)
    below = 1 - np.arange(len(distances)) / (len(distances) - 1) - (distances - low) / (high - low)
    eps, median = 1.5 * distances[np.argmax(below)], distances[len(distances) // 2]
    return max(1e-6, min(eps, 8 * median) if median > 0 else eps)


def default_min_samples(points):
    return max(5, round(5 + 10 * np.log10(max(points, 1000) / 1000)))


def default_min_cluster_size(points):
    return max(15, round(points / 1000))


def hdbscan_class():
    try:
        from sklearn.cluster import HDBSCAN  # scikit-learn 1.3 and newer
    except ImportError:
        try:
            from hdbscan import HDBSCAN
        except ImportError:
            raise SystemExit("HDBSCAN is in scikit-learn 1.3 and newer, or in the package hdbscan: install one of them")
    return HDBSCAN


def by_size(found, rows, total):
    """Labels over all rows: 0.. by falling size, -1 noise, -2 not embedded."""
    sizes = np.bincount(found[found >= 0])
    order = np.argsort(-sizes, kind="stable")
    rank = np.empty(len(order), int)
    rank[order] = np.arange(len(order))
    labels = np.full(total, -2)
    labels[rows] = [rank[label] if label >= 0 else -1 for label in found]
    return labels


def agreement(labels, others):
    """Adjusted Rand index: 1 where both divide the events alike, 0 where they agree as by chance."""
    return adjusted_rand_score(labels, others)


def found_again(labels, others):
    """For each cluster, the one of the others that shares most with it: Jaccard index 1 where it is the same."""
    best = {}
    for label in sorted(set(labels[labels >= 0])):
        inside = labels == label
        shared = {other: (inside & (others == other)).sum() / (inside | (others == other)).sum()
                  for other in set(others[inside & (others >= 0)])}
        other = max(shared, key=shared.get, default=-1)
        best[label] = [inside.sum(), other, round(shared.get(other, 0.0), 3)]
    return pd.DataFrame.from_dict(best, orient="index", columns=["events", "like", "Jaccard index"])`;

export const SELECTING = `def column(ref):
    cell, name = ref.split(":", 1)
    return tables[cell][name]


def selected_by(test, cells):
    """Rows where a test of the columns of some cells holds; a missing result is not selected."""
    t = pd.concat([tables[cell] for cell in cells], axis=1)
    return holds_in(test, t.loc[:, ~t.columns.duplicated()])


def holds_in(test, t):
    """Rows of a table where a test of its columns holds; a missing result does not."""
    with np.errstate(all="ignore"):
        return np.broadcast_to(np.asarray(test(t)) == 1, len(t)).copy()


def in_range(ref, low, high):
    values = column(ref).to_numpy(dtype=float)
    return (values >= (-np.inf if low is None else low)) & (values <= (np.inf if high is None else high))


def in_polygon(x_ref, y_ref, x_log, y_log, points):
    """Rows within a polygon by the non-zero winding rule; its edges are straight on the axes as drawn."""
    with np.errstate(divide="ignore", invalid="ignore"):
        place = lambda values, log: np.log10(values) if log else values
        x = place(column(x_ref).to_numpy(dtype=float), x_log)
        y = place(column(y_ref).to_numpy(dtype=float), y_log)
        corners = np.array(points, dtype=float)
        px, py = place(corners[:, 0], x_log), place(corners[:, 1], y_log)
    winding = np.zeros(len(x), int)
    for i in range(len(px)):
        x0, y0, x1, y1 = px[i - 1], py[i - 1], px[i], py[i]
        side = (x1 - x0) * (y - y0) - (x - x0) * (y1 - y0)
        winding += (y0 <= y) & (y < y1) & (side > 0)
        winding -= (y1 <= y) & (y < y0) & (side < 0)
    return (winding != 0) & np.isfinite(x) & np.isfinite(y)


def events_of(text, rows, total):
    """Rows from lengths out of and in the set by turns, in base 32, lowest digit first; 32 more where a digit follows."""
    picked = np.zeros(total, bool)
    if rows != total:
        return picked
    digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    row, length, scale, inside = 0, 0, 1, False
    for digit in map(digits.index, text):
        length += digit % 32 * scale
        scale *= 32
        if digit < 32:
            picked[row:row + length] = inside
            row, length, scale, inside = row + length, 0, 1, not inside
    return picked


def rows_of(numbers, total):
    picked = np.zeros(total, bool)
    picked[[number for number in numbers if number < total]] = True
    return picked`;

export const EXPLAINING = `def set_apart(inside, outside, cell, names):
    """2 AUC - 1 of each quantity: +1 where all rows inside lie above all others, best first."""
    scores = {}
    for name in names:
        values = tables[cell][name].to_numpy(dtype=float)
        a, b = values[inside & np.isfinite(values)], values[outside & np.isfinite(values)]
        if len(a) and len(b):
            ranks = pd.Series(np.concatenate([a, b])).rank().to_numpy()
            scores[name] = 2 * (ranks[:len(a)].sum() - len(a) * (len(a) + 1) / 2) / (len(a) * len(b)) - 1
    return pd.Series(scores, dtype=float).sort_values(key=np.abs, ascending=False)`;

export const PLOTTING = `def draw(kind, title, x, y, labels, seconds=None, within=None):
    """One figure of the rows within; seconds is a unit of the time that a rate is against. Without matplotlib nothing is drawn."""
    try:
        import matplotlib.pyplot as plt
    except ImportError:
        return
    figure, axes = plt.subplots(figsize=(5, 4))
    values = [None if axis is None else column(axis["column"]).to_numpy(dtype=float) for axis in (x, y)]
    values = [v ** 2 * np.sign(v) if v is not None and axis["square"] else v
              for v, axis in zip(values, (x, y))]
    if within is not None:
        values = [None if v is None else np.where(within, v, np.nan) for v in values]
    if kind == "scatter":
        groups = [None] if labels is None else sorted(set(column(labels)) - {-2})
        for label in groups:
            rows = slice(None) if label is None else (column(labels) == label).to_numpy()
            color = "0.7" if label == -1 else None
            axes.scatter(values[0][rows], values[1][rows], s=2, color=color, label=label, rasterized=True)
        if labels is not None and len(groups) <= 12:
            axes.legend(markerscale=4, fontsize="small")
    elif kind == "rate":
        finite = values[0][np.isfinite(values[0])]
        counts, edges = np.histogram(finite, bins=int(np.clip(len(finite) / 25, 8, 60)))
        axes.stairs(counts / (np.diff(edges) * seconds), edges)
        axes.set_ylabel("rate [Hz]")
    else:
        finite = values[0][np.isfinite(values[0])]
        finite = finite[finite > 0] if x["log"] else finite
        low, high = np.quantile(finite, [0.001, 0.999])
        bins = np.geomspace(low, high, 80) if x["log"] else np.linspace(low, high, 80)
        axes.hist(finite, bins=bins, histtype="step")
    for axis, name in ((x, "x"), (y, "y")):
        if axis is not None:
            getattr(axes, f"set_{name}label")(axis["label"])
            getattr(axes, f"set_{name}scale")("log" if axis["log"] else "linear")
            if axis["reversed"]:
                getattr(axes, f"invert_{name}axis")()
    axes.set_title(title)
    figure.tight_layout()
    plt.show()
    plt.close(figure)`;
