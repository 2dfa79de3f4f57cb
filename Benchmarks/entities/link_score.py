#!/usr/bin/env python3
"""Scores entity linking: B-cubed and pairwise precision, recall and F1, in per cent.

  link_score.py GOLD.jsonl PREDICTED.jsonl [--across] [--peoples-apart]

Both sides are {"doc","start","end","label","entity"} lines. Compared are the mentions whose words both
sides have: linking is scored, not tagging. Two mentions belong together on a side if it gives them the
same entity in the same document; with --across, in any document. --peoples-apart takes a country and
its people (label NORP) for two entities on the gold side, as the tagger does.
"""
import argparse
import json
from collections import Counter


def mentions(path, across, apart):
    result = {}
    with open(path, encoding="utf-8") as file:
        for row in map(json.loads, file):
            if row.get("entity") is None:
                continue
            entity = (row["entity"], apart and row["label"] == "NORP")
            result[row["doc"], row["start"], row["end"]] = entity if across else (row["doc"], entity)
    return result


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def pairs(counter):
    return sum(n * (n - 1) // 2 for n in counter.values())


def score(gold, predicted):
    both = sorted(gold.keys() & predicted.keys())
    by_gold = Counter(gold[m] for m in both)
    by_predicted = Counter(predicted[m] for m in both)
    joint = Counter((gold[m], predicted[m]) for m in both)
    count = max(1, len(both))
    precision = sum(n * n / by_predicted[p] for (_, p), n in joint.items()) / count
    recall = sum(n * n / by_gold[g] for (g, _), n in joint.items()) / count
    pair_precision = pairs(joint) / max(1, pairs(by_predicted))
    pair_recall = pairs(joint) / max(1, pairs(by_gold))
    return len(both), (precision, recall, f1(precision, recall)), (
        pair_precision, pair_recall, f1(pair_precision, pair_recall))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("gold")
    parser.add_argument("predicted")
    parser.add_argument("--across", action="store_true")
    parser.add_argument("--peoples-apart", action="store_true")
    options = parser.parse_args()
    count, cubed, paired = score(
        mentions(options.gold, options.across, options.peoples_apart),
        mentions(options.predicted, options.across, False))
    print(f"mentions {count}  B3 P {100*cubed[0]:.1f} R {100*cubed[1]:.1f} F1 {100*cubed[2]:.1f}"
          f"  pairs P {100*paired[0]:.1f} R {100*paired[1]:.1f} F1 {100*paired[2]:.1f}")


if __name__ == "__main__":
    main()
