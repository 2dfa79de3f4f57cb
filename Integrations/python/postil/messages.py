"""What the messages between Postil and a plugin hold."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .article import Article
from .errors import Retry
from .model import Annotation

API = 1
_RETRYABLE = (Retry, TimeoutError, ConnectionError)


@dataclass(slots=True)
class Answer:
    """The annotations of one article, and what making them has used, such as `{"tokens": 812}`."""

    annotations: Sequence[Any]
    usage: Mapping[str, float] = field(default_factory=dict)


class Settings(dict[str, Any]):
    """The settings of a plugin, as its user changed them, and where it may read and write."""

    folder = Path(".")
    """The plugin's own folder."""
    workspace: Path | None = None
    """The folder of the articles, if there is one."""
    cache: Path | None = None
    """A folder for what is expensive to make again; None if Postil names none."""

    @classmethod
    def of(cls, configuration: Mapping[str, Any]) -> Settings:
        """Those of the first message."""
        settings = cls(configuration.get("settings") or {})
        settings.folder = Path(configuration.get("folder", "."))
        for name in ("workspace", "cache"):
            if isinstance(configuration.get(name), str):
                setattr(settings, name, Path(configuration[name]).expanduser())
        return settings


def line_of(message: Mapping[str, Any]) -> str:
    return json.dumps(message, ensure_ascii=True, allow_nan=False, separators=(",", ":")) + "\n"


def article_of(request: Mapping[str, Any]) -> Article:
    """The article of a question; its annotations are those that Postil gives the plugin."""
    return Article(
        request.get("id", ""), request["text"], [Annotation.from_json(given) for given in request.get("given", ())],
        title=request.get("title"), published=request.get("published"),
    )  # fmt: skip


def members_of(answer: Any) -> dict[str, Any]:
    if isinstance(answer, Exception):
        after = getattr(answer, "after", None)
        members: dict[str, Any] = {"error": reason_of(answer), "retryable": isinstance(answer, _RETRYABLE)}
        return members if after is None else {**members, "after": after}
    if not isinstance(answer, Answer):
        answer = Answer(answer)
    members = {"annotations": [value.to_json() for value in answer.annotations]}
    return {**members, "usage": dict(answer.usage)} if answer.usage else members


def reason_of(error: Exception) -> str:
    return str(error) if isinstance(error, _RETRYABLE) and str(error) else f"{type(error).__name__}: {error}"
