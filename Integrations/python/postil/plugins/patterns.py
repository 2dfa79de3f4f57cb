"""What regular expressions match."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..article import Article
from ..messages import Settings
from ..plugin import annotator


class Patterns:
    """Marks what regular expressions match."""

    def __init__(self, settings: Settings) -> None:
        flags = re.IGNORECASE if settings["ignoreCase"] else 0
        self._layer = settings["layer"]
        self._patterns = [(label, _compiled(label, pattern, flags)) for label, pattern in settings["patterns"].items()]

    def __call__(self, article: Article) -> Iterator[Mapping[str, Any]]:
        """The matches of all patterns: the first group, if a pattern has groups, else all of the match."""
        for label, pattern in self._patterns:
            for match in pattern.finditer(article.text):
                start, end = match.span(1 if pattern.groups and match[1] is not None else 0)
                if start < end:
                    yield {"layer": self._layer, "label": label, "spans": [[start, end]], "rule": pattern.pattern}


def _compiled(label: str, pattern: str, flags: int) -> re.Pattern[str]:
    try:
        return re.compile(pattern, flags)
    except re.error as error:
        raise ValueError(f"the pattern of {label}, {pattern!r}, is not valid: {error}") from None


plugin = annotator(
    name="regex",
    version="0.1.0",
    produces=["pattern"],
    settings={"patterns": {}, "layer": "pattern", "ignoreCase": False},
)(Patterns)
