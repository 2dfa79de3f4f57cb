"""Finds the words that a language model has repeated in the text that it was given."""

from __future__ import annotations

from collections.abc import Iterator

from .folding import Folded, fold, is_whole
from .model import Span
from .nearness import nearly

MINIMUM = 0.85
_SHORTEST_NEARLY = 10
"""Shorter words are found only as they are: one letter would make another name of them."""


class Locator:
    """Finds one quote after another in a text, and never the same span twice."""

    def __init__(self, text: str, minimum: float = MINIMUM) -> None:
        self._text, self._minimum = text, minimum
        self._folded: Folded | None = None
        self._taken: set[Span] = set()

    def locate(self, quote: str, before: str | int | None = None) -> Span | None:
        """The span of the quote in code points; None if the text does not have it, or has it no further time.

        `before` decides between several places: the words that stand before the quote, or a position. Without
        it, the first place is taken that was not found before. Words inside what was found before are meant
        only if `before` stands right before them: `Duarte` is not the second word of `Ana Duarte` again.
        """
        places = self._places(before)
        for ways in (self._exact, self._alike, self._nearly):
            found = [(span, cost) for span, cost in ways(quote.strip()) if self._is_free(span, places)]
            if found:
                span = min(found, key=lambda one: (one[1], _away(one[0], places), one[0]))[0]
                self._taken.add(span)
                return span
        return None

    def _is_free(self, span: Span, places: list[int]) -> bool:
        if span in self._taken:
            return False
        overlaps = any(start < span[1] and span[0] < end for start, end in self._taken)
        return not overlaps or (bool(places) and 0 <= _away(span, places) <= 1)

    def _places(self, before: str | int | None) -> list[int]:
        """The positions at which the words `before` end."""
        if isinstance(before, int):
            return [before]
        if before is None or not before.strip():
            return []
        found = [end for _, end in _occurrences(before.strip(), self._text)]
        wanted = fold(before).text.strip()
        folded = self._fold()
        return found or [folded.span(*span)[1] for span in _occurrences(wanted, folded.text)]

    def _exact(self, quote: str) -> Iterator[tuple[Span, int]]:
        return ((span, 0) for span in _occurrences(quote, self._text) if is_whole(self._text, span))

    def _alike(self, quote: str) -> Iterator[tuple[Span, int]]:
        folded, wanted = self._fold(), fold(quote).text.strip()
        for start, end in _occurrences(wanted, folded.text):
            span = folded.span(start, end)
            if is_whole(self._text, span):
                yield span, 0

    def _nearly(self, quote: str) -> Iterator[tuple[Span, int]]:
        folded, wanted = self._fold(), fold(quote).text.strip()
        if len(wanted) < _SHORTEST_NEARLY:
            return
        most = int((1 - self._minimum) * len(wanted))
        for start, end, distance in nearly(wanted, folded.text, most) if most else ():
            span = self._whole(folded.span(start, end))
            cost = distance + abs(span[1] - span[0] - (end - start))
            if span[0] < span[1] and cost <= most:
                yield span, cost

    def _fold(self) -> Folded:
        if self._folded is None:
            self._folded = fold(self._text)
        return self._folded

    def _whole(self, span: Span) -> Span:
        """The span without blanks around it, and with the rest of the words that it begins and ends in."""
        start, end = span
        while start < end and self._text[start].isspace():
            start += 1
        while end > start and self._text[end - 1].isspace():
            end -= 1
        while start > 0 and _cuts(self._text, start):
            start -= 1
        while end < len(self._text) and _cuts(self._text, end):
            end += 1
        return start, end


def locate(text: str, quote: str, before: str | int | None = None, minimum: float = MINIMUM) -> Span | None:
    """The span, in code points, of words that a language model says are in a text; None if they are not.

    The words are looked for as they are; then without regard to case, accents, the forms of marks and
    dashes, and blanks; then, if they have at least ten characters, with so few differences that
    `1 - differences / length` is at least `minimum`. They never begin or end inside a word. `before` decides
    between several places: the words that stand before the quote, or a position in code points. For
    several quotes of one text use a `Locator`, which never gives one span twice.
    """
    return Locator(text, minimum).locate(quote, before)


def _occurrences(words: str, text: str) -> Iterator[Span]:
    place = text.find(words) if words else -1
    while place >= 0:
        yield place, place + len(words)
        place = text.find(words, place + 1)


def _cuts(text: str, place: int) -> bool:
    """Whether a position is inside a word."""
    return not is_whole(text, (place, len(text)))


def _away(span: Span, places: list[int]) -> int:
    """How far a span is from the nearest place before it; one that starts before the place is farther."""
    return min((2 * (place - span[0]) if span[0] < place else span[0] - place for place in places), default=0)
