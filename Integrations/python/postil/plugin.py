"""Makes a plugin of a function or a class."""

from __future__ import annotations

import inspect
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from .article import Article
from .errors import BadAnnotation
from .messages import API, Answer, Settings
from .model import Annotation
from .serving import Server, Work, take_output


@dataclass(slots=True)
class Manifest:
    """What `plugin.json` says about a plugin."""

    name: str
    version: str
    produces: Sequence[str]
    summary: str = ""
    requires: Sequence[str] = ()
    uses: Sequence[str] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    limits: Mapping[str, float] = field(default_factory=dict)
    environment: Sequence[str] = ()
    network: bool = False
    """Whether it needs the network where it is confined."""
    processes: int | None = None
    """At most so many processes; None is as many as Postil has threads."""
    in_flight: int = 1
    """So many questions Postil may ask before it has an answer."""

    def to_json(self, command: Sequence[str]) -> dict[str, Any]:
        """The members of `plugin.json`; `command` starts the plugin."""
        runs = {"processes": self.processes, "inFlight": self.in_flight if self.in_flight > 1 else None}
        members = {
            "name": self.name, "version": self.version, "api": API,
            "summary": self.summary or f"The annotator {self.name}.", "produces": list(self.produces),
            "requires": list(self.requires), "uses": list(self.uses), "start": {"command": list(command)},
            "limits": dict(self.limits), "runs": {name: value for name, value in runs.items() if value},
            "environment": list(self.environment), "settings": dict(self.settings),
        }  # fmt: skip
        members["network"] = self.network
        return {name: value for name, value in members.items() if value not in ([], {}, False)}


class Annotator:
    """A plugin in Python; made by `annotator`."""

    def __init__(self, make: Callable[..., Any] | None, manifest: Manifest, batch: int = 1, threads: int = 1) -> None:
        self._make: Any = make
        self.manifest = manifest
        self._batch, self._threads = batch, threads
        self.__doc__ = make.__doc__

    def annotate(self, *articles: Article | str, settings: Mapping[str, Any] | None = None) -> list[list[Annotation]]:
        """Annotates articles here, without Postil: for tests. Raises what the annotator raises."""
        given = [Article("", article) if isinstance(article, str) else article for article in articles]
        answers = self._start(Settings({**self.manifest.settings, **(settings or {})}))(given)
        for answer in answers:
            if isinstance(answer, Exception):
                raise answer
        return [list(answer.annotations) for answer in answers]

    def write(self, folder: str | os.PathLike[str], command: Sequence[str]) -> Path:
        """Writes `plugin.json` into a folder, which is created; returns its path."""
        path = Path(folder) / "plugin.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(self.manifest.to_json(command), ensure_ascii=False, indent=2)
        path.write_text(text + "\n", encoding="utf-8")
        return path

    def main(self, arguments: Sequence[str] | None = None) -> None:
        """What the plugin's program does: it answers Postil, or writes its manifest.

        `python3 NAME.py --manifest` writes `plugin.json` beside the program, with this Python to start it.
        """
        words = sys.argv[1:] if arguments is None else list(arguments)
        if words == ["--manifest"]:
            program = Path(sys.argv[0]).resolve()
            print(self.write(program.parent, [sys.executable, program.name]))
        elif words:
            sys.exit(f"usage: {Path(sys.argv[0]).name} [--manifest]; without it, the program answers Postil")
        else:
            self.serve()

    def serve(self) -> None:
        """Answers Postil over standard input and output."""
        out = take_output()
        source = open(0, encoding="utf-8", newline="\n", closefd=False)
        Server(source, out, self._batch, self._threads).serve(self._start)

    def _start(self, settings: Settings) -> Work:
        work: Callable[[Any], Any]
        if inspect.isclass(self._make):
            made = cast(Any, self._make)(settings)
            takes_several = hasattr(made, "batch")
            work = made.batch if takes_several else made
        else:
            work, takes_several = (lambda given: self._make(given, settings)), self._batch > 1
        layer = self.manifest.produces[0]

        def answer(articles: list[Article]) -> list[Any]:
            found = work(articles) if takes_several else [work(article) for article in articles]
            return [answer_of(value, layer) for value in found]

        return answer


def annotator(
    *, name: str, version: str, produces: Sequence[str], batch: int = 1, threads: int = 1, **members: Any
) -> Callable[[Callable[..., Any]], Annotator]:
    """Makes a plugin of a function `(article, settings)`, or of a class with `__init__(settings)` and
    `__call__(article)`.

    What it returns or yields for an article are annotations: an `Annotation`, a mapping in its JSON form, or
    a tuple `(start, end, label)` on the first layer of `produces`; or one `Answer`. Positions count code points.

    With `batch` over 1 a function gets a list of at most so many articles, and returns a list with the
    annotations of each; a class has a method `batch(articles)`. With `threads` over 1 so many articles, or
    batches, are annotated at once: for an endpoint that is waited for. Either lets Postil ask ahead.

    Other members of `Manifest` may be given by name, such as `settings`. What the annotator prints goes to
    standard error. An exception fails the article; `Retry`, `TimeoutError` and `ConnectionError` say that it
    may be asked again.
    """
    ahead = 2 * batch * threads if batch * threads > 1 else 1
    once = {"processes": 1} if ahead > 1 else {}

    def make(work: Callable[..., Any]) -> Annotator:
        summary = (inspect.getdoc(work) or "").partition("\n")[0]
        manifest = Manifest(name, version, produces, **{"summary": summary, "in_flight": ahead, **once, **members})
        return Annotator(work, manifest, batch, threads)

    return make


def answer_of(value: Any, layer: str) -> Answer | Exception:
    """What an annotator gave for one article, as an `Answer`; `layer` is that of tuples."""
    if isinstance(value, Exception):
        return value
    answer = value if isinstance(value, Answer) else Answer(list(value or ()))
    return Answer([_annotation(one, layer) for one in answer.annotations], answer.usage)


def _annotation(value: Any, layer: str) -> Annotation:
    if isinstance(value, Annotation):
        return value
    if isinstance(value, Mapping):
        return Annotation.from_json({"layer": layer, **value})
    if isinstance(value, Iterable) and len(parts := tuple(value)) == 3 and isinstance(parts[2], str):
        return Annotation.from_json({"layer": layer, "label": parts[2], "spans": [parts[:2]]})
    raise BadAnnotation(f"{value!r} is not an annotation: give (start, end, label), a mapping or an Annotation")
