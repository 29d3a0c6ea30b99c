"""Ranges of three distributions by independent code: numpy, brute force, and the published search for the entropy.

Run as: python make_ranges.py > ranges.csv   (numpy 2, scipy 1)
The values are those of CalibratorTest.values: a linear congruential generator, transformed.
"""
import numpy as np
import scipy.stats

COUNT = 20000


def uniform():
    state, u = 1, np.empty(COUNT)
    for i in range(COUNT):
        state = (state * 1103515245 + 12345) % 2**31
        u[i] = (state + 0.5) / 2**31
    return u


def values(kind):
    u = uniform()
    laplace = np.sign(u - 0.5) * -np.log(1 - np.abs(2 * u - 1))
    if kind == "laplace":
        return laplace.astype("f4")
    if kind == "relu":
        return np.maximum(laplace, 0).astype("f4")
    outliers = 2 * u - 1
    outliers[::1000] *= 30
    return outliers.astype("f4")


def mse(x, low, high):
    scale = (high - low) / 255
    zero = np.rint(-low / scale)
    q = np.clip(np.rint(x / scale) + zero, 0, 255)
    return np.mean(((q - zero) * scale - x) ** 2)


def least_squares(x):
    lows = np.linspace(min(x.min(), 0), 0, 60)[:-1] if x.min() < 0 else [0.0]
    highs = np.linspace(x.max(), 0, 60)[:-1]
    return min((mse(x, low, high), low, high) for low in lows for high in highs)


def entropy(x):
    """As in NVIDIA's pytorch-quantization 2.1, calib/histogram.py, _compute_amax_entropy, with a level for each step."""
    levels = 128 if x.min() < 0 else 256
    bins, edges = np.histogram(np.abs(x), bins=2048, range=(0, np.abs(x).max()))
    bins = bins.astype("f8")
    bins[0] = bins[1]
    divergences = []
    for i in range(levels, 2049):
        level = np.digitize(np.arange(i), np.linspace(0, i, levels + 1)) - 1
        level[bins[:i] == 0] = -1
        density = np.zeros(i)
        for key in range(levels):
            if (level == key).any():
                density[level == key] = bins[:i][level == key].mean()
        reference = bins[:i].copy()
        reference[-1] += bins[i:].sum()
        divergences.append(scipy.stats.entropy(reference, density))
    best = len(divergences) - 1 - np.argmin(divergences[::-1])
    return -edges[best + levels], edges[best + levels]


print("kind,rule,low,high,error")
for kind in ("laplace", "relu", "outliers"):
    x = values(kind)
    print(f"{kind},MinMax,{x.min():.7g},{x.max():.7g},{mse(x.astype('f8'), min(x.min(), 0), x.max()):.7g}")
    side = 2 if x.min() < 0 else 1
    low = np.quantile(x, 1e-3 / side) if side == 2 else 0
    print(f"{kind},Percentile,{low:.7g},{np.quantile(x, 1 - 1e-3 / side):.7g},")
    error, low, high = least_squares(x.astype("f8"))
    print(f"{kind},LeastSquares,{low:.7g},{high:.7g},{error:.7g}")
    low, high = entropy(x)
    print(f"{kind},Entropy,{max(low, x.min()):.7g},{min(high, x.max()):.7g},")
