#!/usr/bin/env python3
"""Strict F1 by class: words and label must both be right.

  f1.py NAME GOLD.jsonl PREDICTED.jsonl [CLASSES]    prints one row; CLASSES such as PER,ORG,LOC
"""
import json
import sys

COARSE = {"GPE": "LOC", "FAC": "LOC", "NORP": "MISC", "EVENT": "MISC", "PRODUCT": "MISC", "WORK": "MISC"}


def read(path, classes):
    with open(path, encoding="utf-8") as file:
        rows = [json.loads(line) for line in file if line.strip()]
    result = {(r["doc"], r["start"], r["end"], COARSE.get(r["label"], r["label"]))
              for r in rows if "start" in r and r.get("layer", "entity") == "entity"}
    return {r for r in result if r[3] in classes}


def f1(gold, predicted):
    return 200 * len(gold & predicted) / max(1, len(gold) + len(predicted))


def main():
    name, gold, predicted = sys.argv[1:4]
    classes = sys.argv[4].split(",") if len(sys.argv) > 4 else ["PER", "ORG", "LOC", "MISC"]
    gold, predicted = read(gold, classes), read(predicted, classes)
    parts = "".join(
        f"{f1({g for g in gold if g[3] == c}, {p for p in predicted if p[3] == c}):7.1f}"
        for c in classes)
    print(f"{name:24}{f1(gold, predicted):7.1f}{parts}")


main()
