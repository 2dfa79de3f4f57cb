"""Reads a sidecar: a log of JSON Lines in which the last line for an id wins."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .errors import BadAnnotation
from .model import Annotation
from .unfinished import UnfinishedOp

_STAMP = frozenset(("op", "at", "by", "author", "for", "prev", "undoes", "redoes", "command", "articles", "lines", "crc", "interrupted"))


@dataclass(slots=True)
class Log:
    """A sidecar as it stands after its last line."""

    header: dict[str, Any] | None = None
    status: str = "open"
    annotations: dict[str, Annotation] = field(default_factory=dict)
    """By id: what is not removed, in any state, in the order of first lines."""
    ops: dict[str, str] = field(default_factory=dict)
    """By id: the op of its newest line, also of what is removed."""
    ran: list[tuple[str, str, str]] = field(default_factory=list)
    """Plugin, day of publication or an empty string, and op; oldest first."""
    undone: set[str] = field(default_factory=set)
    is_ours: bool = False
    end: int = 0
    """The number of bytes in lines that can be read; the rest is half a line."""
    lacks_newline: bool = False
    _numbers: dict[str, int] = field(default_factory=dict)
    _free: set[str] = field(default_factory=set)

    @property
    def version(self) -> int:
        """The version of the format, 1; larger in a file of a newer Postil."""
        version = (self.header or {}).get("postil", 1)
        return version if isinstance(version, int) else 1

    @property
    def published(self) -> str | None:
        """The day of publication that the newest plugin run knew, if that run was not undone."""
        days = [day for _, day, op in self.ran if day and op not in self.undone]
        return days[-1] if days else None

    def knows(self, id_: str) -> bool:
        """Whether an id is taken, in any state, even removed; not if an undo took back all of it."""
        return id_ in self._numbers and id_ not in self._free

    def take(self, line: dict[str, Any]) -> None:
        """Applies one line. Raises `BadAnnotation` for an annotation that is not valid."""
        self._take_op(line)
        id_ = line.get("id")
        if isinstance(line.get("postil"), int) or ("postil" in line and not isinstance(id_, str)):
            self.header, self.is_ours = line, True
        elif isinstance(id_, str) and id_:
            self._take_annotation(id_, line)
        elif line.get("status") in ("open", "done"):
            self.status = line["status"]
        elif isinstance(line.get("ran"), str):
            self.ran.append((line["ran"], line.get("published") or "", line.get("op") or ""))

    def _take_op(self, line: dict[str, Any]) -> None:
        if line.get("op") and line.get("by"):
            self.is_ours = True
        if isinstance(line.get("undoes"), str):
            self.undone.add(line["undoes"])
        if isinstance(line.get("redoes"), str):
            self.undone.discard(line["redoes"])

    def _take_annotation(self, id_: str, line: dict[str, Any]) -> None:
        removed = line.get("removed") is True
        annotation = None if removed else Annotation.from_json(line)
        self.ops[id_] = line.get("op") or ""
        number = self._numbers.setdefault(id_, len(self._numbers) + 1)
        self._free.discard(id_)
        if annotation is None:
            self.annotations.pop(id_, None)
            if "undoes" in line:
                self._free.add(id_)
            return
        annotation.number = number
        annotation.by, annotation.at = str(line.get("by") or ""), str(line.get("at") or "")
        annotation.other = {name: value for name, value in annotation.other.items() if name not in _STAMP}
        self.annotations[id_] = annotation


def replay(data: bytes) -> Log:
    """Replays the bytes of a sidecar.

    Lines that cannot be read, or that this version does not know, are passed over, as is half a line at the
    end, and an op whose lines are not all there; a last line that is whole but lacks its newline counts.
    """
    log, unfinished = _read(data)
    # Of an op that a power failure cut off no line counts.
    return log if unfinished is None else _read(data[:unfinished])[0]


def _read(data: bytes) -> tuple[Log, int | None]:
    """The log of all lines, and the byte where an unfinished op begins."""
    log, unfinished, start = Log(), UnfinishedOp(), 0
    for line, end, is_ended in _lines(data):
        offset, start = start, end
        try:
            value = json.loads(line.decode()) if line else None
        except (ValueError, RecursionError):
            unfinished.count_bad(line, offset, is_ended)
            if not is_ended:
                break
            value = None
        log.end, log.lacks_newline = end, not is_ended
        if not isinstance(value, dict):
            continue
        try:
            log.take(value)
            unfinished.count(value, line, offset)
        except BadAnnotation:
            unfinished.count_bad(line, offset, is_ended)
    return log, unfinished.offset


def _lines(data: bytes) -> Iterator[tuple[bytes, int, bool]]:
    """Each line without its newline, the offset after it, and whether it has a newline."""
    start = 0
    while start < len(data):
        newline = data.find(b"\n", start)
        end = len(data) if newline < 0 else newline
        yield data[start:end], min(end + 1, len(data)), newline >= 0
        start = end + 1
