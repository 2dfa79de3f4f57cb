#!/usr/bin/env python3
"""Tags articles with a spaCy model's NER alone and prints {"doc","start","end","label"} lines.

  spacy_peer.py MODEL DOCS.jsonl     MODEL is a package's name or a folder

To be fair to it, a leading "the" and a trailing possessive are cut from its spans, as the gold has
them; dates and numbers are left out. Its speed, start and memory go to standard error.
"""
import json
import resource
import sys
import time

import spacy

LABELS = {
    "PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "NORP": "MISC",
    "EVENT": "MISC", "WORK_OF_ART": "MISC", "LAW": "MISC", "LANGUAGE": "MISC", "PRODUCT": "MISC",
}


def trimmed(text, start, end):
    if text[start:start + 4].lower() == "the ":
        start += 4
    for ending in ("'s", "’s"):
        if text[start:end].endswith(ending):
            end -= len(ending)
    return start, end


def main():
    model, path = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        docs = [json.loads(line) for line in file]
    begin = time.process_time()
    tagger = spacy.load(
        model, exclude=["tagger", "parser", "senter", "attribute_ruler", "lemmatizer"])
    started = time.process_time()
    tokens = 0
    for row in docs:
        doc = tagger(row["text"])
        tokens += len(doc)
        for entity in doc.ents:
            if entity.label_ in LABELS:
                start, end = trimmed(row["text"], entity.start_char, entity.end_char)
                print(json.dumps({"doc": row["doc"], "start": start, "end": end,
                                  "label": LABELS[entity.label_]}))
    seconds = time.process_time() - started
    size = sum(len(row["text"].encode()) for row in docs)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"{tokens / seconds / 1000:.0f} k tokens/s, {size / seconds / 1e6:.3f} MB/s, "
          f"start {1000 * (started - begin):.0f} ms, peak {peak:.0f} MB", file=sys.stderr)


main()
