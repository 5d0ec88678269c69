"""Golden values of scikit-learn for calibration, AUC and permutation importance: python3 golden.py > golden.json"""
import json

import numpy as np
import sklearn
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.calibration import calibration_curve
from sklearn.inspection import permutation_importance
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import brier_score_loss, roc_auc_score, roc_curve

rng = np.random.default_rng(4)
n = 240
labels = (rng.random(n) < 0.3).astype(int)
scores = np.round(np.round(np.clip(rng.normal(0.35 + 0.25 * labels, 0.18), 0, 1), 2) * 0.98 + 0.0055, 6)
weights = np.round(rng.uniform(0.5, 3, n), 2)
isotonic = IsotonicRegression(out_of_bounds="clip").fit(scores, labels, sample_weight=weights)
at = np.linspace(-0.1, 1.1, 61)
found, said = calibration_curve(labels, scores, n_bins=10)
counts = np.histogram(np.minimum(np.floor(scores * 10), 9), bins=np.arange(11) - 0.5)[0]
false_rate, true_rate, _ = roc_curve(labels, scores, drop_intermediate=False)

x = rng.normal(size=(300, 3)).round(4)
y = (1.5 * x[:, 0] - 0.7 * x[:, 1] + rng.normal(size=300) > 0.5).astype(int)


class Fixed(ClassifierMixin, BaseEstimator):
    classes_ = np.array([0, 1])

    def fit(self, x, y):
        return self

    def decision_function(self, x):
        return 1.5 * x[:, 0] - 0.7 * x[:, 1]


importance = permutation_importance(Fixed(), x, y, scoring="roc_auc", n_repeats=200, random_state=0)
print(
    json.dumps(
        {
            "sklearn": sklearn.__version__,
            "scores": scores.tolist(),
            "labels": labels.tolist(),
            "weights": weights.tolist(),
            "auc": roc_auc_score(labels, scores),
            "false_rate": false_rate.tolist(),
            "true_rate": true_rate.tolist(),
            "brier": brier_score_loss(labels, scores),
            "brier_weighted": brier_score_loss(labels, scores, sample_weight=weights),
            "said": said.tolist(),
            "found": found.tolist(),
            "ece": float(np.sum(np.abs(said - found) * counts[counts > 0]) / n),
            "isotonic_at": at.tolist(),
            "isotonic": isotonic.predict(at).tolist(),
            "x": x.ravel().tolist(),
            "y": y.tolist(),
            "importance": importance.importances_mean.tolist(),
            "importance_sd": importance.importances_std.tolist(),
        }
    )
)
