"""Annotates texts with the plugins of Postil."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from .article import Article, Failure
from .errors import StreamError
from .model import Annotation
from .program import Child, program


def annotate(
    texts: Iterable[str | Mapping[str, Any]],
    *,
    only: Sequence[str] | None = None,
    published: str | None = None,
    errors: Literal["raise", "yield"] = "raise",
    jobs: int | None = None,
    options: Sequence[str] = (),
    postil: str | os.PathLike[str] | None = None,
) -> Iterator[Article]:
    """Annotates texts in one child process, and yields an article for each, in their order.

    A text is a `str`, whose id is then its number from 0, or a mapping with `text` and perhaps `id` and
    `published`; other members are kept in `Article.record` and not sent. At most 1,024 texts are in memory.

    `only` names plugins, `published` is the day for texts that have none, `jobs` the number of threads,
    `options` further options of `postil annotate --stream`, and `postil` the program.

    Raises `StreamError` if the program fails, if an answer is missing or is another record's, and if a record
    has an error or a plugin failed on it; with `errors="yield"` these are in `Article.error` and
    `Article.failed`.
    """
    if isinstance(texts, str):
        raise TypeError("texts must be a list or another iterable of texts, not one text")
    command = [program(postil), "annotate", "--stream", *options]
    for name, value in (("only", ",".join(only or ())), ("published", published), ("jobs", jobs)):
        command += [f"--{name}", str(value)] if value else []
    given: dict[int, Mapping[str, Any]] = {}
    child = Child(command, _records(texts, given))
    for number, (record, answer) in enumerate(child.answers()):
        article = _article(record, answer, given.pop(number))
        if errors == "raise":
            _raise(article)
        yield article


def _records(texts: Iterable[str | Mapping[str, Any]], given: dict[int, Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    for number, text in enumerate(texts):
        whole = {"text": text} if isinstance(text, str) else text
        record = {name: whole[name] for name in ("id", "text", "published") if whole.get(name) is not None}
        given[number] = whole
        yield {"id": number, **record}


def _article(record: Mapping[str, Any], answer: Mapping[str, Any], given: Mapping[str, Any]) -> Article:
    article = Article(record["id"], record.get("text", ""), record=given)
    article.published = answer.get("published")
    article.annotations = [Annotation.from_json(value) for value in answer.get("annotations", ())]
    article.failed = [_failure(value) for value in answer.get("failed", ())]
    if "error" in answer:
        article.error = _failure(answer["error"])
    return article


def _failure(value: Mapping[str, Any]) -> Failure:
    return Failure(
        value.get("code", ""), value.get("message", ""), bool(value.get("retryable")), value.get("plugin", "")
    )


def _raise(article: Article) -> None:
    for failure in [article.error] if article.error else article.failed:
        who = f"{failure.plugin}: " if failure.plugin else ""
        raise StreamError(f"record {article.id!r}: {who}{failure.message} ({failure.code})")
