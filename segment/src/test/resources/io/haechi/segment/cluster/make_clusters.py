"""Makes clusters.csv and mixture.csv: python make_clusters.py, with numpy 2.4.6 and scikit-learn 1.9.1.

Two long clouds, a small dense one, and rows spread around them. clusters.csv holds the rows and the groups of HDBSCAN with
at least 8 and 15 rows, of which as many make a neighbourhood. mixture.csv holds a mixture of three clouds with a variance
along each column, fitted from where K-means (from the first three rows) ends.
"""
import numpy
from sklearn.cluster import HDBSCAN, KMeans
from sklearn.mixture import GaussianMixture

chance = numpy.random.default_rng(7)
rows = numpy.concatenate([
    chance.normal([0, 0], [3, .5], (90, 2)), chance.normal([0, 6], [2, .7], (70, 2)),
    chance.normal([10, 3], [.4, .4], (40, 2)), chance.uniform([-8, -4], [14, 10], (20, 2))])
rows = numpy.round(chance.permutation(rows), 4)
labels = [HDBSCAN(min_cluster_size=m, min_samples=m, copy=True).fit(rows).labels_ for m in (8, 15)]
numpy.savetxt("clusters.csv", numpy.column_stack([rows, *labels]), ["%.4f", "%.4f", "%d", "%d"], ",")

means = KMeans(3, init=rows[:3], n_init=1, tol=0, max_iter=1000).fit(rows)
variances = numpy.array([rows[means.labels_ == c].var(axis=0) for c in range(3)])
mixture = GaussianMixture(
    3, covariance_type="diag", tol=1e-12, max_iter=10000, reg_covar=0, weights_init=numpy.bincount(means.labels_) / len(rows),
    means_init=means.cluster_centers_, precisions_init=1 / variances).fit(rows)
numpy.savetxt("mixture.csv", numpy.column_stack([mixture.weights_, mixture.means_, mixture.covariances_]), "%.9f", ",",
              footer="%.9f" % (mixture.score(rows) * len(rows)), comments="")
