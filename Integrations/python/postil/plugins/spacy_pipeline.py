"""The named entities of any spaCy pipeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..article import Article
from ..messages import Settings
from ..plugin import annotator
from .folder import loading, setup
from .labels import table, translated


class SpacyPipeline:
    """Marks the named entities that a spaCy pipeline finds."""

    def __init__(self, settings: Settings) -> None:
        import spacy

        pipeline = setup(settings)["pipeline"]
        loading(settings, pipeline)
        self._nlp = spacy.load(pipeline)
        self._layer, self._labels = settings["layer"], table(settings)

    def batch(self, articles: Sequence[Article]) -> list[list[Mapping[str, Any]]]:
        """The entities of several articles."""
        docs = self._nlp.pipe([article.text for article in articles])
        return [[one for entity in doc.ents if (one := self._annotation(entity))] for doc in docs]

    def _annotation(self, entity: Any) -> Mapping[str, Any] | None:
        label = translated(entity.label_, self._labels)
        if label is None:
            return None
        return {
            "layer": self._layer,
            "label": label,
            "spans": [[entity.start_char, entity.end_char]],
            "rule": entity.label_,
        }


plugin = annotator(
    name="spacy", version="0.1.0", produces=["entity"], batch=32, limits={"startSeconds": 120, "articleSeconds": 120},
    settings={"layer": "entity", "modelLabels": {}},
)(SpacyPipeline)  # fmt: skip
