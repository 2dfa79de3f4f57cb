"""Annotations as documents of spaCy."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from typing import Any

from .article import Article
from .errors import PostilWarning
from .model import Annotation


def to_spacy(article: Article, nlp: Any, *, entities: str = "entity", alignment: str = "expand") -> Any:
    """The article as a `spacy.tokens.Doc`, with the tokens of `nlp`, a pipeline, or its `make_doc`.

    Each layer becomes a group of `doc.spans`; those of the layer `entities` become `doc.ents` too, of which
    overlapping ones lose to the longest. spaCy's spans begin and end with tokens: `alignment` says, as in
    `Doc.char_span`, whether others are widened (`expand`), narrowed (`contract`) or left out (`strict`); what
    is left out is counted in a `PostilWarning`. An annotation of several spans becomes one span for each, with
    the same id. `doc.user_data["postil"]` has all annotations as they are.
    """
    from spacy.tokens import Span
    from spacy.util import filter_spans

    doc = nlp.make_doc(article.text)
    groups: dict[str, list[Any]] = {}
    lost = 0
    for one in article.annotations:
        for start, end in one.spans:
            place = doc.char_span(start, end, alignment_mode=alignment)
            if place is None or not len(place):
                lost += 1
                continue
            span = Span(doc, place.start, place.end, label=one.label, span_id=one.id or 0)
            groups.setdefault(one.layer, []).append(span)
    for layer, spans in groups.items():
        doc.spans[layer] = spans
    doc.ents = filter_spans(groups.get(entities, []))
    doc.user_data["postil"] = _user_data(article)
    if lost:
        warnings.warn(f"{article.name}: {lost} spans do not fit spaCy's tokens; they are left out", PostilWarning, 2)
    return doc


def _user_data(article: Article) -> dict[str, Any]:
    annotations: list[Annotation] = article.annotations
    return {
        "id": article.id, "published": article.published, "status": article.status,
        "annotations": [one.to_json() for one in annotations],
    }  # fmt: skip


def to_docbin(articles: Iterable[Article], nlp: Any, *, entities: str = "entity", alignment: str = "expand") -> Any:
    """The articles as a `spacy.tokens.DocBin`, which `spacy train` reads from a file: `.to_disk("train.spacy")`."""
    from spacy.tokens import DocBin

    return DocBin(
        docs=(to_spacy(article, nlp, entities=entities, alignment=alignment) for article in articles),
        store_user_data=True,
    )
