"""Appends annotations to a sidecar, while Postil or others may be working on it."""

from __future__ import annotations

import json
import os
import re
import time
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from .errors import BadAnnotation
from .folders import sidecar_of
from .ids import derived_id, random_id
from .locking import locked
from .model import Annotation
from .reading import check, read_text
from .sidecar import Log, replay

_PLUGIN = re.compile(r"([a-z][a-z0-9-]{0,62}[a-z0-9]|[a-z])@([0-9][\w.+-]{0,63})", re.ASCII)
_NAME = re.compile(r"[\w.-]{1,64}", re.ASCII)
_LABEL = re.compile(r"[\w.:-]{1,64}", re.ASCII)


def append(
    path: str | os.PathLike[str],
    annotations: Iterable[Annotation | Mapping[str, Any]],
    by: str,
    *,
    person: str | None = None,
    sidecar: str | os.PathLike[str] | None = None,
) -> list[str]:
    """Appends annotations to the sidecar of the text at `path`, as one op; returns the ids written.

    `by` is a person's name, or a plugin as `name@version`. A plugin writes suggestions, under ids that
    follow from them, and only those whose ids the sidecar has never had: what a person decided, removed or
    rejected is left as it is. `person` is whose work that is, so that `undo` in Postil takes it back. A
    person's annotations are accepted unless they say otherwise; one with an id that is there already is a new
    revision of it.

    A missing sidecar is created. Raises `BadAnnotation` before anything is written, `Stale` and `NotASidecar`
    like `load`, and `Locked`.
    """
    text, sha256 = read_text(Path(path))
    place = sidecar_of(Path(path)) if sidecar is None else Path(sidecar)
    plugin = _PLUGIN.fullmatch(by)
    new = [_checked(annotation, text, by, bool(plugin)) for annotation in annotations]
    if plugin:
        _derive_ids(new, plugin[1])
    if not new:
        return []
    with locked(place) as descriptor:
        log = replay(_contents(descriptor))
        check(log, place, sha256)
        lines = _lines(log, new, _stamp(by, bool(plugin), person), bool(plugin))
        if lines:
            _write(descriptor, place, log, lines, {"postil": 1, "sha256": sha256, "length": len(text)})
        elif not log.end:
            place.unlink()
    return [line["id"] for line in lines]


def _checked(value: Annotation | Mapping[str, Any], text: str, by: str, is_plugin: bool) -> dict[str, Any]:
    """An annotation as JSON, with the words of its spans; raises `BadAnnotation`."""
    annotation = value if isinstance(value, Annotation) else Annotation.from_json(_with_state(value, is_plugin))
    members = Annotation.from_json({**annotation.to_json(), "text": annotation.text or " "}).to_json()
    links = [link for links in annotation.roles.values() for link in links]
    places = [*annotation.spans, *(span for link in links for span in link.spans)]
    what = f"{annotation.layer}:{annotation.label} {list(annotation.spans)}"
    if not _NAME.fullmatch(annotation.layer) or not _LABEL.fullmatch(annotation.label):
        raise BadAnnotation(f"{what}: a layer and a label are letters, digits and - _ .")
    if not annotation.spans or any(end > len(text) or start == end for start, end in places):
        raise BadAnnotation(f"{what}: its spans must hold words of the text, which has {len(text)} code points")
    words = " ".join(text[start:end] for start, end in annotation.spans)
    if annotation.text not in ("", words):
        raise BadAnnotation(f"{what}: its words are {words!r}, not {annotation.text!r}")
    if is_plugin and annotation.state != "suggested":
        raise BadAnnotation(f"{what}: a plugin only suggests, so its state cannot be {annotation.state}")
    members.update(text=words, annotator=by if is_plugin else annotation.annotator or by)
    return members


def _with_state(value: Mapping[str, Any], is_plugin: bool) -> Mapping[str, Any]:
    return value if is_plugin or "state" in value else {**value, "state": "accepted"}


def _derive_ids(new: list[dict[str, Any]], plugin: str) -> None:
    """Gives annotations the ids that Postil would, and replaces local ids such as `$1` in roles."""
    local: dict[str, str] = {}
    count: dict[tuple[Any, ...], int] = {}
    for members in new:
        key = (members["layer"], members["label"], tuple(map(tuple, members["spans"])))
        ordinal = count[key] = count.get(key, -1) + 1
        id_ = derived_id(*key, plugin, ordinal)
        local[members.get("id") or id_] = id_
        members["id"] = id_
    for members in new:
        for links in members.get("roles", {}).values():
            for link in links if isinstance(links, list) else [links]:
                if "id" in link:
                    link["id"] = local.get(link["id"], link["id"])


def _stamp(by: str, is_plugin: bool, person: str | None) -> dict[str, str]:
    seconds, nanoseconds = divmod(time.time_ns(), 1_000_000_000)
    now = f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(seconds))}.{nanoseconds // 1_000_000:03}Z"
    stamp = {"op": random_id(), "at": now, "by": by, "author": "plugin" if is_plugin else "person"}
    return {**stamp, "for": person} if person else stamp


def _lines(log: Log, new: list[dict[str, Any]], stamp: dict[str, str], is_plugin: bool) -> list[dict[str, Any]]:
    lines: dict[str, dict[str, Any]] = {}
    command = {"command": "append"}
    for members in new:
        id_ = members.get("id") or random_id()
        if is_plugin and log.knows(id_):
            continue
        prev = {"prev": log.ops[id_]} if log.ops.get(id_) else {}
        lines[id_] = {"id": id_, **members, **stamp, **prev, **({} if lines else command)}
    return list(lines.values())


def _contents(descriptor: int) -> bytes:
    data = bytearray()
    while part := os.pread(descriptor, 1 << 24, len(data)):
        data += part
    return bytes(data)


def _write(descriptor: int, path: Path, log: Log, lines: list[dict[str, Any]], header: dict[str, Any]) -> None:
    """Appends lines by one write and syncs them; if that fails, the sidecar is as it was."""
    data = b"\n" if log.lacks_newline else b""
    data += b"".join(line_of(line) for line in ([] if log.header else [header]) + lines)
    os.ftruncate(descriptor, log.end)
    try:
        if os.write(descriptor, data) != len(data):
            raise OSError(f"{path} was not written as a whole")
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, log.end)
        if not log.end:
            path.unlink()
        raise


def line_of(members: Mapping[str, Any]) -> bytes:
    """A line of a sidecar with its check value, the CRC-32 of the bytes before it, and its newline."""
    line = json.dumps(members, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()[:-1]
    return line + b',"crc":"%08x"}\n' % zlib.crc32(line)
