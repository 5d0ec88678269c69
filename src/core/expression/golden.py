"""Golden values of expressions, by pandas and numpy: writes golden.json beside this file.

/usr/bin/python3 src/core/expression/golden.py
"""

import json
import pathlib

import numpy as np
import pandas as pd

rng = np.random.default_rng(7)
ROWS = 60
x = np.round(rng.normal(0, 5, ROWS), 3)
y = np.round(rng.uniform(-3, 3, ROWS), 3)
k = rng.integers(-4, 5, ROWS).astype(float)
x[::11] = np.nan
y[3::13] = np.nan
x[5], x[6], x[7] = 2.5, -2.5, 0.0
y[7], y[8] = 0.0, np.inf
k[9] = np.nan

boolean = lambda values, gaps: pd.array(np.where(gaps, False, values), dtype="boolean")


def compare(values, *operands):
    """A comparison of floats as pandas' nullable boolean: missing where an operand is."""
    result = boolean(values, np.zeros(ROWS, bool))
    result[np.logical_or.reduce([np.isnan(o) for o in operands])] = pd.NA
    return result


def undefined_is_missing(values):
    return np.where(np.isinf(values), np.nan, values)


np.seterr(all="ignore")
EXPRESSIONS = {
    "x + y * k - x / 3": x + y * k - x / 3,
    "-x ^ 2": -(x**2),
    # NaN to the power of 0 is 1 in IEEE 754; here a missing operand makes the result missing.
    "x ^ k": np.where(((x == 0) & (k < 0)) | np.isnan(x), np.nan, x**k),
    "abs(x) ^ y": np.where((x == 0) & (y < 0), np.nan, np.abs(x) ** y),
    "1 / x": undefined_is_missing(1 / x),
    "x % 3": np.mod(x, 3),
    "x % -2.5": np.mod(x, -2.5),
    "round(x) + floor(y) + ceil(x)": np.round(x) + np.floor(y) + np.ceil(x),
    "log10(x) + log(abs(k) + 1) + log2(abs(x) + 1)": undefined_is_missing(np.log10(x))
    + np.log(np.abs(k) + 1)
    + np.log2(np.abs(x) + 1),
    "sqrt(x) + exp(y)": np.sqrt(x) + np.exp(y),
    "atan2(y, x) + hypot(x, y)": np.arctan2(y, x) + np.hypot(x, y),
    "clip(x, -1, y)": np.clip(x, -1, y),
    "min(x, y) + max(x, k)": np.minimum(x, y) + np.maximum(x, k),
    "sign(x) * cos(y) + asin(x / 10)": np.sign(x) * np.cos(y) + np.arcsin(x / 10),
    "where(y > 0, x, k)": np.where(np.isnan(y), np.nan, np.where(y > 0, x, k)),
    "x > 0 && y > 0": compare(x > 0, x) & compare(y > 0, y),
    "x > 0 || y > 0": compare(x > 0, x) | compare(y > 0, y),
    "!(x > 0) && k != 2": ~compare(x > 0, x) & compare(k != 2, k),
    "-1 < y <= 1 || ismissing(x)": (compare(y > -1, y) & compare(y <= 1, y)) | boolean(np.isnan(x), False),
}


def plain(value):
    if value is pd.NA:
        return None
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    value = float(value)
    return None if np.isnan(value) else "inf" if value == np.inf else "-inf" if value == -np.inf else value


golden = {
    "columns": {name: [plain(v) for v in values] for name, values in {"x": x, "y": y, "k": k}.items()},
    "expressions": {text: [plain(v) for v in values] for text, values in EXPRESSIONS.items()},
}
path = pathlib.Path(__file__).with_name("golden.json")
path.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
