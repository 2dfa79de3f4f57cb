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
    "event": {
        "ATTACK": "the word that says that somebody attacked",
        "UNREST": "protests, strikes, riots",
        "MEETING": "talks, visits, summits",
        "ELECTION": "votes and what leads to them",
        "TRIAL": "arrests, charges, trials, verdicts",
        "CRASH": "accidents",
        "DEAL": "agreements, treaties, purchases",
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
    labels = _of_workspace(layer, workspace) if workspace else dict(known)
    if not labels:
        raise ValueError(f"the layer {layer} has no labels; name them with --labels")
    return {label: about or known.get(label, "") for label, about in labels.items()}


def _of_workspace(layer: str, workspace: Path) -> dict[str, str]:
    """The labels of `postil.toml` with what is said about each: a list of names, or a table."""
    try:
        import tomllib
    except ImportError:
        raise ValueError("Python 3.10 cannot read postil.toml; name the labels with --labels") from None
    settings = tomllib.loads((workspace / "postil.toml").read_text(encoding="utf-8"))
    layers = settings.get("layers", {})
    labels = layers.get(layer, {}).get("labels", []) if isinstance(layers, dict) else []
    if isinstance(labels, dict):
        return {name: str(facts.get("about", "")) for name, facts in labels.items() if isinstance(facts, dict)}
    return {label: "" for label in labels if isinstance(label, str)} or dict(NEWS.get(layer, {}))
