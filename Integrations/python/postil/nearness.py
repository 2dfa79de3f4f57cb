"""Finds words that are nearly the same in a text, by the bits of a whole number (Myers 1999)."""

from __future__ import annotations

from collections.abc import Iterator


def nearly(pattern: str, text: str, most: int) -> Iterator[tuple[int, int, int]]:
    """Where a text has the pattern with at most `most` characters inserted, deleted or replaced.

    Yields `(start, end, distance)` for each place where the distance is least around it, from left to right.
    """
    best: tuple[int, int] | None = None
    for end, distance in enumerate(_distances(pattern, text), start=1):
        if best is not None and (distance > most or end - best[0] > len(pattern) // 2):
            yield _with_start(pattern, text, best)
            best = None
        if distance <= most and (best is None or distance < best[1]):
            best = (end, distance)
    if best is not None:
        yield _with_start(pattern, text, best)


def _with_start(pattern: str, text: str, found: tuple[int, int]) -> tuple[int, int, int]:
    """Looks for the start backwards: there the reversed pattern ends, the distance being the same."""
    end, distance = found
    before = text[max(0, end - len(pattern) - distance) : end][::-1]
    lengths = [length for length, cost in enumerate(_edits(pattern[::-1], before), start=1) if cost == distance]
    # Of several starts the one nearest to the length of the pattern.
    length = min(lengths, key=lambda length: abs(length - len(pattern)), default=len(before))
    return end - length, end, distance


def _distances(pattern: str, text: str) -> Iterator[int]:
    """For each end in the text: the least distance of the pattern from words that end there."""
    return _scan(pattern, text, 0)


def _edits(pattern: str, text: str) -> Iterator[int]:
    """For each prefix of the text: the distance of the pattern from it."""
    return _scan(pattern, text, 1)


def _scan(pattern: str, text: str, first: int) -> Iterator[int]:
    """Goes down the columns of the table of distances, one bit a row; `first` is the step along its top row."""
    size = len(pattern)
    mask, top = (1 << size) - 1, 1 << (size - 1)
    rows: dict[str, int] = {}
    for row, character in enumerate(pattern):
        rows[character] = rows.get(character, 0) | 1 << row
    up, down, distance = mask, 0, size
    for character in text:
        equal = rows.get(character, 0)
        vertical = equal | down
        diagonal = (((equal & up) + up) ^ up) | equal
        more = down | (mask & ~(diagonal | up))
        less = up & diagonal
        distance += bool(more & top) - bool(less & top)
        more = more << 1 & mask | first
        less = less << 1 & mask
        up = less | (mask & ~(vertical | more))
        down = more & vertical
        yield distance
