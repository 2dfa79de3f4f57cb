"""The ids of annotations and of ops: 12 characters of `a–z` and `2–7`."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable

from .model import Span

_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"


def random_id() -> str:
    """A new id, for a person's annotation and for an op."""
    return _spelled(secrets.randbits(64))


def derived_id(layer: str, label: str, spans: Iterable[Span], plugin: str, ordinal: int = 0) -> str:
    """The id of a plugin's annotation: the same suggestion has the same id on every run and machine.

    `plugin` is its name without the version; `ordinal` counts, from 0, annotations that are equal in all this.
    """
    places = ",".join(f"{start}-{end}" for start, end in spans)
    key = "\t".join((layer, label, places, plugin, str(ordinal)))
    return _spelled(int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big"))


def _spelled(bits: int) -> str:
    return "".join(_LETTERS[bits >> (59 - 5 * place) & 31] for place in range(12))
