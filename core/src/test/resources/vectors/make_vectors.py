"""Makes the test vectors of core with scikit-learn, numpy and scipy (1.9.1, 2.4.6 and 1.17.1 when last run).

    python make_vectors.py        # writes evaluation, calibration, fusion and comparison.json beside itself
"""

import json
import os

import numpy as np
from scipy.optimize import minimize, minimize_scalar
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from sklearn import metrics

HERE = os.path.dirname(os.path.abspath(__file__))


def save(name, value):
    with open(os.path.join(HERE, name), "w") as out:
        out.write("[\n" + ",\n".join(json.dumps(each) for each in value) + "\n]\n")


def equal_error_rate(y, p):
    fpr, tpr, _ = metrics.roc_curve(y, p, drop_intermediate=False)
    return float(np.interp(0, fpr - (1 - tpr), fpr))


def expected_calibration_error(y, p, bins=15):
    which = np.minimum((p * bins).astype(int), bins - 1)
    gaps = [(which == b).mean() * abs(p[which == b].mean() - y[which == b].mean()) for b in set(which)]
    return float(sum(gaps))


def figures(y, p, threshold):
    hard = (p >= threshold).astype(int)
    tn, fp, fn, tp = metrics.confusion_matrix(y, hard, labels=[0, 1]).ravel()
    return {
        "tp": int(tp), "fp": int(fp), "tn": int(tn), "fn": int(fn),
        "accuracy": metrics.accuracy_score(y, hard),
        "precision": None if tp + fp == 0 else metrics.precision_score(y, hard),
        "recall": metrics.recall_score(y, hard),
        "f1": metrics.f1_score(y, hard),
        "specificity": metrics.recall_score(y, hard, pos_label=0),
        "eer": equal_error_rate(y, p),
        "auc": metrics.roc_auc_score(y, p),
        "prAuc": metrics.average_precision_score(y, p),
        "logLoss": metrics.log_loss(y, p, labels=[0, 1]),
        "brier": metrics.brier_score_loss(y, p),
        "ece": expected_calibration_error(y, p),
    }


def case(name, y, p, threshold=0.5):
    y, p = np.asarray(y, int), np.round(np.asarray(p, float), 6)
    return {"name": name, "threshold": threshold, "positive": y.tolist(), "probability": p.tolist(),
            "expected": figures(y, p, threshold)}


def scores(seed, n, share, shift, decimals=6):
    rng = np.random.default_rng(seed)
    y = (rng.random(n) < share).astype(int)
    y[:2] = [0, 1]
    return y, np.round(expit(rng.normal(0, 1.5, n) + shift * (2 * y - 1)), decimals)


cases = [case(f"plain, seed {s}", *scores(s, 200, 0.5, 0.8)) for s in range(3)]
cases += [case(f"ties in tenths, seed {s}", *scores(s, 250, 0.4, 0.7, 1), 0.4) for s in (11, 12)]
cases += [case("ties in halves", *scores(13, 120, 0.5, 0.4, 0))]
cases += [case(f"three of four hundred, seed {s}", *scores(s, 400, 0.004, 1.0), 0.9) for s in (21, 22)]
cases += [case("nearly all positive", *scores(23, 300, 0.99, 1.0), 0.3)]
cases += [case("worse than chance", *scores(31, 150, 0.5, -0.7))]
cases += [case("nothing reaches the threshold", *scores(32, 60, 0.5, 0.5), 0.999999)]
cases += [case("perfect", [0, 0, 1, 1], [0.1, 0.2, 0.8, 0.9])]
cases += [case("upside down", [1, 1, 0, 0], [0.1, 0.2, 0.8, 0.9])]
cases += [case("all tied", [0, 1, 0, 1, 1], [0.5] * 5)]
cases += [case("certain and wrong", [0, 1, 1, 0], [1.0, 0.0, 1.0, 0.0])]
cases += [case("one of each", [1, 0], [0.3, 0.6])]
save("evaluation.json", cases)


def softplus(x):
    return np.logaddexp(0, x)


def calibration(seed, n, weighted):
    rng = np.random.default_rng(seed)
    y = (rng.random(n) < 0.4).astype(int)
    z = np.round(rng.normal(0, 2, n) + 3 * (2 * y - 1) + 0.7, 6)
    y = np.where(rng.random(n) < 0.15, 1 - y, y)
    w = np.round(rng.random(n) + 0.1, 6) if weighted else np.ones(n)
    cold = minimize_scalar(lambda s: np.sum(w * (softplus(s * z) - y * s * z)), bounds=(0.01, 100),
                           method="bounded", options={"xatol": 1e-13})
    up, down = w[y == 1].sum(), w[y == 0].sum()
    target = np.where(y == 1, (up + 1) / (up + 2), 1 / (down + 2))
    loss = lambda ab: np.sum(w * (softplus(ab[0] * z + ab[1]) - target * (ab[0] * z + ab[1])))
    grad = lambda ab: np.array([np.sum(w * (expit(ab[0] * z + ab[1]) - target) * z),
                                np.sum(w * (expit(ab[0] * z + ab[1]) - target))])
    platt = minimize(loss, [1.0, 0.0], jac=grad, method="BFGS", options={"gtol": 1e-10})
    return {"name": f"seed {seed}, weighted {weighted}", "logit": z.tolist(), "positive": y.tolist(),
            "weight": w.tolist(), "temperature": 1 / cold.x, "slope": platt.x[0], "offset": platt.x[1]}


