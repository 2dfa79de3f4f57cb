"""The plugin `llm`, against a server that answers as real ones do, wrongly too."""

from __future__ import annotations

import json
import unittest
from pathlib import Path

from ready import TEXT, Ready, words
from stub import Stub
from support import needs_postil, run

from postil.plugins.llm.answers import BadAnswer, items
from postil.plugins.llm.endpoint import _after
from postil.plugins.llm.prompt import parts

ALL = [("PER", "Ana Duarte"), ("GPE", "Lisbon"), ("GPE", "Hull"), ("GPE", "Hull"), ("PER", "Duarte")]
QUICK = {"pause": 0.05, "timeout": 0.7, "retries": 2}


class WithStub(Ready):
    def setUp(self) -> None:
        super().setUp()
        self.stub = Stub()
        self.addCleanup(self.stub.close)
        self.folder = self.llm()

    def llm(self, *words: str) -> Path:
        return self.set_up("llm", "--endpoint", self.stub.url, "--model", "tiny", "--labels", "PER,GPE", *words)


class LanguageModels(WithStub):
    def test_good_and_repaired_answers(self) -> None:
        kinds = ["plain", "FENCED", "COMMAS", "BARE", "BADJSON", "BUSY", "SLOW", "DROPPED", "HTML", "EMPTY"]
        texts = [f"{TEXT} {kind}" for kind in kinds]
        answers = self.ask(self.folder, *texts, settings=QUICK)
        self.assertEqual(answers[0], {"api": 1})
        for kind, text, answer in zip(kinds, texts, answers[1:]):
            with self.subTest(kind):
                self.assertEqual(words(answer, text), ALL)
                twice = {"BADJSON": 2}.get(kind, 1)
                self.assertEqual(answer["usage"], {"requests": twice, "tokens": 110 * twice})
                self.assertEqual(self.stub.asked(text), 1 if kind in ("plain", "FENCED", "COMMAS", "BARE") else 2)

    def test_what_the_text_does_not_have(self) -> None:
        text = f"{TEXT} INVENTED"
        (_, answer) = self.ask(self.folder, text)
        self.assertEqual(words(answer, text), ALL)
        self.assertEqual(answer["usage"]["refused"], 6)
        spans = [one["spans"] for one in answer["annotations"]]
        self.assertEqual(len(spans), len({str(span) for span in spans}))

    def test_words_that_the_model_changed(self) -> None:
        self.folder = self.llm("--attributes", "entity,ref")
        (_, answer) = self.ask(self.folder, f"{TEXT} LETTERS")
        self.assertEqual(words(answer), [("PER", "Ana Duarte")])
        self.assertEqual(answer["annotations"][0]["attributes"], {"entity": "Ana Duarte"})

    def test_cut_answers_are_asked_for_in_halves(self) -> None:
        text = "CUT. " + " ".join(f"Number {number}: CUT. {TEXT}" for number in range(12))
        (_, answer) = self.ask(self.folder, text)
        self.assertIn("was cut at 4096 tokens", answer["error"])
        text = "\n".join(
            f"Ana Duarte left in year {number}, and much was said about that {'on and on ' * 30}CUT."
            for number in range(8)
        )
        (_, answer) = self.ask(self.folder, text)
        self.assertEqual(words(answer, text), [("PER", "Ana Duarte")] * 8)

    def test_long_texts_are_asked_about_in_parts(self) -> None:
        text = "\n\n".join(f"😀 {number}. {TEXT}" for number in range(50))
        (_, answer) = self.ask(self.folder, text, settings={"characters": 300})
        self.assertEqual(words(answer, text), ALL * 50)
        self.assertGreater(answer["usage"]["requests"], 9)

    def test_failures(self) -> None:
        kinds = ["AWAY", "AWAY LONG", "REFUSED", "HOPELESS", "MOVED"]
        answers = self.ask(self.folder, *[f"{TEXT} {kind}" for kind in kinds], settings=QUICK)[1:]
        self.assertEqual([answer["retryable"] for answer in answers], [True, True, False, False, False])
        self.assertEqual(answers[0]["error"], "the endpoint answered 503: <html>away</html>")
        self.assertEqual((answers[1]["after"], self.stub.asked("LONG")), (77, 1))
        self.assertIn("set jsonMode = false", answers[2]["error"])
        self.assertIn("is not JSON", answers[3]["error"])
        self.assertEqual(self.stub.asked("HOPELESS"), 2)
        self.assertIn("the endpoint answered 302", answers[4]["error"])
        self.set_up("llm", "--endpoint", "file:///etc", "--model", "x", "--labels", "PER", status=1)
        self.assertIn("must begin with http", self.message)

    def test_nobody_is_there(self) -> None:
        self.stub.close()
        (_, answer) = self.ask(self.folder, TEXT, settings=QUICK)
        self.assertTrue(answer["retryable"])
        self.assertIn("does not answer", answer["error"])

    def test_the_cache(self) -> None:
        texts = [f"{TEXT} {kind}" for kind in ("plain", "BADJSON")]
        first = self.ask(self.folder, *texts)[1:]
        asked = len(self.stub.requests)
        second = self.ask(self.folder, *texts)[1:]
        self.assertEqual(len(self.stub.requests), asked)
        self.assertEqual([one["annotations"] for one in first], [one["annotations"] for one in second])
        self.assertNotIn("usage", second[0])
        self.ask(self.folder, *texts, settings={"temperature": 1})
        self.assertGreater(len(self.stub.requests), asked)
        for path in (self.root.parent / "cache").rglob("*.json"):
            path.write_text("{half")
        self.assertEqual(words(self.ask(self.folder, texts[0])[1]), ALL)

    def test_the_question(self) -> None:
        guidelines = self.put("../guidelines.md", "Never mark ships.")
        folder = self.llm("--guidelines", str(guidelines), "--key-variable", "MY_KEY", "--price", "2,4")
        manifest = json.loads((folder / "plugin.json").read_text())
        self.assertEqual((manifest["environment"], manifest["network"]), (["MY_KEY"], True))
        self.assertEqual(manifest["runs"], {"processes": 1, "inFlight": 32})
        self.assertIn("MY_KEY is not set", self.ask(folder, TEXT)[0]["error"])
        answer = self.ask(folder, TEXT, MY_KEY="secret")[1]
        self.assertAlmostEqual(answer["usage"]["usd"], 240e-6)
        self.assertEqual(self.stub.keys, ["Bearer secret"])
        question = self.stub.requests[0]
        self.assertEqual((question["model"], question["response_format"]), ("tiny", {"type": "json_object"}))
        system = question["messages"][0]["content"]
        self.assertIn("- PER: people, without titles and roles\n- GPE: countries", system)
        self.assertIn("Never mark ships.", system)
        self.assertNotIn("secret", (folder / "plugin.json").read_text() + (folder / "setup.json").read_text())

    def test_a_workspace_cannot_send_texts_elsewhere(self) -> None:
        """Settings can be changed by the workspace; endpoint, key and model are none."""
        settings = json.loads((self.folder / "plugin.json").read_text())["settings"]
        self.assertTrue(settings.keys().isdisjoint({"endpoint", "keyVariable", "model", "guidelines"}))


