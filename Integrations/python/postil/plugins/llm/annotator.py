"""The plugin `llm`: it asks a language model, and marks only words that are in the text."""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from ...article import Article
from ...messages import Answer, Settings
from ...plugin import annotator
from ..folder import setup
from .answers import BadAnswer, items, located
from .cache import Cache, folder
from .endpoint import Endpoint, Reply
from .prompt import messages, parts

_SHORTEST = 400
"""Parts that are shorter, in code points, are not halved when the answer to them is cut."""

Usage = defaultdict[str, float]
"""What the requests for one article have used."""

SETTINGS: Mapping[str, Any] = {
    "layer": "entity", "definitions": {}, "attributes": [],
    "characters": 6000, "maxTokens": 4096, "temperature": 0, "jsonMode": True,
    "timeout": 60, "retries": 3, "pause": 1, "cache": True,
}  # fmt: skip


class LanguageModel:
    """Marks what a language model finds; only words that are in the text."""

    def __init__(self, settings: Settings) -> None:
        if not settings["definitions"]:
            raise ValueError("it has no labels; name them, and what they mean, in the setting 'definitions'")
        self._settings, fixed = settings, setup(settings)
        key = os.environ.get(fixed["keyVariable"], "") if fixed["keyVariable"] else ""
        if fixed["keyVariable"] and not key:
            raise ValueError(f"the variable {fixed['keyVariable']} is not set")
        self._model, self._price = fixed["model"], fixed["price"]
        self._endpoint = Endpoint(fixed["endpoint"], key, settings["timeout"], settings["retries"], settings["pause"])
        self._cache = Cache(folder(settings.cache, "llm") if settings["cache"] else None)
        path = fixed["guidelines"]
        self._guidelines = (settings.folder / path).read_text(encoding="utf-8") if path else ""

    def __call__(self, article: Article) -> Answer:
        """The annotations of an article, and `usage`: requests, tokens, cost, and how many were refused."""
        usage: Usage = defaultdict(float)
        found = []
        for start, text in parts(article.text, self._settings["characters"]):
            found += self._part(text, start, usage)
        return Answer(found, {name: _plain(number) for name, number in usage.items() if number})

    def _part(self, text: str, start: int, usage: Usage) -> list[dict[str, Any]]:
        reply = self._ask(text, usage)
        if reply.is_cut:
            if len(text) < _SHORTEST:
                raise ValueError(f"the answer was cut at {self._settings['maxTokens']} tokens; raise maxTokens")
            halves = parts(text, len(text) // 2 + 1)
            return [one for place, half in halves for one in self._part(half, start + place, usage)]
        found = located(items(reply.content), text, self._settings["definitions"], self._settings["attributes"])
        kept = []
        for one in found:
            if one is None:
                usage["refused"] += 1
                continue
            spans = [[start + place for place in span] for span in one["spans"]]
            kept.append({**one, "spans": spans, "layer": self._settings["layer"]})
        return kept

    def _ask(self, text: str, usage: Usage) -> Reply:
        """An answer that can be read, or was cut: the model is asked once more for another one."""
        body = self._body(text)
        key = Cache.key(self._endpoint.url, body)
        if known := self._cache.get(key):
            return known
        for attempt in range(2):
            reply = self._endpoint.ask(body)
            self._count(reply, usage)
            try:
                if not reply.is_cut:
                    items(reply.content)
                self._cache.put(key, reply)
                return reply
            except BadAnswer as error:
                if attempt:
                    raise
                print(f"{error}; asking once more", file=sys.stderr)
                wrong = {"role": "assistant", "content": reply.content}
                body = {**body, "messages": [*body["messages"], wrong, _AGAIN]}
        raise AssertionError("unreachable")

    def _body(self, text: str) -> dict[str, Any]:
        settings = self._settings
        body = {
            "model": self._model, "temperature": settings["temperature"], "max_tokens": settings["maxTokens"],
            "messages": messages(text, settings["definitions"], settings["attributes"], self._guidelines),
        }  # fmt: skip
        return {**body, "response_format": {"type": "json_object"}} if settings["jsonMode"] else body

    def _count(self, reply: Reply, usage: Usage) -> None:
        asked, answered = reply.usage.get("prompt_tokens", 0), reply.usage.get("completion_tokens", 0)
        usage["requests"] += 1
        usage["tokens"] += reply.usage.get("total_tokens", asked + answered)
        price = asked * self._price[0] + answered * self._price[1]
        usage["usd"] += price / 1e6


def _plain(number: float) -> float:
    return int(number) if number == int(number) else number


_AGAIN = {"role": "user", "content": "That is not valid JSON. Answer with the JSON only, all of it."}


plugin = annotator(
    name="llm", version="0.1.0", produces=["entity"], threads=16, settings=SETTINGS, network=True,
    limits={"startSeconds": 30, "articleSeconds": 600},
)(LanguageModel)  # fmt: skip
