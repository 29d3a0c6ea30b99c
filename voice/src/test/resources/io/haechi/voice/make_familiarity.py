"""Writes familiarity.csv: 60 rows of 4 features, their shrunk covariance and some distances, by scikit-learn.

    python make_familiarity.py > familiarity.csv          # numpy 2, scikit-learn 1.7
"""
import numpy as np
from sklearn.covariance import LedoitWolf

random = np.random.default_rng(3)
mix = random.normal(size=(4, 4))
rows = np.round(random.normal(size=(60, 4)) @ mix + [1, -2, 0, 5], 6)
standard = (rows - rows.mean(0)) / rows.std(0)
fit = LedoitWolf(assume_centered=True).fit(standard)
for row in rows:
    print("row," + ",".join(f"{value:.6f}" for value in row))
for row in fit.covariance_:
    print("covariance," + ",".join(f"{value:.12f}" for value in row))
for row in np.vstack([rows[:3], [[9, 9, 9, 9]]]):
    z = (row - rows.mean(0)) / rows.std(0)
    distance = np.sqrt(z @ np.linalg.inv(fit.covariance_) @ z / 4)
    print("distance," + ",".join(f"{value:.6f}" for value in row) + f",{distance:.12f}")
