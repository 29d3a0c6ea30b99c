"""Makes the vectors of FrontEndVectorsTest: signals as little-endian float32, pictures as little-endian float64.

    python make_vectors.py        (librosa 0.11.0, numpy, scipy; writes beside itself)

The signals are synthesised here; librosa is fed with float64 copies, so that its own rounding stays out of the way.
"""
import pathlib

import librosa
import numpy as np
from scipy.signal import lfilter

HERE = pathlib.Path(__file__).parent
RATE = 16_000
rng = np.random.default_rng(3)


def speech(seconds):
    n = int(seconds * RATE)
    t = np.arange(n) / RATE
    pitch = 110 + 80 * t / seconds + 4 * np.sin(2 * np.pi * 5 * t)
    phase = np.cumsum(pitch) / RATE
    y = np.diff(np.floor(phase), prepend=0.0) + 0.01 * rng.standard_normal(n)
    for hertz, width in ((650, 80), (1100, 90), (2450, 120), (3400, 180)):
        r = np.exp(-np.pi * width / RATE)
        y = lfilter([1 - r], [1, -2 * r * np.cos(2 * np.pi * hertz / RATE), r * r], y)
    y *= 0.4 / np.abs(y).max()
    return y + 1e-4 * rng.standard_normal(n)


n = 3200
t = np.arange(n) / RATE
signals = {
    "speech": speech(0.4),
    "noise": 0.1 * rng.standard_normal(n),
    "chirp": 0.9 * np.sin(2 * np.pi * (100 * t + 0.5 * 7800 / (n / RATE) * t * t)),
    "silence": np.zeros(1700),
    "short": 0.5 * np.sin(2 * np.pi * 440 * np.arange(150) / RATE),
}
for name, y in signals.items():
    y = y.astype("<f4")
    y.tofile(HERE / f"{name}.f32")
    y = y.astype(np.float64)
    frames = dict(sr=RATE, n_fft=400, hop_length=160, n_mels=128)
    mel = librosa.feature.melspectrogram(y=y, center=True, pad_mode="constant", power=2.0, **frames)
    librosa.power_to_db(mel, ref=1.0, amin=1e-10, top_db=None).astype("<f8").tofile(HERE / f"{name}.logmel.f64")
    emphasised = librosa.effects.preemphasis(y, coef=0.97, zi=[0.0])
    mel = librosa.feature.melspectrogram(y=emphasised, center=True, pad_mode="constant", power=2.0, **frames)
    librosa.power_to_db(mel, ref=1.0, amin=1e-10, top_db=80.0).astype("<f8").tofile(HERE / f"{name}.logmel-pre.f64")
    mfcc = librosa.feature.mfcc(y=y, n_mfcc=100, **frames, center=True, pad_mode="constant")
    parts = [mfcc]
    if mfcc.shape[1] >= 9:
        parts += [librosa.feature.delta(mfcc), librosa.feature.delta(mfcc, order=2)]
    np.concatenate(parts).astype("<f8").tofile(HERE / f"{name}.mfcc.f64")
    print(name, mfcc.shape, mfcc.dtype, np.abs(mfcc).max())
