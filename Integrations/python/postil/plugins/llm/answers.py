"""Reads what a language model has answered, repairs what can be repaired, and refuses the rest."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...locating import Locator

_FENCE = re.compile(r"```[a-zA-Z]*\s*\n(.*?)(?:\n\s*```|\Z)", re.DOTALL)
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)


class BadAnswer(ValueError):
    """An answer that is not JSON, even after repairs."""


def items(content: str) -> list[Mapping[str, Any]]:
    """The annotations of an answer; raises `BadAnswer`.

    Thoughts, words around the JSON, fences and commas too many are removed. An answer that was cut is not
    repaired: it would silently lack annotations.
    """
    value = _value(content)
    if isinstance(value, Mapping):
        lists = [member for member in value.values() if isinstance(member, list)]
        value = value.get("annotations", lists[0] if len(lists) == 1 else None)
    if not isinstance(value, list):
        raise BadAnswer(f"the answer has no list of annotations: {content[:80]!r}")
    return [item for item in value if isinstance(item, Mapping)]


def _value(content: str) -> Any:
    content = _THOUGHT.sub("", content).strip()
    fenced = _FENCE.search(content)
    for text in (content, fenced[1] if fenced else "", _bracketed(content)):
        for attempt in (text, re.sub(r",(\s*[\]}])", r"\1", text)):
            try:
                return json.loads(attempt, strict=False)
            except (ValueError, RecursionError):
                continue
    raise BadAnswer(f"the answer is not JSON: {content[:80]!r}")


def _bracketed(content: str) -> str:
    """From the first to the last bracket."""
    starts = [place for place in (content.find("{"), content.find("[")) if place >= 0]
    end = max(content.rfind("}"), content.rfind("]"))
    return content[min(starts) : end + 1] if starts else ""


def located(
    found: Sequence[Mapping[str, Any]], text: str, labels: Mapping[str, str], attributes: Sequence[str]
) -> Iterator[dict[str, Any] | None]:
    """Each annotation with its span in the text; None for one that is refused.

    Refused are labels that were not asked for, and words that the text does not have, or has no further time.
    """
    locator = Locator(text)
    known = {label.casefold(): label for label in labels}
    for item in found:
        label, words, before = (item.get(name) for name in ("label", "text", "before"))
        name = known.get(label.casefold()) if isinstance(label, str) else None
        span = locator.locate(words, before if isinstance(before, str) else None) if isinstance(words, str) else None
        if name is None or span is None:
            yield None
            continue
        given = item.get("attributes")
        values = given if isinstance(given, Mapping) else {}
        kept = {one: values[one] for one in attributes if isinstance(values.get(one), str) and values[one].strip()}
        yield {"label": name, "spans": [list(span)], "attributes": kept, "rule": "model"}
