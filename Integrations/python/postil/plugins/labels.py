"""The labels that models use, in the labels of Postil's schema for news."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

DEFAULT: Mapping[str, str] = {
    "PER": "PER", "PERSON": "PER", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "NORP": "NORP", "FAC": "FAC",
    "EVENT": "EVENT", "PRODUCT": "PRODUCT", "WORK": "WORK", "WORK_OF_ART": "WORK", "LAW": "MISC",
    "LANGUAGE": "MISC", "MISC": "MISC",
}  # fmt: skip
"""Labels of OntoNotes and CoNLL-2003. Dates and numbers are not here: what is not in a table is dropped."""


def table(settings: Mapping[str, Any]) -> Mapping[str, str]:
    """The table in the setting `modelLabels`, if it has one; a label `*` stands for all others, as they are.

    Postil itself replaces labels by `[plugins.NAME.labels]`, afterwards.
    """
    given = settings.get("modelLabels")
    return given if isinstance(given, Mapping) and given else DEFAULT


def translated(label: str, names: Mapping[str, str]) -> str | None:
    """The label in a table; None if annotations with it are dropped."""
    return names.get(label) or (label if "*" in names else None)
