#!/usr/bin/env python3
"""Prints how many mentions have a reference, and how many of 200 that were judged by hand are still right.

  references_score.py ANSWERS.jsonl ...

ANSWERS are of `postil annotate --stream` with the documents' names as ids. The 200 of references.jsonl were drawn once
by a fixed seed over all mentions with a reference in EWW dev and the three sample articles, after the table of
references was frozen; each has its place, its reference, and whether that is right.
"""
import json
import pathlib
import sys
from collections import Counter

JUDGED = pathlib.Path(__file__).with_name("references.jsonl")


def main():
    mentions, referred, found = Counter(), Counter(), {}
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            for answer in map(json.loads, file):
                for annotation in answer["annotations"]:
                    if annotation["layer"] != "entity":
                        continue
                    ref = annotation["attributes"].get("ref")
                    for label in ("all", annotation["label"]):
                        mentions[label] += 1
                        referred[label] += ref is not None
                    start, end = annotation["spans"][0]
                    found[answer["id"].removesuffix(".txt"), start, end] = ref
    for label, count in mentions.most_common():
        print(f"{label:8} {referred[label]:5} of {count:5}  {100 * referred[label] / count:5.1f} %")
    with open(JUDGED, encoding="utf-8") as file:
        judged = list(map(json.loads, file))
    same = [row for row in judged if found.get((row["doc"].removesuffix(".txt"), row["start"], row["end"])) == row["ref"]]
    right = sum(row["right"] for row in same)
    print(f"judged: {right} of {len(same)} right; {len(judged) - len(same)} of {len(judged)} have another reference now")


main()
