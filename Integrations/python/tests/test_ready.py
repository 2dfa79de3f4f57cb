"""Ready plugins on real models and lists. Each test is skipped by name where its library is absent."""

from __future__ import annotations

import json
import os
import sys
import unittest
from pathlib import Path

from ready import TEXT, Ready, words
from support import POSTIL, needs, needs_postil, run

SKOS = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
  <skos:Concept rdf:about="https://example.org/lisbon">
    <skos:prefLabel xml:lang="en">Lisbon</skos:prefLabel><skos:altLabel xml:lang="pt">Lisboa</skos:altLabel>
  </skos:Concept>
</rdf:RDF>
"""
slow = unittest.skipIf(os.environ.get("POSTIL_SHORT"), "left out by --short")


class Lists(Ready):
    def test_a_list(self) -> None:
        path = self.put(
            "../names.tsv",
            "\ufeff# names\r\nAna\nAna Duarte\tPER\tAna Duarte\twikidata:Q1\r\nHull\tGPE\n\nU.S.-led\tNORP\n",
        )
        folder = self.set_up("gazetteer", str(path), "--name", "my-names")
        text = TEXT + " Anabel and ana and the U.S.-led Hull-ers: Ana."
        (_, answer) = self.ask(folder, text)
        self.assertEqual(words(answer, text), [
            ("PER", "Ana Duarte"), ("GPE", "Hull"), ("GPE", "Hull"), ("NORP", "U.S.-led"), ("GPE", "Hull"), ("MISC", "Ana"),
        ])  # fmt: skip
        self.assertEqual(answer["annotations"][0]["attributes"], {"entity": "Ana Duarte", "ref": "wikidata:Q1"})
        self.assertEqual(json.loads((folder / "plugin.json").read_text())["name"], "my-names")

    def test_without_regard_to_case(self) -> None:
        folder = self.set_up("gazetteer", str(self.put("../names.txt", "HULL\n")), "--label", "GPE", "--ignore-case")
        self.assertEqual(words(self.ask(folder, TEXT)[1]), [("GPE", "Hull")] * 2)

    def test_a_vocabulary(self) -> None:
        folder = self.set_up("gazetteer", str(self.put("../places.rdf", SKOS)), "--label", "GPE")
        text = "Lisboa waited for Lisbon."
        (_, answer) = self.ask(folder, text)
        self.assertEqual(words(answer, text), [("GPE", "Lisboa"), ("GPE", "Lisbon")])
        self.assertEqual(
            answer["annotations"][0]["attributes"], {"entity": "Lisbon", "ref": "https://example.org/lisbon"}
        )

    def test_lists_that_are_refused(self) -> None:
        self.set_up("gazetteer", str(self.put("../empty.txt", "# nothing\n")), status=1)
        self.set_up("gazetteer", str(self.put("../bad.txt", "a\tb\tc\td\te\n")), status=1)
        self.assertIn("bad.txt:1 must be", self.message)
        self.set_up("gazetteer", str(self.put("../bad.rdf", '<!DOCTYPE a [<!ENTITY b "c">]>' + SKOS[22:])), status=1)
        self.assertIn("declares entities", self.message)

    def test_patterns(self) -> None:
        folder = self.set_up("regex", r"law=Act (\d{4})", r"law2=§ ?\d+", r"nothing=x*", "--layer", "law")
        text = "😀 The Act 1998, §7."
        self.assertEqual(words(self.ask(folder, text)[1], text), [("law", "1998"), ("law2", "§7")])
        self.set_up("regex", "law=(", status=1)
        self.assertIn("the pattern of law, '(', is not valid", self.message)

    @needs_postil
    def test_with_the_program(self) -> None:
        folder = self.set_up("regex", "WHO=Ana [A-Z][a-z]+", "--layer", "who")
        self.put("wire.txt", TEXT)
        self.put("postil.toml", '[plugins.regex]\nignoreCase = true\npatterns = { WHERE = "hull" }\n')
        run("annotate", "--all", "--only=regex", folder=self.root, POSTIL_PLUGINS=str(folder.parent))
        self.assertEqual([(one["label"], one["text"]) for one in self.listed()], [("WHERE", "Hull")] * 2)


@slow
class Models(Ready):
    @needs("spacy")
    def test_spacy(self) -> None:
        import spacy

        nlp = spacy.blank("en")
        ruler = nlp.add_pipe("entity_ruler")
        ruler.add_patterns([{"label": "PERSON", "pattern": "Ana Duarte"}, {"label": "DATE", "pattern": "left"}])  # type: ignore[attr-defined]
        nlp.to_disk(self.root / "model")
        folder = self.set_up("spacy", "--pipeline", str(self.root / "model"))
        answers = self.ask(folder, *(f"😀\r\n{TEXT}" for _ in range(70)), "")
        self.assertEqual(words(answers[1], f"😀\r\n{TEXT}"), [("PER", "Ana Duarte")])
        self.assertEqual(len(answers), 72)
        self.assertEqual(answers[71]["annotations"], [])
        kept = self.ask(folder, TEXT, settings={"modelLabels": {"DATE": "EVENT"}})[1]
        self.assertEqual(words(kept), [("EVENT", "left")])
        if POSTIL:
            folder = self.set_up("spacy", "--pipeline", str(self.root / "model"), "--basic", "--name", "mine")
            self.put("wire.txt", TEXT)
            run("annotate", "--all", "--only=mine", folder=self.root, POSTIL_PLUGINS=str(folder.parent))
            self.assertEqual([one["text"] for one in self.listed()], ["Ana Duarte"])

    @needs("transformers")
    @needs("torch")
    def test_hf(self) -> None:
        folder = self.set_up("hf", "--model", str(self.tiny_model()), "--labels", "NAME=PER")
        long = " ".join(f"Hull waited for Ana number {number}." for number in range(40))
        texts = ["Ana left 😀 for Hull.", "", " \n", "nobody is here", long]
        answers = self.ask(folder, *texts)[1:]
        self.assertEqual(words(answers[0], texts[0]), [("PER", "Ana"), ("PER", "Hull")])
        self.assertEqual([answer["annotations"] for answer in answers[1:4]], [[], [], []])
        self.assertEqual(len(answers[4]["annotations"]), 80)
        self.assertGreater(answers[0]["annotations"][0]["score"], 0.9)

    def test_what_is_no_model(self) -> None:
        self.set_up("hf", "--model", str(self.root), status=1)
        self.assertIn("it has no config.json", self.message)

    def tiny_model(self) -> Path:
        """A model of one layer that takes 32 tokens at a time, trained in a moment to mark two names."""
        import torch
        from tokenizers import Tokenizer, models, pre_tokenizers, processors
        from transformers import BertConfig, BertForTokenClassification, PreTrainedTokenizerFast

        torch.manual_seed(1)
        vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "Ana", "Hull", "left", "for", "waited"]
        tokens = Tokenizer(models.WordLevel({word: place for place, word in enumerate(vocabulary)}, unk_token="[UNK]"))
        tokens.pre_tokenizer = pre_tokenizers.Whitespace()
        tokens.post_processor = processors.TemplateProcessing(
            single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
        )
        tokenizer = PreTrainedTokenizerFast(
            tokenizer_object=tokens, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]",
            model_max_length=32,
        )  # fmt: skip
        model = BertForTokenClassification(
            BertConfig(
                vocab_size=9, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
                max_position_embeddings=32, id2label={0: "O", 1: "B-NAME"}, label2id={"O": 0, "B-NAME": 1},
            )
        )  # fmt: skip
        inputs = torch.randint(0, 9, (64, 32))
        optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
        for _ in range(60):
            optimizer.zero_grad()
            model(inputs, labels=((inputs == 4) | (inputs == 5)).long()).loss.backward()
            optimizer.step()
        folder = self.root / "tiny"
        model.save_pretrained(folder)
        tokenizer.save_pretrained(folder)
        return folder


if __name__ == "__main__":
    sys.exit(unittest.main())
