"""Writes whisper-tiny.bin (a random Whisper encoder of width 8 in CTranslate2's format) and whisper-tiny.csv (what it
makes of a ramp), computed with numpy and scipy alone:  python make_whisper.py"""
import struct
import numpy as np
from scipy.special import erf

rng = np.random.default_rng(7)
WIDTH, BANDS, HEADS, HIDDEN, FRAMES = 8, 6, 2, 16, 10


def draw(*shape):
    return (rng.standard_normal(shape) * 0.4).astype(np.float16)


layer = "encoder/layer_0/"
values = {
    "encoder/conv1/weight": draw(WIDTH, BANDS, 3), "encoder/conv1/bias": draw(WIDTH),
    "encoder/conv2/weight": draw(WIDTH, WIDTH, 3), "encoder/conv2/bias": draw(WIDTH),
    layer + "self_attention/layer_norm/gamma": draw(WIDTH), layer + "self_attention/layer_norm/beta": draw(WIDTH),
    layer + "self_attention/linear_0/weight": draw(3 * WIDTH, WIDTH), layer + "self_attention/linear_0/bias": draw(3 * WIDTH),
    layer + "self_attention/linear_1/weight": draw(WIDTH, WIDTH), layer + "self_attention/linear_1/bias": draw(WIDTH),
    layer + "ffn/layer_norm/gamma": draw(WIDTH), layer + "ffn/layer_norm/beta": draw(WIDTH),
    layer + "ffn/linear_0/weight": draw(HIDDEN, WIDTH), layer + "ffn/linear_0/bias": draw(HIDDEN),
    layer + "ffn/linear_1/weight": draw(WIDTH, HIDDEN), layer + "ffn/linear_1/bias": draw(WIDTH),
    "decoder/unused/weight": draw(3),
}
with open("whisper-tiny.bin", "wb") as f:
    def text(s):
        f.write(struct.pack("<H", len(s) + 1) + s.encode() + b"\0")
    f.write(struct.pack("<I", 6))
    text("WhisperSpec")
    f.write(struct.pack("<II", 3, len(values)))
    for name, value in values.items():
        text(name)
        f.write(struct.pack("<B", value.ndim) + struct.pack("<%dI" % value.ndim, *value.shape))
        f.write(struct.pack("<BI", 4, value.nbytes) + value.tobytes())

w = {name: value.astype(np.float64) for name, value in values.items()}


def gelu(x):
    return 0.5 * x * (1 + erf(x / np.sqrt(2)))


def conv(x, name, stride):
    padded = np.pad(x, ((0, 0), (1, 1)))
    frames = range(0, x.shape[1], stride)
    kernel = w["encoder/%s/weight" % name]
    return np.stack([(kernel * padded[None, :, t:t + 3]).sum((1, 2)) for t in frames], 1) + w["encoder/%s/bias" % name][:, None]


def norm(x, name):
    centred = x - x.mean(-1, keepdims=True)
    return centred / np.sqrt((centred ** 2).mean(-1, keepdims=True) + 1e-5) * w[layer + name + "/gamma"] + w[layer + name + "/beta"]


def dense(x, name):
    return x @ w[layer + name + "/weight"].T + w[layer + name + "/bias"]


picture = np.arange(BANDS * FRAMES).reshape(BANDS, FRAMES) / 30 - 1
x = gelu(conv(gelu(conv(picture, "conv1", 1)), "conv2", 2)).T
steps = np.exp(-np.log(10000) / (WIDTH // 2 - 1) * np.arange(WIDTH // 2))
angles = np.arange(len(x))[:, None] * steps
x = x + np.concatenate([np.sin(angles), np.cos(angles)], 1)
q, k, v = np.split(dense(norm(x, "self_attention/layer_norm"), "self_attention/linear_0"), 3, -1)
mixed = []
size = WIDTH // HEADS
for h in range(HEADS):
    part = slice(h * size, (h + 1) * size)
    scores = q[:, part] @ k[:, part].T / np.sqrt(size)
    shares = np.exp(scores - scores.max(-1, keepdims=True))
    mixed.append(shares / shares.sum(-1, keepdims=True) @ v[:, part])
x = x + dense(np.concatenate(mixed, 1), "self_attention/linear_1")
x = x + dense(gelu(dense(norm(x, "ffn/layer_norm"), "ffn/linear_0")), "ffn/linear_1")
np.savetxt("whisper-tiny.csv", x, fmt="%.8f", delimiter=",")
