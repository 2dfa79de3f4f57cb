"""What is read, refused and selected, without the program."""

from __future__ import annotations

import hashlib
import json
import random
import unittest

from support import Workspace

import postil
from postil.sidecar import replay

ALL = ("suggested", "accepted", "rejected")


class Alone(Workspace):
    def header(self, text: bytes) -> str:
        return (
            json.dumps({"postil": 1, "sha256": hashlib.sha256(text).hexdigest(), "length": len(text.decode())}) + "\n"
        )

    def test_a_changed_text_is_stale(self) -> None:
        path = self.put("a.txt", "Hull.\n")
        self.put("a.jsonl", self.header(b"Hulk.\n"))
        with self.assertRaises(postil.Stale):
            postil.load(path)
        with self.assertWarnsRegex(postil.PostilWarning, "has changed since it was annotated; it is left out"):
            self.assertEqual(list(postil.read(self.root)), [])

    def test_what_is_no_sidecar(self) -> None:
        path = self.put("a.txt", "Hull.\n")
        for data in ('{"text":"mine"}\n', '{"postil":2,"sha256":"0"}\n', "words\n"):
            self.put("a.jsonl", data)
            self.assertRaises(postil.NotASidecar, postil.load, path)

    def test_what_is_no_text(self) -> None:
        self.assertRaises(postil.NotAnArticle, postil.load, self.put("a.txt", b"\xff"))
        self.assertRaises(postil.NotAnArticle, postil.load, self.put("b.txt", b"a\0"))
        self.assertRaises(postil.NotAnArticle, postil.load, self.put("c.csv", b"a"))

    def test_states_layers_and_links(self) -> None:
        text = "Ana said no.\n"
        lines = [
            {"id": "p", "layer": "entity", "label": "PER", "spans": [[0, 3]], "state": "accepted"},
            {"id": "q", "layer": "quote", "label": "indirect", "spans": [[9, 11]], "state": "accepted",
             "roles": {"source": [{"id": "p"}, {"id": "gone"}], "cue": {"spans": [[4, 8]]}}},
            {"id": "r", "layer": "entity", "label": "PER", "spans": [[4, 8]], "state": "rejected"},
        ]  # fmt: skip
        path = self.put("a.txt", text)
        self.put("a.jsonl", self.header(text.encode()) + "".join(json.dumps(line) + "\n" for line in lines))
        article = postil.load(path)
        self.assertEqual([one.id for one in article.annotations], ["p", "q"])
        quote = article.layer("quote", states=("accepted",))[0]
        self.assertEqual([one.id for one in article.linked(quote, "source")], ["p"])
        self.assertEqual((article.role_words(quote, "source"), article.role_words(quote, "cue")), (["Ana"], ["said"]))
        self.assertEqual([one.id for one in postil.load(path, states=ALL, layers=["entity"]).annotations], ["p", "r"])

    def test_never_fails_on_bytes(self) -> None:
        chance = random.Random(7)
        whole = (
            self.header(b"Hull.\n").encode()
            + b'{"id":"p","layer":"entity","label":"PER","spans":[[0,4]],"op":"o","by":"b"}\n' * 3
        )
        for _ in range(2000):
            data = bytearray(whole)
            for _ in range(chance.randint(1, 6)):
                data[chance.randrange(len(data))] = chance.choice(b'{}[]",:0\n\xff\x00e')
            replay(bytes(data))


if __name__ == "__main__":
    unittest.main()
