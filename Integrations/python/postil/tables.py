"""Annotations as tables: of pandas, and of Hugging Face datasets."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from .article import Article
from .model import Annotation

_COLUMNS = (
    "article", "published", "id", "layer", "label", "start", "end", "spans", "text", "attributes", "roles",
    "state", "annotator", "score", "rule", "by", "at",
)  # fmt: skip


def to_pandas(articles: Iterable[Article], attributes: Sequence[str] = ()) -> Any:
    """A `pandas.DataFrame` with one row for each annotation.

    `start` and `end` are its first and last code point, `spans` all its spans, `roles` maps a role to a list
    of `{"spans", "id"}`. Each of `attributes` becomes a column of that name.
    """
    import pandas

    rows = [_row(article, one, attributes) for article in articles for one in article.annotations]
    return pandas.DataFrame(rows, columns=[*_COLUMNS, *attributes])


def _row(article: Article, one: Annotation, attributes: Sequence[str]) -> list[Any]:
    roles = {role: [link.to_json() for link in links] for role, links in one.roles.items()}
    return [
        article.id, article.published, one.id, one.layer, one.label, one.start, one.end, list(one.spans),
        one.text, one.attributes, roles, one.state, one.annotator, one.score, one.rule, one.by, one.at,
        *(one.attributes.get(name) for name in attributes),
    ]  # fmt: skip


def to_dataset(articles: Iterable[Article]) -> Any:
    """A `datasets.Dataset` with one row for each article, and its annotations as a list.

    Every annotation has the same members: `roles` is a list of `{"role", "spans", "id"}`, and `attributes`
    a list of `{"name", "value"}` with values that are strings, other JSON being written as such.
    """
    import datasets

    return datasets.Dataset.from_list([article_row(article) for article in articles], features=_features())


def article_row(article: Article) -> dict[str, Any]:
    """An article as one object of fixed members, for formats with a schema."""
    return {
        "id": str(article.id), "text": article.text, "title": article.title, "published": article.published,
        "status": article.status, "annotations": [annotation_row(one) for one in article.annotations],
    }  # fmt: skip


def annotation_row(one: Annotation) -> dict[str, Any]:
    """An annotation as one object of fixed members."""
    return {
        "id": one.id, "layer": one.layer, "label": one.label, "spans": _places(one.spans), "text": one.text,
        "roles": [
            {"role": role, "spans": _places(link.spans), "id": link.id}
            for role, links in sorted(one.roles.items())
            for link in links
        ],
        "attributes": [
            {"name": name, "value": value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}
            for name, value in sorted(one.attributes.items())
        ],
        "state": one.state, "annotator": one.annotator, "score": one.score, "rule": one.rule,
    }  # fmt: skip


def _places(spans: Iterable[tuple[int, int]]) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in spans]


def _features() -> Any:
    from datasets import Features, Value

    def strings(*names: str) -> dict[str, Any]:
        return {name: Value("string") for name in names}

    spans = [{"start": Value("int64"), "end": Value("int64")}]
    annotation = {
        **strings("id", "layer", "label", "text", "state", "annotator", "rule"), "spans": spans,
        "roles": [{**strings("role", "id"), "spans": spans}], "attributes": [strings("name", "value")],
        "score": Value("float64"),
    }  # fmt: skip
    return Features({**strings("id", "text", "title", "published", "status"), "annotations": [annotation]})
