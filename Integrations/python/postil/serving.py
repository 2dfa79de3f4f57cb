"""The messages between Postil and a plugin: one line of JSON each, over standard input and output."""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
import traceback
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from typing import Any, TextIO

from .article import Article
from .messages import API, Settings, article_of, line_of, members_of, reason_of

Work = Callable[[list[Article]], Sequence[Any]]
"""Annotates several articles: for each an `Answer`, annotations, or an exception."""

_current: ContextVar[Server | None] = ContextVar("server", default=None)
_question: ContextVar[int | None] = ContextVar("question", default=None)


def progress(text: str, done: int | None = None, of: int | None = None) -> None:
    """Tells Postil that the plugin still works, such as `progress("loading weights", 3, 10)`.

    Postil shows it, and the clock of the plugin's limit starts anew. Without Postil it does nothing; a Postil
    that does not know the message takes it for a wrong answer.
    """
    server = _current.get()
    if server is not None:
        counts = {"done": done, "of": of, "seq": _question.get()}
        server.send({"progress": text, **{name: value for name, value in counts.items() if value is not None}})


class Server:
    """Answers the questions of Postil, several at a time if the plugin takes several."""

    def __init__(self, source: TextIO, out: TextIO, batch: int = 1, threads: int = 1) -> None:
        self._source, self._out = source, out
        self._batch, self._threads = batch, threads
        self._lock = threading.Lock()
        self._questions: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._cancelled: set[int] = set()

    def send(self, message: Mapping[str, Any]) -> None:
        """Writes one message."""
        line = line_of(message)
        with self._lock:
            self._out.write(line)
            self._out.flush()

    def serve(self, start: Callable[[Settings], Work]) -> None:
        """Answers until Postil says `shutdown` or closes standard input.

        `start` gets the settings and returns the work; an exception of it is why the plugin cannot start.
        """
        _current.set(self)
        first = self._source.readline()
        if not first:
            return
        try:
            work = start(Settings.of(json.loads(first)["configuration"]))
        except Exception as error:
            self.send({"error": reason_of(error)})
            return
        self.send({"api": API})
        threading.Thread(target=self._read, daemon=True).start()
        with ThreadPoolExecutor(self._threads) as pool:
            room = threading.Semaphore(self._threads)
            while questions := self._next():
                room.acquire()
                pool.submit(self._answer, questions, work).add_done_callback(lambda _: room.release())

    def _read(self) -> None:
        for line in self._source:
            message = json.loads(line)
            if message["method"] == "shutdown":
                break
            if message["method"] == "cancel":
                self._cancelled.add(message["seq"])
            elif message["method"] == "annotate":
                self._questions.put(message)
        self._questions.put(None)

    def _next(self) -> list[dict[str, Any]]:
        """Waits for a question, and takes those that are there already, up to the size of a batch."""
        questions: list[dict[str, Any]] = []
        while len(questions) < self._batch:
            try:
                question = self._questions.get(block=not questions)
            except queue.Empty:
                break
            if question is None:
                self._questions.put(None)
                break
            questions.append(question)
        return questions

    def _answer(self, questions: list[dict[str, Any]], work: Work) -> None:
        open_ = [question for question in questions if question["seq"] not in self._cancelled]
        for question in questions:
            if question["seq"] in self._cancelled:
                self.send({"seq": question["seq"], "error": "it was cancelled", "retryable": True})
        if not open_:
            return
        _current.set(self)
        _question.set(open_[0]["seq"] if len(open_) == 1 else None)
        try:
            answers = list(work([article_of(question["request"]) for question in open_]))
            if len(answers) != len(open_):
                raise ValueError(f"the annotator gave {len(answers)} answers to {len(open_)} articles")
        except Exception as error:
            traceback.print_exc()
            answers = [error] * len(open_)
        for question, answer in zip(open_, answers):
            message = {"seq": question["seq"], **members_of(answer)}
            try:
                line_of(message)
            except (TypeError, ValueError) as error:
                # Such as a number of NumPy, or one that is not a number.
                message = {"seq": question["seq"], **members_of(error)}
            self.send(message)


def take_output() -> TextIO:
    """Standard output for messages only: what anything else prints there goes to standard error."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    sys.stdout.flush()
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return out
