"""Makes g711.csv: every A-law and mu-law code decoded, and 16-bit samples encoded, by the audioop of Python 3.11.

    python3.11 make_g711.py > g711.csv
"""
import audioop
import struct

for code in range(256):
    one = bytes([code])
    alaw = struct.unpack("<h", audioop.alaw2lin(one, 2))[0]
    ulaw = struct.unpack("<h", audioop.ulaw2lin(one, 2))[0]
    print(f"decode,{code},{alaw},{ulaw}")
for sample in sorted({*range(-32768, 32768, 97), *range(-300, 301), 32767, -32767, 32635, 32636, -32635, -32636}):
    two = struct.pack("<h", sample)
    print(f"encode,{sample},{audioop.lin2alaw(two, 2)[0]},{audioop.lin2ulaw(two, 2)[0]}")
