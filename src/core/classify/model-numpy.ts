/**
 * A Python module that gives the class probabilities of events from `classifier.json` beside it. It does the float
 * operations of our own networks in their order, since steep steps of the calibration would enlarge any difference.
 */
export const NUMPY_SCRIPT = `"""Class probabilities of events, by a classifier that was trained in Outcrop. Needs numpy alone.

    from score import CLASSES, COLUMNS, scores
    p = scores({name: table[name] for name in COLUMNS})    # events x classes; nan where an event has no place
"""
import json
import os

import numpy as np

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "classifier.json"), encoding="utf-8") as file:
    MODEL = json.load(file)
CLASSES = MODEL["classes"]
COLUMNS = [column["name"] for column in MODEL["columns"]]
TAIL = 5.0


def entered(values, column):
    """Missing values as nan, logarithms where wanted; single floats."""
    values = np.asarray(values, dtype=float)
    there = np.isfinite(values)
    out = np.where(there, values, np.nan)
    if column["transform"] == "log10":
        positive = there & (np.where(there, values, 0.0) > 0)
        out = np.where(there, column["edge"], np.nan)
        out[positive] = np.log10(values[positive])
    return out.astype(np.float32).astype(float)


def network_input(columns, scales):
    """Scaled, far tails compressed, 0 where there is no value, which some columns tell in one of their own."""
    parts = []
    for values, scale in zip(columns, scales):
        there = np.isfinite(values)
        z = np.where(there, (values - scale["median"]) / scale["scale"], 0.0)
        size = np.maximum(np.abs(z), TAIL)
        parts.append(np.where(np.abs(z) <= TAIL, z, np.sign(z) * TAIL * (1 + np.log(size / TAIL))))
        if scale["indicator"]:
            parts.append((~there).astype(float))
    return np.column_stack(parts).astype(np.float32)


def network(x, layers):
    """Dense layers with ReLU between them, in single floats, then the logistic function or softmax in doubles."""
    for i, layer in enumerate(layers):
        weights = np.array(layer["weights"], dtype=np.float32).reshape(layer["inputs"], layer["outputs"])
        total = np.zeros((len(x), layer["outputs"]), dtype=np.float32)
        for k in range(layer["inputs"]):
            total = total + x[:, k : k + 1] * weights[k]
        x = total + np.array(layer["biases"], dtype=np.float32)
        if i + 1 < len(layers):
            x = np.maximum(x, np.float32(0))
    x = x.astype(float)
    if x.shape[1] == 1:
        power = np.exp(-np.abs(x))
        p = (np.where(x >= 0, 1.0, power) / (1 + power)).astype(np.float32).astype(float)
        return np.hstack([1 - p, p])
    power = np.exp(x - x.max(axis=1, keepdims=True))
    return (power / power.sum(axis=1, keepdims=True)).astype(np.float32).astype(float)


def calibrated(p):
    curves = MODEL["calibration"]
    if p.shape[1] == 2:
        second = np.interp(p[:, 1], curves[0]["scores"], curves[0]["values"])
        return np.column_stack([1 - second, second])
    found = np.column_stack([np.interp(p[:, c], one["scores"], one["values"]) for c, one in enumerate(curves)])
    total = found.sum(axis=1, keepdims=True)
    return np.where(total > 0, found / np.where(total > 0, total, 1.0), p)


def scores(table):
    """Mean of the members' calibrated probabilities. table: a mapping of COLUMNS to arrays of one length."""
    lacking = [name for name in COLUMNS if name not in table]
    if lacking:
        raise KeyError("the events have no quantity " + ", ".join(lacking))
    columns = [entered(table[column["name"]], column) for column in MODEL["columns"]]
    members = MODEL["members"]
    total = sum(calibrated(network(network_input(columns, one["scales"]), one["layers"])) for one in members)
    p = total / len(members)
    if MODEL["missing"] == "exclude":
        p[~np.all(np.isfinite(columns), axis=0)] = np.nan
    return p
`;
