"""An article: its text, and what is annotated in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .model import Annotation, Span


@dataclass(slots=True)
class Failure:
    """A plugin that failed on a record, or the record's own error, for which `plugin` is empty."""

    code: str
    message: str
    retryable: bool = False
    plugin: str = ""


@dataclass(slots=True)
class Article:
    """A text with its annotations.

    `text` has every character of the file: a byte order mark and each carriage return count. In a plugin,
    `annotations` are those of the layers that its manifest names in `requires` and `uses`.
    """

    id: Any
    text: str
    annotations: list[Annotation] = field(default_factory=list)
    title: str | None = None
    published: str | None = None
    """The day of publication, YYYY-MM-DD."""
    status: str = "open"
    """`open` or `done`."""
    path: Path | None = None
    sidecar: Path | None = None
    record: Mapping[str, Any] = field(default_factory=dict)
    """What was given to `annotate`, with all its members; for a file, the header of its sidecar."""
    error: Failure | None = None
    failed: list[Failure] = field(default_factory=list)
    """Plugins that failed, while the annotations of others are there."""

    @property
    def name(self) -> str:
        """The id as a string; for a file its path in the workspace without its ending."""
        return str(self.id)

    def words(self, spans: Iterable[Span]) -> str:
        """The words of spans, joined by one blank."""
        return " ".join(self.text[start:end] for start, end in spans)

    def layer(self, layer: str, states: Iterable[str] | None = None) -> list[Annotation]:
        """The annotations of a layer, in reading order; with `states`, only those in these states."""
        wanted = None if states is None else frozenset(states)
        return [
            annotation
            for annotation in self.annotations
            if annotation.layer == layer and (wanted is None or annotation.state in wanted)
        ]

    def linked(self, annotation: Annotation, role: str) -> list[Annotation]:
        """The annotations that a role names.

        What was removed, rejected or left out of the article is not among them.
        """
        known = {other.id: other for other in self.annotations}
        return [known[link.id] for link in annotation.roles.get(role, []) if link.id in known]

    def role_words(self, annotation: Annotation, role: str) -> list[str]:
        """The words of a role, one string for each link: its own spans, or those of its annotation."""
        known = {other.id: other.spans for other in self.annotations}
        spans = [link.spans or known.get(link.id or "", ()) for link in annotation.roles.get(role, [])]
        return [self.words(found) for found in spans if found]