@needs_postil
class WithTheProgram(WithStub):
    def test_annotates(self) -> None:
        self.folder = self.llm("--basic")
        self.put("wire.txt", TEXT)
        run("annotate", "--all", "--only=llm", folder=self.root, POSTIL_PLUGINS=str(self.folder.parent),
            XDG_CACHE_HOME=str(self.root.parent / "own"))  # fmt: skip
        self.assertEqual([(one["label"], one["text"]) for one in self.listed()], ALL)


class Answers(unittest.TestCase):
    def test_repairs(self) -> None:
        for content, count in [
            ('{"annotations":[{}]}', 1), ("[{},{}]", 2), ('{"items":[{}]}', 1), ('x {"annotations":[{},]} y', 1),
            ('```\n[{}]\n```', 1), ('```json\n{"annotations":[]}\n```', 0), ('{"annotations":[1,"a",{}]}', 1),
            ('{"annotations":[{"text":"a\nb"}]}', 1), ("<think>[1]</think>[]", 0),
        ]:  # fmt: skip
            self.assertEqual(len(items(content)), count, content)

    def test_refusals(self) -> None:
        for content in ("", "no", "{", '{"annotations":[{"label":"PER"', '{"a":[],"b":[]}', '"text"', "7", "[" * 5000):
            with self.assertRaises(BadAnswer, msg=content):
                items(content)

    def test_retry_after(self) -> None:
        self.assertEqual((_after("3"), _after(None), _after("soon")), (3, None, None))
        self.assertEqual(_after("Wed, 21 Oct 2015 07:28:00 GMT"), 0)

    def test_parts(self) -> None:
        text = "One. Two three.\n\n  \n" + "x" * 50 + "\nFour five six seven."
        for longest in range(5, 60):
            found = list(parts(text, longest))
            self.assertTrue(
                all(text[start : start + len(part)] == part and len(part) <= longest for start, part in found)
            )
            joined = "".join(part for _, part in found)
            self.assertEqual("".join(joined.split()), "".join(text.split()))


if __name__ == "__main__":
    unittest.main()
