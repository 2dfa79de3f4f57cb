#!/usr/bin/env python3
"""Tags texts with spaCy's medium English model (MIT): more training text for the part-of-speech tagger.

  tag_with_spacy.py MODEL_FOLDER OUT.conllu DOCS.jsonl...

DOCS have {"text"} lines; OUT gets a CoNLL-U block for each line of a text, with a word's form, universal
tag and Penn tag.
"""
import json
import sys

import spacy


def lines(paths):
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for row in map(json.loads, file):
                yield from filter(str.strip, row["text"].split("\n"))


def main():
    model, out, *docs = sys.argv[1:]
    tagger = spacy.load(model, exclude=["ner", "parser", "senter", "lemmatizer"])
    with open(out, "w", encoding="utf-8") as file:
        for doc in tagger.pipe(lines(docs), batch_size=256):
            file.write(f"# text = {doc.text}\n")
            words = [token for token in doc if not token.is_space]
            for number, word in enumerate(words, 1):
                file.write(f"{number}\t{word.text}\t_\t{word.pos_}\t{word.tag_}\n")
            file.write("\n")


main()
