"""Writes tiny random encoders as Hugging Face's transformers saves them, in both forms, and what they make of a batch:
  python make_encoders.py            (transformers 5.23, torch 2.15, safetensors; run where this file lies)
Each folder holds config.json, model.safetensors, pytorch_model.bin (torch.save of the state_dict; for electra
in the form before PyTorch 1.6) and expected.csv: for each
text its numbers with padding, then the last hidden state of its first frame, the mean over its own frames, and the pooler's
output where there is a pooler."""
import os
import shutil
import torch
from transformers import (BertConfig, BertForSequenceClassification, BertModel, ElectraConfig, ElectraForPreTraining,
                          XLMRobertaConfig, XLMRobertaModel)

here = os.path.dirname(os.path.abspath(__file__))
SIZES = dict(vocab_size=30, num_hidden_layers=2, num_attention_heads=2, intermediate_size=24, max_position_embeddings=12)
TEXTS = [[2, 11, 17, 5, 29, 8, 3], [2, 9, 3], [2, 26, 26, 4, 3]]


def make(name, model, padding, inner, half=False):
    torch.manual_seed(7)
    for key, parameter in model.named_parameters():
        parameter.data.normal_(1 if "LayerNorm.weight" in key else 0, 0.4)
    model = model.eval().half() if half else model.eval()
    folder = os.path.join(here, name)
    shutil.rmtree(folder, ignore_errors=True)
    model.save_pretrained(folder)
    torch.save(model.state_dict(), os.path.join(folder, "pytorch_model.bin"),
               _use_new_zipfile_serialization=name != "electra")
    os.chmod(os.path.join(folder, "model.safetensors"), 0o644)
    model.float()
    length = max(map(len, TEXTS))
    numbers = torch.tensor([text + [padding] * (length - len(text)) for text in TEXTS])
    mask = torch.tensor([[1] * len(text) + [0] * (length - len(text)) for text in TEXTS])
    with torch.no_grad():
        out = inner(model)(input_ids=numbers, attention_mask=mask)
    pooled = getattr(out, "pooler_output", None)
    with open(os.path.join(folder, "expected.csv"), "w") as f:
        for i, (row, shown, state) in enumerate(zip(numbers, mask, out.last_hidden_state)):
            f.write(",".join(map(str, row.tolist())) + "\n")
            mean = (state * shown[:, None]).sum(0) / shown.sum()
            for values in [state[0], mean] + ([] if pooled is None else [pooled[i]]):
                f.write(",".join("%.7f" % v for v in values.tolist()) + "\n")


make("bert", BertModel(BertConfig(hidden_size=16, pad_token_id=0, **SIZES)), 0, lambda m: m)
make("bert-prefixed", BertForSequenceClassification(BertConfig(hidden_size=16, pad_token_id=1, **SIZES)), 1,
     lambda m: m.bert, half=True)
make("electra", ElectraForPreTraining(ElectraConfig(hidden_size=16, embedding_size=8, pad_token_id=0, **SIZES)), 0,
     lambda m: m.electra)
make("xlm-roberta", XLMRobertaModel(XLMRobertaConfig(hidden_size=16, pad_token_id=1, type_vocab_size=1,
                                                     layer_norm_eps=1e-5, **SIZES)), 1, lambda m: m)
