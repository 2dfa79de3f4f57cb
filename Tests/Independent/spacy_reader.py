#!/usr/bin/env python3
"""Reads an export with spaCy and prints what it saw, as JSON lines.

  spacy_reader.py jsonl FILE   every line through Doc.from_json, every span through char_span
  spacy_reader.py conll FILE   through `spacy convert -c ner`
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import spacy
from spacy.tokens import Doc, DocBin


def read_jsonl(path):
    nlp = spacy.blank("en")
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line:
            continue
        row = json.loads(line)
        doc = Doc(nlp.vocab).from_json({"text": row["text"], "tokens": row["tokens"]})
        assert doc.text == row["text"], "the text came back changed"
        assert len(doc) == len(row["tokens"]), "the tokens came back changed"
        for token, read in zip(row["tokens"], doc):
            assert token["text"] == read.text and token["ws"] == bool(read.whitespace_), token
            assert token["start"] == read.idx, token
        for span in row["spans"]:
            read = doc.char_span(span["start"], span["end"], label=span["label"])
            assert read is not None, f"not on tokens: {span}"
            assert (read.start, read.end - 1) == (span["token_start"], span["token_end"]), span
            yield {"label": read.label_, "text": read.text}
        for relation in row["relations"]:
            for end in ("head", "child"):
                span = relation[end + "_span"]
                read = doc.char_span(span["start"], span["end"])
                assert read is not None and read.end - 1 == relation[end], relation


def read_conll(path):
    with tempfile.TemporaryDirectory() as folder:
        run = [sys.executable, "-m", "spacy", "convert", str(path), folder, "-c", "ner"]
        result = subprocess.run(run, capture_output=True, text=True)
        assert result.returncode == 0, result.stdout + result.stderr
        nlp = spacy.blank("xx")
        for file in pathlib.Path(folder).glob("*.spacy"):
            for doc in DocBin().from_disk(file).get_docs(nlp.vocab):
                for entity in doc.ents:
                    yield {"label": entity.label_, "text": " ".join(token.text for token in entity)}


reader = {"jsonl": read_jsonl, "conll": read_conll}[sys.argv[1]]
for item in reader(pathlib.Path(sys.argv[2])):
    print(json.dumps(item, ensure_ascii=False))
