"""Plugins made with `annotator`, by the messages and by the program."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unittest
from pathlib import Path
from typing import Any

from support import HERE, POSTIL, Workspace, needs_postil, objects, run

import postil

SHOUT = '''
import re, sys
sys.path.insert(0, {path!r})
import postil

@postil.annotator(name="shout", version="0.1.0", produces=["tone"], settings={{"shortest": 4}})
def shout(article, settings):
    """Marks words in capitals."""
    print("looking at", article.id)
    if "NUMBER" in article.text:
        yield {{"spans": [[0, 1]], "label": "x", "score": float("nan")}}
    if "BOOM" in article.text:
        raise ValueError("it cannot stand BOOM")
    if "WAIT" in article.text:
        raise postil.Retry("the endpoint is away", after=2)
    for match in re.finditer(r"[A-Z]{{%d,}}" % settings["shortest"], article.text):
        yield *match.span(), "shouting"

if __name__ == "__main__":
    shout.main()
'''
BATCH = '''
import sys
sys.path.insert(0, {path!r})
import postil

@postil.annotator(name="batch", version="0.1.0", produces=["tone"], batch=4, requires=["entity"])
class Batch:
    """Marks the first word, several articles at a time."""
    def __init__(self, settings):
        postil.progress("loading", 1, 2)
    def batch(self, articles):
        size = len(articles)
        return [ValueError("bad") if "BAD" in article.text else
                postil.Answer([{{"spans": [[0, 1]], "label": str(size), "attributes": {{"given": len(article.annotations)}}}}], {{"tokens": 3}})
                for article in articles]

if __name__ == "__main__":
    Batch.main()
'''


class Plugins(Workspace):
    def plugin(self, name: str, code: str) -> Path:
        """The folder of a plugin, with its manifest."""
        program = self.put(f"../plugins/{name}/{name}.py", code.format(path=str(HERE.parent)))
        subprocess.run([sys.executable, program.resolve(), "--manifest"], check=True, capture_output=True)
        return program.resolve().parent

    def talk(
        self, folder: Path, *messages: dict[str, Any], settings: dict[str, Any] | None = None
    ) -> list[dict[str, Any]]:
        """What a plugin answers to messages that are there at once."""
        manifest = json.loads((folder / "plugin.json").read_text())
        settings = {**manifest.get("settings", {}), **(settings or {})}
        first = {"method": "initialize", "api": 1, "configuration": {"folder": str(folder), "settings": settings}}
        lines = "".join(json.dumps(message) + "\n" for message in (first, *messages, {"method": "shutdown"}))
        result = subprocess.run(
            manifest["start"]["command"], cwd=folder, input=lines, capture_output=True, text=True, timeout=60
        )
        self.assertEqual(result.returncode, 0, result.stderr)
        return objects(result.stdout)


def question(seq: int, text: str, **members: Any) -> dict[str, Any]:
    return {"method": "annotate", "seq": seq, "request": {"id": str(seq), "text": text, "given": [], **members}}


class ByMessages(Plugins):
    def test_a_function(self) -> None:
        folder = self.plugin("shout", SHOUT)
        answers = self.talk(folder, question(1, "😀 NO WAY THERE"), question(2, "quiet"), settings={"shortest": 5})
        self.assertEqual(answers[0], {"api": 1})
        (one,) = answers[1]["annotations"]
        self.assertEqual(
            (answers[1]["seq"], one["layer"], one["label"], one["spans"]), (1, "tone", "shouting", [[9, 14]])
        )
        self.assertEqual(answers[2], {"seq": 2, "annotations": []})

    def test_its_manifest(self) -> None:
        manifest = json.loads((self.plugin("shout", SHOUT) / "plugin.json").read_text())
        self.assertEqual(manifest, {
            "name": "shout", "version": "0.1.0", "api": 1, "summary": "Marks words in capitals.", "produces": ["tone"],
            "start": {"command": [sys.executable, "shout.py"]}, "settings": {"shortest": 4},
        })  # fmt: skip

    def test_exceptions(self) -> None:
        answers = self.talk(
            self.plugin("shout", SHOUT),
            question(1, "BOOM"),
            question(2, "WAIT"),
            question(3, "LATE"),
            question(4, "NUMBER"),
        )
        self.assertEqual(answers[1], {"seq": 1, "error": "ValueError: it cannot stand BOOM", "retryable": False})
        self.assertEqual(answers[2], {"seq": 2, "error": "the endpoint is away", "retryable": True, "after": 2})
        self.assertEqual(len(answers[3]["annotations"]), 1)
        self.assertIn("ValueError", answers[4]["error"])

    def test_settings_that_are_wrong(self) -> None:
        answers = self.talk(self.plugin("shout", SHOUT), question(1, "NO"), settings={"shortest": None})
        self.assertIn("TypeError", answers[1]["error"])

    def test_batches(self) -> None:
        folder = self.plugin("batch", BATCH)
        manifest = json.loads((folder / "plugin.json").read_text())
        self.assertEqual(manifest["runs"], {"processes": 1, "inFlight": 8})
        given = [{"id": "p", "layer": "entity", "label": "PER", "spans": [[0, 3]]}]
        questions = [question(seq, "BAD" if seq == 6 else "Ana", given=given) for seq in range(1, 10)]
        answers = self.talk(folder, *questions)
        self.assertEqual(answers[0], {"progress": "loading", "done": 1, "of": 2})
        self.assertEqual([answer["seq"] for answer in answers[2:]], list(range(1, 10)))
        self.assertEqual(answers[7], {"seq": 6, "error": "ValueError: bad", "retryable": False})
        sizes = {answer["annotations"][0]["label"] for answer in answers[2:] if "annotations" in answer}
        self.assertIn("4", sizes)
        self.assertEqual(answers[2]["annotations"][0]["attributes"], {"given": 1})
        self.assertEqual(answers[2]["usage"], {"tokens": 3})

    def test_cancelled(self) -> None:
        cancels = [{"method": "cancel", "seq": seq} for seq in (8, 9)]
        questions = [question(seq, "Ana") for seq in range(1, 10)]
        answers = self.talk(self.plugin("batch", BATCH), *questions, *cancels)
        self.assertEqual({answer.get("seq") for answer in answers[2:]}, set(range(1, 10)))

    def test_in_a_test(self) -> None:
        @postil.annotator(name="short", version="1", produces=["tone"])
        def short(article: postil.Article, settings: dict[str, Any]) -> Any:
            return [match.span() + ("short",) for match in re.finditer(r"\b\w\b", article.text)]

        self.assertEqual([one.spans for one in short.annotate("I am a.")[0]], [((0, 1),), ((5, 6),)])


@needs_postil
class ByTheProgram(Plugins):
    def setUp(self) -> None:
        super().setUp()
        self.folder = self.plugin("shout", SHOUT)

    def test_listed(self) -> None:
        listed = objects(run("plugins", "--json", POSTIL_PLUGINS=str(self.folder.parent)))
        self.assertIn("shout", [one["name"] for one in listed])

    def test_annotates(self) -> None:
        self.put("wire.txt", "😀 NO WAY THERE\n")
        run("annotate", "--all", "--only=shout", folder=self.root, POSTIL_PLUGINS=str(self.folder.parent))
        self.assertEqual([one["text"] for one in self.listed()], ["THERE"])

    def test_several_at_once(self) -> None:
        folder = self.plugin("batch", BATCH)
        listed = [one["name"] for one in objects(run("plugins", "--json", POSTIL_PLUGINS=str(folder.parent)))]
        if "batch" not in listed:
            self.skipTest("this program does not know 'runs'")
        texts = [f"Ana Duarte {number}" for number in range(200)]
        program = self.put("../program", f'#!/bin/sh\nPOSTIL_PLUGINS={folder.parent} exec {POSTIL} "$@"\n')
        program.chmod(0o755)
        found = list(postil.annotate(texts, only=["entity-tagger", "batch"], postil=program))
        self.assertEqual([article.layer("tone")[0].attributes for article in found], [{"given": 1}] * 200)


if __name__ == "__main__":
    unittest.main()
