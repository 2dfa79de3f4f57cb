"""Articles and annotations. All positions are code points, the indices of a Python `str`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .errors import BadAnnotation

Span = tuple[int, int]
"""A half-open range `(start, end)` of code points."""

STATES = ("suggested", "accepted", "rejected")
_KNOWN = frozenset(
    ("id", "layer", "label", "spans", "text", "roles", "attributes", "state", "annotator", "score", "rule")
)


def spans_of(value: Any) -> tuple[Span, ...]:
    """The spans of `[[start, end], …]`, in reading order and without overlaps.

    Raises `BadAnnotation` for anything else.
    """
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise BadAnnotation("'spans' must be a list of [start, end]")
    spans: list[Span] = []
    for pair in value:
        if not isinstance(pair, Sequence) or len(pair) != 2 or not all(type(place) is int for place in pair):
            raise BadAnnotation("'spans' must be a list of [start, end]")
        start, end = pair
        if not (spans[-1][1] if spans else 0) <= start <= end:
            raise BadAnnotation("'spans' must be in reading order, without overlaps")
        spans.append((start, end))
    return tuple(spans)


@dataclass(slots=True)
class Link:
    """Where a role points: to words, to another annotation, or to both."""

    spans: tuple[Span, ...] = ()
    id: str | None = None

    @classmethod
    def from_json(cls, value: Any) -> Link:
        """Reads `{"spans":[[s,e]],"id":…}`; raises `BadAnnotation`."""
        if not isinstance(value, Mapping):
            raise BadAnnotation("a role must be an object or a list of objects")
        link = cls(spans_of(value.get("spans") or ()), value.get("id"))
        if not link.spans and not isinstance(link.id, str):
            raise BadAnnotation("a role names neither spans nor an id")
        return link

    def to_json(self) -> dict[str, Any]:
        """The link as `{"spans":[[s,e]],"id":…}`."""
        object_: dict[str, Any] = {}
        if self.spans:
            object_["spans"] = [list(span) for span in self.spans]
        if self.id is not None:
            object_["id"] = self.id
        return object_


@dataclass(slots=True)
class Annotation:
    """One statement about words of an article. `spans` count code points."""

    layer: str
    label: str
    spans: tuple[Span, ...]
    text: str = ""
    id: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)
    roles: dict[str, list[Link]] = field(default_factory=dict)
    state: str = "suggested"
    annotator: str = ""
    score: float | None = None
    rule: str | None = None
    number: int | None = None
    """The number on Postil's screen; None for what is not from a sidecar."""
    by: str = ""
    """Who wrote its newest line."""
    at: str = ""
    """When, by RFC 3339 in UTC."""
    other: dict[str, Any] = field(default_factory=dict)
    """Members that this version does not know."""

    @property
    def start(self) -> int:
        """Where its first span starts, in code points."""
        return self.spans[0][0] if self.spans else 0

    @property
    def end(self) -> int:
        """Where its last span ends, in code points."""
        return self.spans[-1][1] if self.spans else 0

    @classmethod
    def from_json(cls, value: Any) -> Annotation:
        """Reads the JSON form, the same in sidecars, messages and the stream; raises `BadAnnotation`."""
        if not isinstance(value, Mapping):
            raise BadAnnotation("an annotation must be an object")
        layer, label, state = value.get("layer"), value.get("label"), value.get("state") or "suggested"
        if not isinstance(layer, str) or not isinstance(label, str):
            raise BadAnnotation("'layer' and 'label' are needed")
        if state not in STATES:
            raise BadAnnotation("'state' must be suggested, accepted or rejected")
        return cls(
            layer, label, spans_of(value.get("spans")), _string(value, "text") or "",
            _string(value, "id") or "", dict(_object(value, "attributes")), _roles(_object(value, "roles")),
            state, _string(value, "annotator") or "", value.get("score"), _string(value, "rule"),
            other={name: member for name, member in value.items() if name not in _KNOWN},
        )  # fmt: skip

    def to_json(self) -> dict[str, Any]:
        """The JSON form, without what is not set."""
        roles = {
            role: links[0].to_json() if len(links) == 1 else [link.to_json() for link in links]
            for role, links in sorted(self.roles.items())
        }
        members = {
            "id": self.id or None, "layer": self.layer, "label": self.label,
            "spans": [list(span) for span in self.spans], "text": self.text or None,
            "roles": roles or None, "attributes": dict(sorted(self.attributes.items())) or None,
            "state": self.state, "annotator": self.annotator or None, "score": self.score,
            "rule": self.rule, **self.other,
        }  # fmt: skip
        return {name: value for name, value in members.items() if value is not None}


def _string(value: Mapping[str, Any], name: str) -> str | None:
    member = value.get(name)
    if member is not None and not isinstance(member, str):
        raise BadAnnotation(f"'{name}' is not a string")
    return member


def _object(value: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    member = value.get(name)
    if member is not None and not isinstance(member, Mapping):
        raise BadAnnotation(f"'{name}' is not an object")
    return member or {}


def _roles(value: Mapping[str, Any]) -> dict[str, list[Link]]:
    return {
        role: [Link.from_json(link) for link in (links if isinstance(links, list) else [links])]
        for role, links in value.items()
    }
