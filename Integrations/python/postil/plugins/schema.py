"""The labels of a layer, with what they mean: for the question that a language model is asked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

NEWS: Mapping[str, Mapping[str, str]] = {
    "entity": {
        "PER": "people, without titles and roles",
        "ORG": "organizations, companies, media, parties, teams",
        "GPE": "countries, regions and cities that are governed",
        "LOC": "other places: seas, mountains, continents",
        "NORP": "nationalities, peoples, religions, political groups, also as adjectives",
        "EVENT": "named events",
        "FAC": "buildings, airports, roads",
        "PRODUCT": "named products",
        "MISC": "other names: laws, languages, awards",
        "WORK": "titles of works of art",
    },
    "quote": {
        "direct": "what somebody said, all of it in quotation marks, which belong to it",
        "mixed": "what somebody said, some of it in quotation marks",
        "indirect": "what somebody said, without quotation marks",
    },
    "timex": {
        "DATE": "days, weeks, months, years",
        "TIME": "times of a day",
        "DURATION": "how long something lasts",
        "SET": "what recurs: every Monday, weekly",
    },
}
"""The labels of Postil's own schema for news."""


def labels_of(layer: str, given: str | None, workspace: Path | None) -> dict[str, str]:
    """The labels of a layer and their descriptions.

    `given` is `PER,ORG`, or `PER=people;ORG=companies` with descriptions; else the labels are those of the
    workspace's `postil.toml`, else those of the schema for news. Raises `ValueError` if there are none.
    """
    known = NEWS.get(layer, {})
    if given:
        parts = given.split(";") if "=" in given else given.split(",")
        pairs = [part.partition("=") for part in parts if part.strip()]
        return {name.strip(): about.strip() or known.get(name.strip(), "") for name, _, about in pairs}
    labels = _of_workspace(layer, workspace) if workspace else list(known)
    if not labels:
        raise ValueError(f"the layer {layer} has no labels; name them with --labels")
    return {label: known.get(label, "") for label in labels}


def _of_workspace(layer: str, workspace: Path) -> list[str]:
    try:
        import tomllib
    except ImportError:
        raise ValueError("Python 3.10 cannot read postil.toml; name the labels with --labels") from None
    settings = tomllib.loads((workspace / "postil.toml").read_text(encoding="utf-8"))
    layers = settings.get("layers", {})
    labels = layers.get(layer, {}).get("labels", []) if isinstance(layers, dict) else []
    return [label for label in labels if isinstance(label, str)] or list(NEWS.get(layer, {}))
