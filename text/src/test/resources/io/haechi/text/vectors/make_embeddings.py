"""Writes small models with the original libraries, and the vectors they give, for EmbeddingFilesTest.

Command: python make_embeddings.py   (fasttext-wheel 0.9.2, gensim 4.4.0)
fasttext.bin: trained by fastText; fasttext.tsv: word, then its vector, for words in it and words it never saw.
word2vec.bin, word2vec.vec: written by gensim; word2vec.tsv: the same vectors as gensim reads them back.
"""
import fasttext
import gensim
import numpy

corpus = "corpus.tmp"
with open("texts.txt", encoding="utf-8") as lines, open(corpus, "w", encoding="utf-8") as out:
    out.write((lines.read().replace("\\n", " ").replace("\\t", " ")) * 20)


def table(name, words, vector):
    with open(name, "w", encoding="utf-8", newline="\n") as out:
        for word in words:
            out.write(word + "\t" + " ".join("%.9g" % value for value in vector(word)) + "\n")


model = fasttext.train_unsupervised(corpus, model="skipgram", dim=6, minCount=60, minn=1, maxn=4, bucket=40, epoch=3, thread=1)
model.save_model("fasttext.bin")
table("fasttext.tsv", model.get_words() + ["감사드립니다", "a", "hello", "없던말", "ㅋㅋ", "🙂"], model.get_word_vector)

words = ["감사합니다", "계좌", "a", "b/c", "네"]
keyed = gensim.models.KeyedVectors(5)
keyed.add_vectors(words, numpy.random.default_rng(1).normal(size=(5, 5)).astype("float32"))
keyed.save_word2vec_format("word2vec.bin", binary=True)
keyed.save_word2vec_format("word2vec.vec", binary=False)
table("word2vec.tsv", words, gensim.models.KeyedVectors.load_word2vec_format("word2vec.bin", binary=True).get_vector)
import os
os.remove(corpus)
