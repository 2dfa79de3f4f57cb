"""`annotate` answers every text in order, or raises."""

from __future__ import annotations

import sys
import threading
import unittest
from collections.abc import Iterator

from support import POSTIL, Workspace, needs_postil

import postil

ECHO = """
import json, os, sys
for number, line in enumerate(sys.stdin):
    record = json.loads(line)
    answer = {"id": record["id"], "annotations": [], "seq": number}
    %s
    print(json.dumps(answer), flush=True)
"""


@needs_postil
class WithTheProgram(unittest.TestCase):
    def test_in_order(self) -> None:
        texts = [f"Ana Duarte left Hull on Monday 😀 {number}." for number in range(500)]
        found = list(postil.annotate(texts, only=["entity-tagger"], postil=POSTIL))
        self.assertEqual([article.text for article in found], texts)
        self.assertEqual([article.id for article in found], list(range(500)))
        for article in found:
            self.assertEqual(
                [one.text for one in article.annotations], [article.words(one.spans) for one in article.annotations]
            )
            self.assertEqual(article.annotations[0].text, "Ana Duarte")

    def test_records(self) -> None:
        record = {"id": "a", "text": "Ana left on Monday.", "published": "2023-03-13", "mine": [1]}
        (article,) = postil.annotate([record], only=["date-normalizer"], postil=POSTIL)
        self.assertEqual((article.id, article.published, article.record), ("a", "2023-03-13", record))
        self.assertEqual([one.attributes["value"] for one in article.annotations], ["2023-03-13"])

    def test_errors(self) -> None:
        texts: list[object] = ["Hull", {"id": "b", "text": 5}, {"id": "c"}, "a\udc80", "Lisbon"]
        with self.assertRaisesRegex(postil.StreamError, "record 'b': .*bad_record"):
            list(postil.annotate(texts, postil=POSTIL))  # type: ignore[arg-type]
        found = list(postil.annotate(texts, errors="yield", postil=POSTIL))  # type: ignore[arg-type]
        codes = [article.error.code if article.error else "" for article in found]
        self.assertEqual(codes, ["", "bad_record", "bad_record", "bad_json", ""])

    def test_a_plugin_that_is_not_there(self) -> None:
        with self.assertRaisesRegex(postil.StreamError, "status 69: .*no plugin 'nope'"):
            list(postil.annotate(["Hull"], only=["nope"], postil=POSTIL))

    def test_nothing_to_do(self) -> None:
        self.assertEqual(list(postil.annotate([], postil=POSTIL)), [])

    def test_memory_is_bounded(self) -> None:
        """An endless iterator of texts is taken only as far as answers are."""
        taken = 0

        def texts() -> Iterator[str]:
            nonlocal taken
            while True:
                taken += 1
                yield "Ana Duarte left Hull."

        stream = postil.annotate(texts(), only=["entity-tagger"], postil=POSTIL)
        for _ in range(10):
            next(stream)
        threading.Event().wait(0.5)
        self.assertLess(taken, 1100)
        stream.close()  # type: ignore[attr-defined]


class WithAProgramThatFails(Workspace):
    def program(self, line: str) -> str:
        path = self.put("program", f"#!{sys.executable}\n" + ECHO % line)
        path.chmod(0o755)
        return str(path)

    def fails(self, line: str, message: str, texts: int = 1500) -> None:
        before = threading.active_count()
        with self.assertRaisesRegex(postil.StreamError, message):
            for _ in postil.annotate((f"text {number}" for number in range(texts)), postil=self.program(line)):
                pass
        for thread in threading.enumerate()[before:]:
            thread.join(5)
        self.assertEqual(threading.active_count(), before)

    def test_an_answer_is_missing(self) -> None:
        self.fails("if number == 1499: break", "status 0, but 1 records have no answer")
        self.fails("if number == 7: continue", "answer 7 is not that of 7")

    def test_it_stops_in_the_middle(self) -> None:
        self.fails("if number == 1200: os._exit(0)", "status 0, but .* records have no answer")
        self.fails("if number == 1200: print('sorry', file=sys.stderr); sys.exit(69)", "status 69: sorry")
        self.fails("if number == 1200: os.kill(os.getpid(), 9)", "status -9")

    def test_it_fails_after_the_last_answer(self) -> None:
        self.fails("if number == 9: print(json.dumps(answer), flush=True); sys.exit(74)", "status 74", texts=10)

    def test_an_answer_is_half(self) -> None:
        self.fails("""if number == 9: print('{"id":9,"annot', end="", flush=True); os._exit(0)""", "answer 9 is not")

    def test_another_id(self) -> None:
        self.fails("answer['id'] += number == 8", "answer 8 is not that of 8")

    def test_too_many_answers(self) -> None:
        self.fails("print(json.dumps(answer))", "answer 1 is not")

    def test_much_on_standard_error(self) -> None:
        program = self.program("print('x' * 10000, file=sys.stderr)")
        self.assertEqual(len(list(postil.annotate(["a"] * 500, postil=program))), 500)

    def test_partial_answers(self) -> None:
        line = """answer["failed"] = [{"plugin":"llm","code":"plugin_timeout","message":"late","retryable":True}]"""
        with self.assertRaisesRegex(postil.StreamError, r"record 0: llm: late \(plugin_timeout\)"):
            list(postil.annotate(["a"], postil=self.program(line)))
        (article,) = postil.annotate(["a"], postil=self.program(line), errors="yield")
        self.assertEqual(article.failed, [postil.Failure("plugin_timeout", "late", True, "llm")])

    def test_the_texts_raise(self) -> None:
        def texts() -> Iterator[str]:
            yield from ["a"] * 500
            raise KeyError("mine")

        found = postil.annotate(texts(), postil=self.program(""))
        with self.assertRaisesRegex(KeyError, "mine"):
            list(found)

    def test_no_program(self) -> None:
        with self.assertRaisesRegex(postil.StreamError, "there is no program /nowhere/postil"):
            list(postil.annotate(["a"], postil="/nowhere/postil"))


if __name__ == "__main__":
    unittest.main()