save("calibration.json", [calibration(1, 80, False), calibration(2, 120, True), calibration(3, 25, True)])


def fusion(seed, n, members, ridge):
    rng = np.random.default_rng(seed)
    y = (rng.random(n) < 0.5).astype(int)
    z = np.round(rng.normal(0, 2, (n, members)) + np.linspace(0.2, 1.2, members) * (2 * y - 1)[:, None], 6)
    fit = LogisticRegression(C=1 / ridge, solver="newton-cholesky", tol=1e-12, max_iter=1000).fit(z, y)
    return {"name": f"seed {seed}", "ridge": ridge, "logits": z.tolist(), "positive": y.tolist(),
            "weights": fit.coef_[0].tolist(), "bias": float(fit.intercept_[0])}


save("fusion.json", [fusion(1, 60, 2, 1e-3), fusion(2, 100, 4, 1.0), fusion(3, 40, 1, 0.01)])


def equal_error_threshold(y, p):
    """Least |FNR - FPR| over the cuts between distinct scores, the highest of equals; half-way between neighbours."""
    distinct = np.unique(p)[::-1]
    cuts = np.concatenate([[(distinct[0] + 1) / 2], (distinct[:-1] + distinct[1:]) / 2, [distinct[-1] / 2]])
    gaps = [abs(np.mean(p[y == 1] < cut) - np.mean(p[y == 0] >= cut)) for cut in cuts]
    return cuts[int(np.argmin(np.round(gaps, 12)))]


def balanced_platt(y, z):
    w = np.where(y == 1, 0.5 * len(y) / y.sum(), 0.5 * len(y) / (len(y) - y.sum()))
    up, down = w[y == 1].sum(), w[y == 0].sum()
    target = np.where(y == 1, (up + 1) / (up + 2), 1 / (down + 2))
    loss = lambda ab: np.sum(w * (softplus(ab[0] * z + ab[1]) - target * (ab[0] * z + ab[1])))
    grad = lambda ab: np.array([np.sum(w * (expit(ab[0] * z + ab[1]) - target) * z),
                                np.sum(w * (expit(ab[0] * z + ab[1]) - target))])
    return minimize(loss, [1.0, 0.0], jac=grad, method="BFGS", options={"gtol": 1e-10}).x


def standing(y_fit, z_fit, y_test, z_test):
    slope, offset = balanced_platt(y_fit, z_fit)
    p_fit, p_test = expit(slope * z_fit + offset), expit(slope * z_test + offset)
    threshold = equal_error_threshold(y_fit, p_fit)
    return {"threshold": threshold, "fit": figures(y_fit, p_fit, threshold),
            "test": figures(y_test, p_test, threshold)}


def comparison(seed, n_fit, n_test, gaps):
    """Models whose logits part the classes by these gaps; one is over-sure, one shares its noise with another."""
    rng = np.random.default_rng(seed)

    def draw(n):
        y = (rng.random(n) < 0.45).astype(int)
        noise = rng.normal(0, 1.2, (n, len(gaps)))
        noise[:, 1] = 0.6 * noise[:, 0] + 0.8 * noise[:, 1]
        z = noise + np.array(gaps) * (2 * y - 1)[:, None] + 0.3
        z[:, -1] *= 3
        return y, np.round(z, 6)

    (y_fit, z_fit), (y_test, z_test) = draw(n_fit), draw(n_test)
    alone = [standing(y_fit, z_fit[:, m], y_test, z_test[:, m]) for m in range(len(gaps))]
    accuracy = np.array([each["fit"]["accuracy"] for each in alone])
    de = np.array([1 - each["fit"]["recall"] for each in alone])
    re = np.array([1 - each["fit"]["specificity"] for each in alone])
    by_errors = (1 - de / de.sum()) + (1 - re / re.sum())
    learned = LogisticRegression(C=1000, solver="newton-cholesky", tol=1e-12, max_iter=1000).fit(z_fit, y_fit)
    ensembles = []
    for rule, weights in [("SOFT_VOTE", np.full(len(gaps), 1 / len(gaps))), ("ACCURACY", accuracy / accuracy.sum()),
                          ("ERROR_RATE", by_errors / by_errors.sum())]:
        fuse = lambda z: np.log(expit(z) @ weights / (1 - expit(z) @ weights))
        ensembles.append({"rule": rule, "weights": weights.tolist(), "bias": None,
                          **standing(y_fit, fuse(z_fit), y_test, fuse(z_test))})
    fuse = lambda z: z @ learned.coef_[0] + learned.intercept_[0]
    ensembles.append({"rule": "LEARNED", "weights": learned.coef_[0].tolist(), "bias": float(learned.intercept_[0]),
                      **standing(y_fit, fuse(z_fit), y_test, fuse(z_test))})
    return {"name": f"seed {seed}", "fitPositive": y_fit.tolist(), "fitLogits": z_fit.tolist(),
            "testPositive": y_test.tolist(), "testLogits": z_test.tolist(), "models": alone, "ensembles": ensembles}


save("comparison.json", [comparison(1, 60, 90, [1.0, 0.6, 0.8]), comparison(2, 40, 50, [0.5, 0.9])])
