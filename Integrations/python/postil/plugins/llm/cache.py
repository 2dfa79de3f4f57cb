"""Answers of an endpoint on disk, so that a run that is repeated costs nothing."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from .endpoint import Reply


class Cache:
    """A folder with one file for each answer, named by the SHA-256 of endpoint and request."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    @staticmethod
    def key(url: str, body: Mapping[str, Any]) -> str:
        """The name of the answer to a request."""
        request = json.dumps([url, body], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(request.encode()).hexdigest()

    def get(self, key: str) -> Reply | None:
        """The answer, if it is there and can be read."""
        if self._folder is None:
            return None
        try:
            value = json.loads(self._path(key).read_bytes())
            return Reply(str(value["content"]), bool(value["is_cut"]), dict(value["usage"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, key: str, reply: Reply) -> None:
        """Keeps an answer. A cache that cannot be written is none."""
        if self._folder is None:
            return
        path = self._path(key)
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(json.dumps(asdict(reply), ensure_ascii=False), encoding="utf-8")
            os.replace(draft, path)

    def _path(self, key: str) -> Path:
        assert self._folder is not None
        return self._folder / key[:2] / f"{key}.json"


def folder(configured: Path | None, name: str) -> Path | None:
    """The folder that Postil gives a plugin; by default `postil/plugins/NAME` among the user's caches."""
    if configured is not None:
        return configured
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(base) / "postil" / "plugins" / name if os.path.isabs(base) else None
