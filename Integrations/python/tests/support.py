"""What the tests share: the program, workspaces in a temporary folder, and what they need to be run."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import tempfile
import unittest
from collections.abc import Iterable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
POSTIL = os.environ.get("POSTIL", "")

needs_postil = unittest.skipUnless(POSTIL and os.access(POSTIL, os.X_OK), "POSTIL does not name the program")


def needs(package: str) -> Any:
    """Skips a test, by name, where an optional package is not installed."""
    return unittest.skipIf(importlib.util.find_spec(package) is None, f"{package} is not installed")


def run(*words: str, folder: Path | None = None, status: int = 0, **environment: str) -> str:
    """Runs the program and returns its output; fails unless it ends with that status."""
    result = subprocess.run(
        [POSTIL, *(["-C", str(folder)] if folder else []), *words], capture_output=True, text=True,
        env={**os.environ, "POSTIL_ANNOTATOR": "anna", **environment}, timeout=120, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    if result.returncode != status:
        raise AssertionError(f"{words}: status {result.returncode}\n{result.stdout}{result.stderr}")
    return result.stdout


def objects(output: str) -> list[dict[str, Any]]:
    """The objects of JSON Lines."""
    return [json.loads(line) for line in output.split("\n") if line]


class Workspace(unittest.TestCase):
    """A test with a workspace in a temporary folder."""

    def setUp(self) -> None:
        place = tempfile.TemporaryDirectory(prefix="postil-python-")
        self.addCleanup(place.cleanup)
        self.root = Path(place.name).resolve() / "news"
        self.root.mkdir()

    def put(self, name: str, data: str | bytes) -> Path:
        """Writes a file of the workspace, its bytes as they are."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    def listed(self, *options: str) -> list[dict[str, Any]]:
        """What `postil list all --all --json` prints, with the name of each article."""
        names = [one["article"] for one in objects(run("articles", "--json", *options, folder=self.root))]
        found = []
        for name in names:
            for one in objects(run("--article", name, "list", "all", "--json", *options, folder=self.root)):
                found.append({**one, "article": name})
        return found


MEMBERS = (
    "id",
    "layer",
    "label",
    "spans",
    "text",
    "roles",
    "attributes",
    "state",
    "annotator",
    "score",
    "rule",
    "number",
    "by",
    "at",
)


def as_listed(articles: Iterable[Any]) -> list[dict[str, Any]]:
    """Annotations of this package in the form that `list --json` prints."""
    found = []
    for article in articles:
        for one in article.annotations:
            members = {**one.to_json(), "number": one.number, "by": one.by, "at": one.at}
            found.append({**{name: members[name] for name in MEMBERS if name in members}, "article": article.name})
    return found


def comparable(annotations: Iterable[dict[str, Any]]) -> list[str]:
    """Annotations in an order and a form in which equal ones are equal."""
    return sorted(
        json.dumps({name: one[name] for name in (*MEMBERS, "article") if name in one}, sort_keys=True)
        for one in annotations
    )
