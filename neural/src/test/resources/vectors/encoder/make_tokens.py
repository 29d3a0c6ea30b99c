"""Writes tiny vocabularies and how their own libraries number some texts:
  python make_tokens.py        (sentencepiece 0.2, transformers 5.23; run where this file lies)
wordpiece/ holds vocab.txt and tokenizer_config.json, sentencepiece/ a Unigram model with KoBERT's special tokens, fairseq/
the same kind of model under XLM-R's name and numbering. expected.tsv: a text, a tab, its numbers."""
import os
import sentencepiece
from transformers import BertTokenizer

here = os.path.dirname(os.path.abspath(__file__))
TEXTS = ["안녕하세요 고객님", "검찰청 수사관입니다", "네 네  알겠습니다", "계좌를 확인해 주세요 Bank 12", "ABC 고객", "Ｎ 고객님"]
SPOKEN = """안녕하세요 고객님 반갑습니다
네 안녕하세요 고객님 무엇을 도와 드릴까요
검찰청 수사관입니다 고객님 계좌를 확인해 주세요
네 알겠습니다 계좌 번호를 말씀해 주세요
수사관입니다 검찰청으로 와 주세요
대출 상담사입니다 고객님 대출 금리를 확인해 드립니다
택배 기사입니다 문 앞에 놓고 갑니다 네 감사합니다
내일 회의는 열 시입니다 확인해 주세요 알겠습니다""".split("\n")


def write(folder, rows):
    with open(os.path.join(here, folder, "expected.tsv"), "w") as f:
        for text, numbers in zip(TEXTS, rows):
            f.write(text + "\t" + ",".join(map(str, numbers)) + "\n")


for folder in ("wordpiece", "sentencepiece", "fairseq"):
    os.makedirs(os.path.join(here, folder), exist_ok=True)
words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "안녕", "##하세요", "고객", "##님", "검찰청", "수사", "##관", "##입니다", "네",
         "알겠", "##습니다", "계좌", "##를", "확인", "##해", "주", "##세요", "Bank", "1", "##2"]
with open(os.path.join(here, "wordpiece", "vocab.txt"), "w") as f:
    f.write("\n".join(words) + "\n")
with open(os.path.join(here, "wordpiece", "tokenizer_config.json"), "w") as f:
    f.write('{"do_lower_case": false}\n')
bert = BertTokenizer(vocab={w: i for i, w in enumerate(words)}, do_lower_case=False, strip_accents=False)
write("wordpiece", [bert(text)["input_ids"] for text in TEXTS])



def train(path, **specials):
    with open("rules.tsv", "w") as f:
        f.write("FF2E\tB124\n")  # a map of characters of one line: a wide N is a 네
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(SPOKEN), model_prefix=path[:-len(".model")], vocab_size=75, model_type="unigram",
        character_coverage=1.0, minloglevel=2, normalization_rule_tsv="rules.tsv", **specials)
    os.remove(path[:-len(".model")] + ".vocab")
    os.remove("rules.tsv")
    return sentencepiece.SentencePieceProcessor(model_file=path)

kobert = train(os.path.join(here, "sentencepiece", "spiece.model"), unk_id=0, pad_id=1, bos_id=-1, eos_id=-1,
               unk_piece="[UNK]", pad_piece="[PAD]", control_symbols=["[CLS]", "[SEP]", "[MASK]"])
around = kobert.piece_to_id("[CLS]"), kobert.piece_to_id("[SEP]")
write("sentencepiece", [[around[0]] + kobert.encode(text) + [around[1]] for text in TEXTS])
xlmr = train(os.path.join(here, "fairseq", "sentencepiece.bpe.model"), unk_id=0, bos_id=1, eos_id=2)
# fairseq: <s> 0, <pad> 1, </s> 2, <unk> 3, every other piece one more than SentencePiece says
write("fairseq", [[0] + [3 if n == 0 else n + 1 for n in xlmr.encode(text)] + [2] for text in TEXTS])
