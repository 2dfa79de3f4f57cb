"""The names of a list, which may be a SKOS vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from ..article import Article
from ..messages import Settings
from ..plugin import annotator
from .folder import setup

_TOKEN = re.compile(r"\w+|[^\w\s]")
_SKOS = "{http://www.w3.org/2004/02/skos/core#}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the list: its label, or an empty string for that of the settings, entity and reference."""

    label: str
    entity: str
    ref: str = ""


class Gazetteer:
    """Marks the names of a list."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._names: dict[str, list[tuple[tuple[str, ...], Name]]] = {}
        for words, name in names(settings.folder / setup(settings)["file"]):
            tokens = tuple(self._fold(token) for token in _TOKEN.findall(words))
            if tokens:
                self._names.setdefault(tokens[0], []).append((tokens, name))
        for same in self._names.values():
            same.sort(key=lambda one: -len(one[0]))

    def __call__(self, article: Article) -> Iterator[Mapping[str, Any]]:
        """The longest name that starts at each word, from left to right, without overlaps."""
        matches = list(_TOKEN.finditer(article.text))
        tokens = [self._fold(match[0]) for match in matches]
        place = 0
        while place < len(tokens):
            found = self._at(tokens, place)
            if found is None:
                place += 1
                continue
            length, name = found
            span = [matches[place].start(), matches[place + length - 1].end()]
            yield self._annotation(span, name)
            place += length

    def _at(self, tokens: list[str], place: int) -> tuple[int, Name] | None:
        for words, name in self._names.get(tokens[place], ()):
            if tuple(tokens[place : place + len(words)]) == words:
                return len(words), name
        return None

    def _fold(self, token: str) -> str:
        return token.casefold() if self._settings["ignoreCase"] else token

    def _annotation(self, span: list[int], name: Name) -> Mapping[str, Any]:
        attributes = {"entity": name.entity, "ref": name.ref} if self._settings["attributes"] else {}
        return {
            "layer": self._settings["layer"], "label": name.label or self._settings["label"], "spans": [span],
            "attributes": {member: value for member, value in attributes.items() if value}, "rule": "list",
        }  # fmt: skip


def names(path: Path) -> Iterator[tuple[str, Name]]:
    """The names of a list and what they stand for; raises `ValueError` for a line that is not one.

    A list has a name in each line, perhaps followed by tabs and its label, the entity's name, and its
    reference; lines that begin with `#` are comments. A SKOS vocabulary is RDF in XML: the preferred,
    alternative and hidden labels of each concept are its names, its address is the reference.
    """
    if path.suffix.lower() in (".rdf", ".xml", ".skos"):
        yield from _skos(path)
        return
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), start=1):
        line = line.rstrip("\r")
        if line.strip() and not line.startswith("#"):
            columns = [column.strip() for column in line.split("\t")]
            if not columns[0] or len(columns) > 4:
                raise ValueError(f"{path.name}:{number} must be a name, a label, an entity and a reference")
            words, label, entity, ref = (columns + ["", "", ""])[:4]
            yield words, Name(label, entity or words, ref)


def _skos(path: Path) -> Iterator[tuple[str, Name]]:
    if b"<!ENTITY" in path.read_bytes():
        raise ValueError(f"{path.name} declares entities of XML, which are not read")
    for concept in ElementTree.parse(path).getroot():
        preferred = [one.text.strip() for one in concept.findall(f"{_SKOS}prefLabel") if one.text]
        others = [
            one.text.strip() for kind in ("alt", "hidden") for one in concept.findall(f"{_SKOS}{kind}Label") if one.text
        ]
        for words in dict.fromkeys(preferred + others):
            yield words, Name("", (preferred or [words])[0], concept.get(f"{_RDF}about", ""))


plugin = annotator(
    name="gazetteer", version="0.1.0", produces=["entity"],
    settings={"layer": "entity", "label": "MISC", "ignoreCase": False, "attributes": True},
)(Gazetteer)  # fmt: skip
