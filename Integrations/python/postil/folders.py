"""Finds the articles of a workspace, by the rules that Postil has for them."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterator
from pathlib import Path

from .errors import NotAnArticle, PostilWarning

_ABOUT_THE_FOLDER = frozenset(
    ("readme", "license", "licence", "copying", "notice", "changelog", "contributing", "authors",
     "code_of_conduct", "security", "architecture", "guidelines")
)  # fmt: skip
_DEEPEST = 64


def stem(path: str) -> str | None:
    """The path without its `.txt` or `.md`; None if it has another ending, or nothing before it."""
    for ending in (".txt", ".md"):
        if path.lower().endswith(ending):
            name = path[: -len(ending)]
            return None if not name or name.endswith("/") else name
    return None


def article_paths(root: Path, sidecars: Path | None = None) -> Iterator[tuple[str, Path, Path]]:
    """The name, text and sidecar of each article of a workspace, sorted by name.

    Hidden files, folders that `postil export` made, texts about the folder such as README.md without a
    sidecar, and links out of the workspace are not articles. Two texts that would share one sidecar are
    skipped with a warning.
    """
    found: dict[str, list[str]] = {}
    patterns, guidelines = _settings(root)
    for path in _walk(root, "", 0):
        name = stem(path)
        if name is None or path == guidelines:
            continue
        if patterns and not any(pattern.fullmatch(path) for pattern in patterns):
            continue
        found.setdefault(name, []).append(path)
    for name in sorted(found):
        sidecar = (sidecars or root) / (name + ".jsonl")
        if name.rsplit("/", 1)[-1].lower() in _ABOUT_THE_FOLDER and not sidecar.exists():
            continue
        if len(found[name]) > 1:
            warnings.warn(f"{' and '.join(found[name])} would share one sidecar and are skipped", PostilWarning, 3)
            continue
        yield name, root / found[name][0], sidecar


def sidecar_of(text: Path) -> Path:
    """The sidecar beside a text. Raises `NotAnArticle` for another ending than `.txt` and `.md`."""
    name = stem(text.as_posix())
    if name is None:
        raise NotAnArticle(f"{text} is not an article: its name must end with .txt or .md")
    return Path(name + ".jsonl")


def _walk(root: Path, folder: str, depth: int) -> Iterator[str]:
    try:
        entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
    except OSError:
        if not folder:
            raise
        return
    for entry in entries:
        path = f"{folder}/{entry.name}" if folder else entry.name
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if depth < _DEEPEST and not _is_export(root / path):
                yield from _walk(root, path, depth + 1)
        elif entry.is_file(follow_symlinks=False) or (entry.is_symlink() and _stays_inside(root, path)):
            yield path


def _is_export(folder: Path) -> bool:
    return (folder / ".postil-export").exists() and not (folder / "postil.toml").exists()


def _stays_inside(root: Path, path: str) -> bool:
    target = (root / path).resolve()
    return target.is_file() and target.is_relative_to(root.resolve())


def _settings(root: Path) -> tuple[list[re.Pattern[str]], str | None]:
    """The patterns of `articles` and the file of `guidelines` in `postil.toml`. Python 3.10 cannot read TOML; it
    takes all texts."""
    try:
        import tomllib
    except ImportError:
        return [], None
    try:
        settings = tomllib.loads((root / "postil.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return [], None
    patterns, schema = settings.get("articles", []), settings.get("schema", {})
    guidelines = schema.get("guidelines") if isinstance(schema, dict) else None
    known = [_glob(pattern) for pattern in patterns if isinstance(pattern, str)] if isinstance(patterns, list) else []
    return known, guidelines if isinstance(guidelines, str) else None


def _glob(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern)
    meaning = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(meaning.get(part, re.escape(part)) for part in parts), re.DOTALL)
