"""Makes signal.s16, signal.gsm and decoded.s16: a sound at 8 kHz, coded and decoded by libgsm (sox 14.4.2).

    python make_gsm.py

The sound: pulses through two resonances at a gliding pitch, from whisper to overdrive; noise at full scale; a square wave
at full scale; a click; silence.
"""
import math
import random
import struct
import subprocess

RATE = 8000
random.seed(6)


def vowel(n, loudness):
    out, y = [], [[0.0, 0.0], [0.0, 0.0]]
    phase = 0.0
    for i in range(n):
        phase += (90 + 60 * i / n) / RATE
        pulse = 1.0 if phase >= 1 else 0.02 * random.gauss(0, 1)
        phase %= 1
        x = pulse
        for f, b, s in ((500, 80, y[0]), (1700, 150, y[1])):
            r = math.exp(-math.pi * b / RATE)
            v = x + 2 * r * math.cos(2 * math.pi * f / RATE) * s[0] - r * r * s[1]
            s[1], s[0] = s[0], v
            x = v
        out.append(loudness * x)
    return out


signal = vowel(960, 30) + vowel(960, 3000) + vowel(960, 30000)
signal += [random.randint(-32768, 32767) for _ in range(640)]
signal += [32767 if i // 37 % 2 else -32768 for i in range(640)]
signal += [0] * 200 + [32767] + [0] * 119
signal = [max(-32768, min(32767, round(x))) for x in signal]
with open("signal.s16", "wb") as out:
    out.write(struct.pack(f"<{len(signal)}h", *signal))
raw = ["-t", "s16", "-r", str(RATE), "-c", "1", "-L"]
subprocess.run(["sox", "-D", *raw, "signal.s16", "signal.gsm"], check=True)
subprocess.run(["sox", "-D", "signal.gsm", *raw, "decoded.s16"], check=True)
