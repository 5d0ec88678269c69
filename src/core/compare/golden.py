"""Golden values of the tests of two samples, by scipy: python3 golden.py > golden.json"""
import json
import numpy as np
from scipy import stats

fisher = []
for a, A, b, B in [(3, 20, 9, 22), (80, 20000, 420, 20000), (5, 1000, 5, 1000), (0, 500, 12, 400),
                   (1000, 100000, 1100, 100000), (17, 17, 0, 4), (1, 2, 1, 3), (40, 9000, 300, 30000)]:
    p = stats.fisher_exact([[a, A - a], [b, B - b]])[1]
    fisher.append([a, A, b, B, float(np.log(p))])
binomial = []
for k, n, share in [(7, 10, 0.5), (30, 40, 0.5), (120, 1000, 0.1), (0, 30, 0.2), (900, 1500, 0.5), (3, 3, 0.25), (5, 10, 0.5)]:
    binomial.append([k, n, share, float(np.log(stats.binomtest(k, n, share).pvalue))])
sigma = [[float(x), float(stats.norm.isf(np.exp(x) / 2))] for x in (-0.05, -0.5, -1, -3, -6, -20, -100, -600)]
rng = np.random.default_rng(1)
ks = []
for n, m, shift in [(50, 40, 0.0), (60, 90, 0.4), (150, 100, 0.05), (30, 80, 0.8)]:
    a = np.round(rng.normal(size=n), 3)
    b = np.round(rng.normal(size=m) + shift, 3)
    r = stats.ks_2samp(a, b, method="exact")
    ks.append({"a": np.sort(a).tolist(), "b": np.sort(b).tolist(), "distance": r.statistic, "p": r.pvalue})
print(json.dumps({"fisher": fisher, "binomial": binomial, "sigma": sigma, "ks": ks}))
