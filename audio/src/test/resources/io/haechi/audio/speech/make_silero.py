# Makes the reference probabilities of the speech detector from the upstream model in onnxruntime (Python):
#   python make_silero.py MODEL.onnx
# The signal is a pulse train through moving formants with noise and pauses, synthesised here and in the test alike.
import sys
import numpy as np
import onnxruntime as ort


def signal():
    x = np.zeros(512 * 40, dtype=np.float64)
    for i in range(len(x)):
        t = i / 16000.0
        if int(t * 4) % 3 == 2:
            continue
        f0 = 120 + 30 * np.sin(2 * np.pi * 2.1 * t)
        for h in range(1, 25):
            f = h * f0
            a = np.exp(-((f - 600 - 250 * np.sin(9 * t)) / 200.0) ** 2) + 0.5 * np.exp(-((f - 1500) / 300.0) ** 2)
            x[i] += 0.2 * a * np.sin(2 * np.pi * h * (120 * t - 30 * np.cos(2 * np.pi * 2.1 * t) / (2 * np.pi * 2.1)))
    return x.astype(np.float32)


x = signal()
session = ort.InferenceSession(sys.argv[1])
h = np.zeros((1, 1, 128), np.float32)
c = np.zeros((1, 1, 128), np.float32)
context = np.zeros(64, np.float32)
for k in range(len(x) // 512):
    chunk = x[512 * k : 512 * k + 512]
    p, h, c = session.run(None, {"input": np.concatenate([context, chunk])[None], "h": h, "c": c})
    context = chunk[-64:]
    print("%.6f" % p[0])
