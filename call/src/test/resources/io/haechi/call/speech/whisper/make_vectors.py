"""Makes the vectors that WhisperMelTest, WhisperTokensTest and WhisperNetworkTest compare with.

    pip install numpy onnx onnxruntime tokenizers faster-whisper
    python make_vectors.py TOKENIZER_JSON OUT_DIR

mel.json:     the spectrum of a sum of tones by faster-whisper's FeatureExtractor (numpy), at some places.
tokens.json:  sentences by Hugging Face's tokenizers with Whisper's own tokenizer.json, and a vocabulary cut down to
              the tokens that they need.
network.json: a tiny Whisper with weights from a formula, its logits by numpy in double precision, step by step without
              any cache, and the reading that the search must find.
"""

import json
import math
import sys

import numpy as np


def sound():
    t = np.arange(16000 * 2) / 16000
    return (0.4 * np.sin(2 * np.pi * 220 * t) + 0.2 * np.sin(2 * np.pi * 1730 * t) * (t > 0.5)
            + 0.05 * np.sin(2 * np.pi * 3999 * t * t)).astype(np.float32)


def mel(out):
    from faster_whisper.feature_extractor import FeatureExtractor

    picture = FeatureExtractor(feature_size=80)(np.pad(sound(), (0, 32000)), padding=160)
    frames = 300
    places = [(b, f) for b in range(0, 80, 7) for f in (0, 1, 2, 3, 50, 51, 120, 198, 199, 200, 201, 299)]
    json.dump({"frames": frames, "values": [[b, f, round(float(picture[b, f]), 6)] for b, f in places]},
              open(out + "/mel.json", "w"))


def tokens(tokenizer_json, out):
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(tokenizer_json)
    sentences = ["안녕하세요, 서울중앙지검 김민수 수사관입니다.", " 계좌가 2개 개설됐어요!", "Hello, world 123",
                 "쀍뚫 똠방각하 — 😀", "日本語です"]
    cases = [{"text": s, "ids": tokenizer.encode(s, add_special_tokens=False).ids} for s in sentences]
    whole = json.load(open(tokenizer_json))
    used = sorted({i for c in cases for i in c["ids"]})
    names = {i: t for t, i in whole["model"]["vocab"].items()}
    small = {i: n for n, i in enumerate(used)}
    json.dump({"pieces": [names[i] for i in used],
               "cases": [{"text": c["text"], "ids": [small[i] for i in c["ids"]]} for c in cases]},
              open(out + "/tokens.json", "w"), ensure_ascii=False)


# A tiny Whisper: 1 layer each, width 8, 2 heads, 80 bands, 25 positions of sound, 16 of text, 1520 tokens.
WIDTH, HEADS, BANDS, AUDIO, TEXT, WORDS = 8, 2, 80, 30, 24, 1512


def value(name, shape):
    """Every weight is a sine of its place, scaled; the phase is a hash of its name that Java computes alike."""
    phase = 0
    for c in name:
        phase = (phase * 31 + ord(c)) % 10007
    n = int(np.prod(shape))
    base = np.sin(phase + 0.7 * np.arange(n, dtype=np.float64) * (1 + phase % 13)).reshape(shape)
    if name.endswith("gamma"):
        return 1 + 0.1 * base
    return base * (0.6 if "embeddings" in name else 0.35)


def ln(x, p):
    m = x.mean(-1, keepdims=True)
    s = np.sqrt(((x - m) ** 2).mean(-1, keepdims=True) + 1e-5)
    return (x - m) / s * value(p + "/gamma", (WIDTH,)) + value(p + "/beta", (WIDTH,))


def dense(x, p, outs, ins):
    return x @ value(p + "/weight", (outs, ins)).T + value(p + "/bias", (outs,))


def gelu(x):
    return 0.5 * x * (1 + np.vectorize(math.erf)(x / math.sqrt(2)))


def attend(q, k, v, causal):
    out = np.zeros_like(q)
    d = WIDTH // HEADS
    for h in range(HEADS):
        s = slice(h * d, (h + 1) * d)
        a = q[:, s] @ k[:, s].T / math.sqrt(d)
        if causal:
            a = a + np.triu(np.full(a.shape, -1e9), 1)
        a = np.exp(a - a.max(-1, keepdims=True))
        out[:, s] = a / a.sum(-1, keepdims=True) @ v[:, s]
    return out


def self_attention(x, p, causal):
    y = dense(ln(x, p + "/self_attention/layer_norm"), p + "/self_attention/linear_0", 3 * WIDTH, WIDTH)
    y = attend(y[:, :WIDTH], y[:, WIDTH:2 * WIDTH], y[:, 2 * WIDTH:], causal)
    return x + dense(y, p + "/self_attention/linear_1", WIDTH, WIDTH)


def feed_forward(x, p):
    y = gelu(dense(ln(x, p + "/ffn/layer_norm"), p + "/ffn/linear_0", 4 * WIDTH, WIDTH))
    return x + dense(y, p + "/ffn/linear_1", WIDTH, 4 * WIDTH)


def conv(x, name, ins, stride):
    w, b = value(name + "/weight", (WIDTH, ins, 3)), value(name + "/bias", (WIDTH,))
    padded = np.pad(x, ((0, 0), (1, 1)))
    cols = [np.tensordot(w, padded[:, t:t + 3], ((1, 2), (0, 1))) + b for t in range(0, x.shape[1], stride)]
    return gelu(np.stack(cols, 1))


def encode(mel_):
    x = conv(conv(mel_, "encoder/conv1", BANDS, 1), "encoder/conv2", WIDTH, 2).T
    x = x + value("encoder/position_encodings/encodings", (AUDIO, WIDTH))[:len(x)]
    x = feed_forward(self_attention(x, "encoder/layer_0", False), "encoder/layer_0")
    return ln(x, "encoder/layer_norm")


def decode(hidden, ids):
    table = value("decoder/embeddings/weight", (WORDS, WIDTH))
    x = table[ids] + value("decoder/position_encodings/encodings", (TEXT, WIDTH))[:len(ids)]
    p = "decoder/layer_0"
    x = self_attention(x, p, True)
    q = dense(ln(x, p + "/attention/layer_norm"), p + "/attention/linear_0", WIDTH, WIDTH)
    kv = dense(hidden, p + "/attention/linear_1", 2 * WIDTH, WIDTH)
    x = x + dense(attend(q, kv[:, :WIDTH], kv[:, WIDTH:], False), p + "/attention/linear_2", WIDTH, WIDTH)
    x = feed_forward(x, p)
    return (ln(x, "decoder/layer_norm") @ table.T)[-1]


def network(out):
    frames = 40
    spectrum = np.array([[math.sin(0.3 * b + 0.21 * f) for f in range(frames)] for b in range(BANDS)])
    hidden = encode(spectrum)
    line, steps = [], []
    for more in ([4], [5, 7], [100], [3, 1200], [0]):
        line += more
        logits = decode(hidden, line)
        steps.append({"tokens": more, "logits": [round(float(v), 6) for v in logits[::97]],
                      "likeliest": int(np.argmax(logits))})
    json.dump({"frames": frames, "steps": steps}, open(out + "/network.json", "w"))


if __name__ == "__main__":
    mel(sys.argv[2])
    tokens(sys.argv[1], sys.argv[2])
    network(sys.argv[2])
