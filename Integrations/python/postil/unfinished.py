"""Notices an op that a power failure cut off: the file ends before all of its lines."""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass
from typing import Any

_HOLE = bytes(16)


def is_as_written(line: bytes) -> bool:
    """Whether a line, without its newline, has a check value, and that is right."""
    start = line.rfind(b',"crc":"')
    if start < 0 or start != len(line) - 18:
        return False
    try:
        return int(line[start + 8 : -2], 16) == zlib.crc32(line[:start])
    except ValueError:
        return False


@dataclass(slots=True)
class UnfinishedOp:
    """Counts the lines of an op whose first line says how many it has (`lines`).

    Damage is no such end: what can be read of an op with a damaged line counts.
    """

    offset: int | None = None
    """The byte where the op begins whose lines are not all there; `None` if there is none."""
    _op: str = ""
    _left: float = 0

    def count(self, value: dict[str, Any], line: bytes, offset: int) -> None:
        """Counts a line that can be read; `offset` is where it begins, in bytes."""
        op = value.get("op") or ""
        lines = value.get("lines")
        if isinstance(lines, int) and not isinstance(lines, bool) and is_as_written(line):
            self._op, self._left, self.offset = op, lines - 1, offset
        elif self.offset is not None:
            is_unknown = not self._op and value.get("command") is None and not value.get("articles")
            if (self._op == op or is_unknown) and self._left > 1:
                self._op, self._left = op, self._left - 1
            else:
                self.offset = None

    def count_bad(self, line: bytes, offset: int, is_ended: bool) -> None:
        """Counts a line that cannot be read."""
        if not is_ended:
            if is_as_written(line[:-1]):
                self.offset = None
        elif _HOLE not in line:
            self.offset = None
        elif self.offset is None and offset > 0:
            # It may have been the first of its op, and then more of its lines follow, but no other op.
            self._op, self._left, self.offset = "", math.inf, offset
