"""Texts without what a language model changes when it repeats them: case, marks, accents and blanks."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from .model import Span

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»‹›″〝〞", '"'),
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        "…": "...",
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i",
    }
)  # fmt: skip
# Scripts that do not separate words, or join endings to names: a name may begin or end inside a run of letters.
_UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF),
    (0xAC00, 0xD7AF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip


@dataclass(slots=True)
class Folded:
    """A folded text, and for each of its characters the code points of the original that it stands for."""

    text: str
    places: list[Span]

    def span(self, start: int, end: int) -> Span:
        """The code points of the original of a range, which is not empty, of the folded text."""
        return self.places[start][0], self.places[end - 1][1]


def fold(text: str) -> Folded:
    """Folds a text: blanks are one blank, marks and dashes are those of a typewriter, accents are left out."""
    characters: list[str] = []
    places: list[Span] = []
    for place, character in enumerate(text):
        folded = _folded(character)
        if not folded and places:
            # An accent belongs to the letter before it.
            places[-1] = (places[-1][0], place + 1) if _is_accent(character) else places[-1]
        elif folded == " " and characters[-1:] == [" "]:
            continue
        for part in folded:
            characters.append(part)
            places.append((place, place + 1))
    return Folded("".join(characters), places)


def _folded(character: str) -> str:
    if character.isascii():
        return " " if character.isspace() else character.lower()
    if character.isspace():
        return " "
    if unicodedata.category(character) == "Cf":
        return ""
    parts = unicodedata.normalize("NFKD", character.casefold().translate(_ALIKE))
    return "".join(" " if part.isspace() else part for part in parts.translate(_ALIKE) if not _is_accent(part))


def _is_accent(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Me")


def joins(left: str, right: str) -> bool:
    """Whether two neighbouring characters are inside one word, so that no name can end between them."""
    return (left.isalnum() and right.isalnum() or _is_accent(right)) and not (_is_unspaced(left) or _is_unspaced(right))


def is_whole(text: str, span: Span) -> bool:
    """Whether a span begins and ends where a word may."""
    start, end = span
    return not (start > 0 and joins(text[start - 1], text[start])) and not (
        end < len(text) and joins(text[end - 1], text[end])
    )


def _is_unspaced(character: str) -> bool:
    return any(low <= ord(character) <= high for low, high in _UNSPACED)
