"""Writes tiny random encoders as Hugging Face's transformers saves them, in both forms, and what they make of a batch:
  python make_encoders.py            (needs transformers 5 and torch 2; writes bert/, electra/, xlm-roberta/ beside itself)
Each folder holds config.json, model.safetensors, pytorch_model.bin (the same weights by torch.save) and expected.csv: for
each text its numbers with padding, then the last hidden state of its first frame, then the mean over its own frames."""
import json
import os
import shutil
import torch
from safetensors.torch import load_file
from transformers import (BertConfig, BertForSequenceClassification, BertModel, ElectraConfig, ElectraForPreTraining,
                          XLMRobertaConfig, XLMRobertaModel)

here = os.path.dirname(os.path.abspath(__file__))
SIZES = dict(vocab_size=30, num_hidden_layers=2, num_attention_heads=2, intermediate_size=24, max_position_embeddings=12)
TEXTS = [[2, 11, 17, 5, 29, 8, 3], [2, 9, 3], [2, 26, 26, 4, 3]]


def make(name, model, padding, inner, half=False):
    torch.manual_seed(7)
    for parameter in model.parameters():
        parameter.data.normal_(0, 0.4)
    model.eval()
    if half:
        model = model.half().float()
    folder = os.path.join(here, name)
    shutil.rmtree(folder, ignore_errors=True)
    saved = model.half() if half else model
    saved.save_pretrained(folder)
    saved.float()
    for extra in ("generation_config.json",):
        if os.path.exists(os.path.join(folder, extra)):
            os.remove(os.path.join(folder, extra))
    torch.save(load_file(os.path.join(folder, "model.safetensors")), os.path.join(folder, "pytorch_model.bin"))
    length = max(map(len, TEXTS))
    numbers = torch.tensor([text + [padding] * (length - len(text)) for text in TEXTS])
    mask = torch.tensor([[1] * len(text) + [0] * (length - len(text)) for text in TEXTS])
    with torch.no_grad():
        states = inner(model)(input_ids=numbers, attention_mask=mask).last_hidden_state
    with open(os.path.join(folder, "expected.csv"), "w") as f:
        for row, shown, state in zip(numbers, mask, states):
            mean = (state * shown[:, None]).sum(0) / shown.sum()
            f.write(",".join(map(str, row.tolist())) + "\n")
            for values in (state[0], mean):
                f.write(",".join("%.7f" % v for v in values.tolist()) + "\n")


make("bert", BertModel(BertConfig(hidden_size=16, pad_token_id=0, **SIZES)), 0, lambda m: m)
make("bert-prefixed", BertForSequenceClassification(BertConfig(hidden_size=16, pad_token_id=1, **SIZES)), 1,
     lambda m: m.bert, half=True)
make("electra", ElectraForPreTraining(ElectraConfig(hidden_size=16, embedding_size=8, pad_token_id=0, **SIZES)), 0,
     lambda m: m.electra)
make("xlm-roberta", XLMRobertaModel(XLMRobertaConfig(hidden_size=16, pad_token_id=1, type_vocab_size=1,
                                                     layer_norm_eps=1e-5, **SIZES)), 1, lambda m: m)
