#!/usr/bin/env python3
"""Writes `word<TAB>path` lines: classes of similar words from spaCy's vectors (CC0).

  word_classes.py MODEL_FOLDER OUT.txt

The 20,000 vectors are split in two recursively (2-means, fixed seed), at most 13 times: a path is
the sequence of these splits, as zeros and ones. Words are written in lower case, since forms that
differ in case share a vector.
"""
import re
import sys

import numpy as np
from spacy.vocab import Vocab

DEPTH = 13
WORD = re.compile(r"^[^\W\d_]{2,18}$")
REPEATED = re.compile(r"(.)\1\1")


def halves(points, random):
    """Two groups of rows, by 2-means on the unit sphere from two far points."""
    first = points[random.integers(len(points))]
    a = points[np.argmin(points @ first)]
    b = points[np.argmin(points @ a)]
    side = None
    for _ in range(30):
        new = points @ a >= points @ b
        if side is not None and (new == side).all():
            break
        side = new
        if side.all() or not side.any():
            break
        a, b = points[side].mean(0), points[~side].mean(0)
        a, b = a / (np.linalg.norm(a) + 1e-9), b / (np.linalg.norm(b) + 1e-9)
    return side


def paths(vectors):
    random = np.random.default_rng(0)
    result = [""] * len(vectors)

    def split(rows, path):
        side = None
        if len(path) < DEPTH and len(rows) > 1:
            side = halves(vectors[rows], random)
        if side is None or side.all() or not side.any():
            for row in rows:
                result[row] = path
            return
        large, small = rows[side], rows[~side]
        if len(large) < len(small):
            large, small = small, large
        split(large, path + "0")
        split(small, path + "1")

    split(np.arange(len(vectors)), "")
    return result


def main():
    model, out = sys.argv[1:]
    vocab = Vocab().from_disk(model + "/vocab")
    table = vocab.vectors
    vectors = table.data.astype("float32")
    vectors /= np.maximum(1e-6, np.linalg.norm(vectors, axis=1, keepdims=True))
    path = paths(vectors)
    words = {}
    for key, row in table.key2row.items():
        word = vocab.strings[key]
        if row >= 0 and word == word.lower() and WORD.match(word) and not REPEATED.search(word):
            words[word] = path[row] or "0"
    with open(out, "w", encoding="utf-8") as file:
        file.writelines(f"{word}\t{words[word]}\n" for word in sorted(words))


main()
