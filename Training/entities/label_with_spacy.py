#!/usr/bin/env python3
"""Labels texts with spaCy's medium English model (MIT): a second source of labels for training.

  label_with_spacy.py MODEL_FOLDER DOCS.jsonl OUT.jsonl

DOCS has {"doc","text"} lines; OUT gets {"doc","start","end","label"} with OntoNotes' labels for
names (no dates, no numbers). Each line of a text is labelled separately.
"""
import json
import sys

import spacy

NAMES = {
    "PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE",
}


def lines(path):
    with open(path, encoding="utf-8") as file:
        for row in map(json.loads, file):
            start = 0
            for line in row["text"].split("\n"):
                if line.strip():
                    yield line, (row["doc"], start)
                start += len(line) + 1


def main():
    model, docs, out = sys.argv[1:]
    tagger = spacy.load(
        model, exclude=["tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer"])
    with open(out, "w", encoding="utf-8") as file:
        for doc, (name, start) in tagger.pipe(lines(docs), as_tuples=True, batch_size=256):
            for entity in doc.ents:
                if entity.label_ in NAMES:
                    row = {"doc": name, "start": start + entity.start_char,
                           "end": start + entity.end_char, "label": entity.label_}
                    file.write(json.dumps(row) + "\n")


main()
