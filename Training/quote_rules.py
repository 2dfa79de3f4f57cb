#!/usr/bin/env python3
"""Measures the precision of each rule of the quote attributor: prints Resources/rules.txt.

  postil annotate --stream --only=quote-attributor < DOCS.jsonl > ANSWERS.jsonl
  quote_rules.py GOLD.jsonl DOCS.jsonl ANSWERS.jsonl

GOLD has {"doc","quote"} lines, DOCS {"id" or "doc","text"}. A finding is correct if it and one marked
attribution share four fifths of the letters of the longer; one that matches an optional mark, or is inside
another finding (which the gold omits), is not counted. Rare rules are smoothed towards a half, as if they
had ten more occurrences.
"""
import collections
import json
import pathlib
import sys

RULES = pathlib.Path(__file__).parent.parent / "Plugins/QuoteAttributor/Resources/rules.txt"

HEAD = """\
# Each rule and, in per cent, how many of its findings overlapped a marked attribution by four fifths,
# counted on {} news articles by Training/quote_rules.py; rare rules are smoothed towards a half, and a
# rule that never occurred has 50."""


def rows(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def main():
    gold, docs, answers = sys.argv[1:]
    texts = {row.get("id") or row["doc"]: row["text"] for row in rows(docs)}

    def letters(doc, spans):
        return {at for start, end in spans for at in range(start, end) if texts[doc][at].isalnum()}

    marked = collections.defaultdict(list)
    for row in rows(gold):
        marked[row["doc"]].append((letters(row["doc"], row["quote"]), row.get("opt", False)))
    known = (line.split()[0] for line in RULES.read_text().splitlines() if line[:1] != "#")
    counts = collections.defaultdict(lambda: [0, 0], {rule: [0, 0] for rule in known})
    for answer in rows(answers):
        for found in answer["annotations"]:
            if "parent" in found.get("roles", {}):
                continue
            own = letters(answer["id"], found["spans"])
            hits = [optional for other, optional in marked[answer["id"]]
                    if len(own & other) >= 0.8 * max(len(own), len(other), 1)]
            if hits and all(hits):
                continue
            counts[found["rule"]][0] += bool(hits)
            counts[found["rule"]][1] += 1
    print(HEAD.format(len(texts)))
    for rule, (right, all_found) in sorted(counts.items()):
        print(rule, round(100 * (right + 5) / (all_found + 10)))


main()
