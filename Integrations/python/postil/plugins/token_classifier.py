"""The names that a token classification model of Hugging Face finds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..article import Article
from ..messages import Settings
from ..plugin import annotator
from .folder import loading, setup
from .labels import table, translated


class TokenClassifier:
    """Marks what a token classification model in a local folder finds."""

    def __init__(self, settings: Settings) -> None:
        from transformers import AutoModelForTokenClassification, AutoTokenizer, pipeline

        folder = setup(settings)["model"]
        loading(settings, folder)
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        model = AutoModelForTokenClassification.from_pretrained(folder, local_files_only=True)
        if not tokenizer.is_fast:
            raise ValueError("its tokenizer does not tell where its tokens are; it needs tokenizer.json")
        longest = min(tokenizer.model_max_length, getattr(model.config, "max_position_embeddings", 512))
        tokenizer.model_max_length = longest
        # Texts that are longer than the model takes are read in parts that overlap by so many tokens.
        overlap = min(settings["overlap"], max(1, longest // 4))
        self._find = pipeline(
            "token-classification", model=model, tokenizer=tokenizer, aggregation_strategy="first", stride=overlap
        )
        self._layer, self._labels, self._minimum = settings["layer"], table(settings), settings["minimum"]

    def batch(self, articles: Sequence[Article]) -> list[list[Mapping[str, Any]]]:
        """The names of several articles."""
        filled = [article for article in articles if article.text.strip()]
        found = iter(self._find([article.text for article in filled]) if filled else ())
        return [list(self._annotations(article, next(found))) if article.text.strip() else [] for article in articles]

    def _annotations(self, article: Article, names: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
        for name in names:
            label = translated(name["entity_group"], self._labels)
            start, end = _without_blanks(article.text, name["start"], name["end"])
            if label is not None and name["score"] >= self._minimum and start < end:
                score = round(float(name["score"]), 4)
                yield {"layer": self._layer, "label": label, "spans": [[start, end]], "score": score}


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))


plugin = annotator(
    name="hf", version="0.1.0", produces=["entity"], batch=16, limits={"startSeconds": 300, "articleSeconds": 300},
    settings={"layer": "entity", "modelLabels": {}, "minimum": 0.5, "overlap": 64},
)(TokenClassifier)  # fmt: skip
