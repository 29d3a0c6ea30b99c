"""Writes spread.csv: intervals of rates and of areas, computed by SciPy and by counting pairs.

    python make_spread.py > spread.csv          # numpy 2, scipy 1.16

rate,hits,trials,lo,hi          Wilson's interval, scipy.stats.binomtest(...).proportion_ci(method="wilson")
area,positives,negatives,lo,hi  DeLong's variance by the definition (placements over all pairs), on the logit scale
"""
import numpy as np
from scipy.stats import binomtest, norm

for hits, trials in [(0, 5), (3, 8), (7, 7), (12, 407), (50, 100)]:
    interval = binomtest(hits, trials).proportion_ci(0.95, method="wilson")
    print(f"rate,{hits},{trials},{interval.low:.12f},{interval.high:.12f}")

random = np.random.default_rng(11)
for m, n in [(4, 9), (16, 200), (40, 40)]:
    # One decimal makes ties.
    positives = np.round(np.clip(random.normal(0.6, 0.2, m), 0, 1), 1)
    negatives = np.round(np.clip(random.normal(0.4, 0.2, n), 0, 1), 1)
    wins = (positives[:, None] > negatives[None, :]) + 0.5 * (positives[:, None] == negatives[None, :])
    area = wins.mean()
    variance = wins.mean(1).var(ddof=1) / m + wins.mean(0).var(ddof=1) / n
    half = norm.ppf(0.975) * np.sqrt(variance) / (area * (1 - area))
    logit = np.log(area / (1 - area))
    lo, hi = (1 / (1 + np.exp(-(logit + side * half))) for side in (-1, 1))
    join = lambda values: " ".join(f"{value:.1f}" for value in values)
    print(f"area,{join(positives)},{join(negatives)},{lo:.12f},{hi:.12f}")
