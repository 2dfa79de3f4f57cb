#!/usr/bin/env python3
"""Expected calibration error: how far scores are from the share of mentions that are right.

  calibration.py GOLD.jsonl PREDICTED.jsonl

Ten bins of equal width; a mention is right if its words and its class are.
"""
import json
import sys

COARSE = {"GPE": "LOC", "FAC": "LOC", "NORP": "MISC", "EVENT": "MISC", "PRODUCT": "MISC", "WORK": "MISC"}


def rows(path):
    with open(path, encoding="utf-8") as file:
        for row in map(json.loads, file):
            yield (row["doc"], row["start"], row["end"], COARSE.get(row["label"], row["label"])), row


def main():
    gold = {key for key, _ in rows(sys.argv[1])}
    bins = [[0, 0.0, 0] for _ in range(10)]
    for key, row in rows(sys.argv[2]):
        place = bins[min(9, int(row["score"] * 10))]
        place[0] += 1
        place[1] += row["score"]
        place[2] += key in gold
    count = max(1, sum(n for n, _, _ in bins))
    error = sum(abs(score - right) for _, score, right in bins) / count
    print(f"expected calibration error {error:.3f} over {count} mentions")


main()
