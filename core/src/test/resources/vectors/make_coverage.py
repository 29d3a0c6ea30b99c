"""Makes coverage.json: risk against coverage by numpy and scikit-learn (2.4.6 and 1.9.1 when last run).

    python make_coverage.py       # writes coverage.json beside itself

Ties are averaged by brute force, over every order of the tied examples; there are never more than seven.
"""

import json
import os
from itertools import permutations, product

import numpy as np
from sklearn import metrics

HERE = os.path.dirname(os.path.abspath(__file__))
SHARES = [1.0, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.25]


def area(wrong):
    return float(np.mean(np.cumsum(wrong) / np.arange(1, len(wrong) + 1)))


def expected_area(wrong, sureness):
    """Mean over all orders of the ties, each block of equals permuted on its own."""
    assert max(np.unique(sureness, return_counts=True)[1]) < 8
    blocks = [np.flatnonzero(sureness == s) for s in sorted(set(sureness), reverse=True)]
    orders = [sorted(set(permutations(wrong[b].tolist()))) for b in blocks]
    weights = [[sum(1 for p in permutations(wrong[b].tolist()) if p == o) for o in each]
               for b, each in zip(blocks, orders)]
    total, weight = 0.0, 0.0
    for choice in product(*[range(len(o)) for o in orders]):
        w = float(np.prod([weights[i][c] for i, c in enumerate(choice)]))
        total += w * area(np.concatenate([orders[i][c] for i, c in enumerate(choice)]))
        weight += w
    return total / weight


def equal_error_rate(y, p):
    if len(set(y)) < 2:
        return None
    fpr, tpr, _ = metrics.roc_curve(y, p, drop_intermediate=False)
    return float(np.interp(0, fpr - (1 - tpr), fpr))


def rate(part, whole):
    return None if whole == 0 else float(part / whole)


def row(share, y, p, sureness, threshold):
    least = np.sort(sureness)[::-1][int(np.ceil(share * len(y) - 1e-9)) - 1]
    kept = sureness >= least
    y, p = y[kept], p[kept]
    hard = (p >= threshold).astype(int)
    return {"coverage": float(kept.mean()), "n": int(kept.sum()), "error": float((hard != y).mean()),
            "de": rate((hard[y == 1] == 0).sum(), (y == 1).sum()),
            "re": rate((hard[y == 0] == 1).sum(), (y == 0).sum()), "eer": equal_error_rate(y, p)}


def case(name, y, p, unsure, threshold):
    y, p = np.asarray(y, int), np.round(np.asarray(p, float), 4)
    odds = np.log(p / (1 - p)) - np.log(threshold / (1 - threshold))
    # Log-odds of equal probabilities differ in no bit; those of mirrored ones might, so they are rounded here.
    sureness = np.where(unsure, -1, np.round(np.abs(odds), 9))
    wrong = ((p >= threshold).astype(int) != y).astype(float)
    best = area(np.sort(wrong))
    rows = {}
    for share in SHARES:
        each = row(share, y, p, sureness, threshold)
        rows[each["n"]] = each
    aurc = expected_area(wrong, sureness)
    return {"name": name, "threshold": threshold, "positive": y.tolist(), "probability": p.tolist(),
            "unsure": np.asarray(unsure, int).tolist(), "aurc": aurc, "excessAurc": aurc - best,
            "rows": sorted(rows.values(), key=lambda each: -each["n"])}


def scores(seed, n, share, shift):
    rng = np.random.default_rng(seed)
    y = (rng.random(n) < share).astype(int)
    p = 1 / (1 + np.exp(-(rng.normal(0, 1.5, n) + shift * (2 * y - 1))))
    return y, np.clip(p, 0.001, 0.999), rng.random(n)


def main():
    cases = []
    for seed, n, share, shift, threshold in [(1, 200, 0.5, 1.0, 0.5), (2, 137, 0.2, 0.7, 0.31), (3, 60, 0.8, 1.5, 0.62)]:
        y, p, u = scores(seed, n, share, shift)
        cases.append(case(f"drawn {seed}", y, p, np.zeros(n, bool), threshold))
        lowest = np.isin(np.arange(n), np.flatnonzero(u < 0.1)[:5])
        cases.append(case(f"drawn {seed}, some unsure", y, p, lowest, threshold))
    cases.append(case("ties", [1, 0, 1, 1, 0, 0, 1, 0, 1, 0], [.9, .9, .9, .7, .7, .7, .7, .2, .2, .2],
                      np.zeros(10, bool), 0.4))
    cases.append(case("all right", [1, 1, 0, 0], [.9, .8, .2, .1], np.zeros(4, bool), 0.5))
    cases.append(case("all wrong", [0, 0, 1, 1], [.95, .8, .3, .1], np.zeros(4, bool), 0.5))
    cases.append(case("one class", [1, 1, 1], [.9, .4, .7], np.zeros(3, bool), 0.5))
    with open(os.path.join(HERE, "coverage.json"), "w") as out:
        out.write("[\n" + ",\n".join(json.dumps(each) for each in cases) + "\n]\n")


main()
