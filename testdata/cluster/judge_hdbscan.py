"""What scikit-learn says of the cases in hdbscan.json: python3 judge_hdbscan.py writes hdbscan-sklearn.json beside itself.

Needs scikit-learn >= 1.3 (written by 1.9.1 with numpy 2.2.6). Its hierarchy puts merges of equal length in an order
of its own, where ours makes them one; with min_samples 1 no lengths are equal in these cases.
"""
import json
import os

import numpy as np
import sklearn
from sklearn.cluster import HDBSCAN

HERE = os.path.dirname(os.path.abspath(__file__))


def judged(case):
    points = np.array(case["points"]).reshape(-1, case["dims"]).astype(np.float32).astype(float)
    for run in case["runs"]:
        fit = HDBSCAN(
            min_cluster_size=run["minClusterSize"],
            min_samples=run["minSamples"],
            cluster_selection_method=run["selection"],
            cluster_selection_epsilon=run["selectionEpsilon"],
            algorithm="brute",
            copy=True,
        ).fit(points)
        yield {"labels": fit.labels_.tolist(), "strengths": fit.probabilities_.round(6).tolist()}


with open(os.path.join(HERE, "hdbscan.json")) as file:
    cases = json.load(file)
answers = [{"name": case["name"], "runs": list(judged(case))} for case in cases]
with open(os.path.join(HERE, "hdbscan-sklearn.json"), "w") as file:
    json.dump({"scikit-learn": sklearn.__version__, "cases": answers}, file, separators=(",", ":"))
    file.write("\n")
