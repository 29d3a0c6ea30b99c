"""Writes tfidf-*.tsv: what scikit-learn's TfidfVectorizer makes of texts.txt (one text per line, escapes as in Python).

Command: python make_tfidf.py   (scikit-learn 1.9.1)
Lines: "terms" and the vocabulary, joined by tabs with escapes; then per text its non-zero cells as column:value.
"""
from sklearn.feature_extraction.text import TfidfVectorizer

texts = [line.removesuffix("\n").replace("\\n", "\n").replace("\\t", "\t").replace("\\x1c", "\x1c")
         for line in open("texts.txt", encoding="utf-8", newline="\n")]


def write(name, **options):
    vectoriser = TfidfVectorizer(lowercase=False, min_df=5, sublinear_tf=True, **options)
    rows = vectoriser.fit_transform(texts)
    terms = sorted(vectoriser.vocabulary_, key=vectoriser.vocabulary_.get)
    with open(name, "w", encoding="utf-8", newline="\n") as out:
        out.write("\t".join(t.replace("\t", "\\t").replace("\n", "\\n") for t in terms) + "\n")
        for r in range(rows.shape[0]):
            row = rows.getrow(r).sorted_indices()
            out.write(" ".join("%d:%.9g" % cell for cell in zip(row.indices, row.data)) + "\n")


write("tfidf-char-2-4.tsv", analyzer="char", ngram_range=(2, 4))
write("tfidf-char-1-3.tsv", analyzer="char", ngram_range=(1, 3))
write("tfidf-char_wb-2-4.tsv", analyzer="char_wb", ngram_range=(2, 4))
write("tfidf-char_wb-4-4.tsv", analyzer="char_wb", ngram_range=(4, 4))
write("tfidf-words-1-2.tsv", analyzer="word", tokenizer=str.split, token_pattern=None, ngram_range=(1, 2))
