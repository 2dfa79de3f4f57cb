"""Reads the articles and annotations of a workspace."""

from __future__ import annotations

import hashlib
import os
import re
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path

from .article import Article
from .errors import NotAnArticle, NotASidecar, PostilError, PostilWarning, Stale
from .folders import article_paths, sidecar_of
from .locking import contents
from .model import Annotation
from .sidecar import Log, replay

DEFAULT_STATES = ("accepted", "suggested")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def read(
    folder: str | os.PathLike[str],
    *,
    states: Iterable[str] = DEFAULT_STATES,
    layers: Iterable[str] | None = None,
    sidecars: str | os.PathLike[str] | None = None,
    strict: bool = False,
) -> Iterator[Article]:
    """The articles of a workspace, one after the other, sorted by name.

    `states` and `layers` select annotations; `sidecars` is the folder that Postil's option of that name
    has. An article that cannot be read, and one whose sidecar was made for another text, is left out with
    a `PostilWarning`; with `strict`, it raises `Stale`, `NotASidecar` or `NotAnArticle`.
    """
    root = Path(folder)
    days = _published_table(root)
    mirror = None if sidecars is None else Path(sidecars)
    for name, text, sidecar in article_paths(root, mirror):
        try:
            article = load(text, name=name, sidecar=sidecar, states=states, layers=layers, strict=strict)
        except (PostilError, OSError) as error:
            if strict:
                raise
            warnings.warn(f"{error}; it is left out", PostilWarning, 2)
            continue
        # A day that a person gave is in the header; the table comes before what a plugin knew.
        if not _header_day(article) and name in days:
            article.published = days[name]
        yield article


def load(
    text: str | os.PathLike[str],
    *,
    name: str | None = None,
    sidecar: str | os.PathLike[str] | None = None,
    states: Iterable[str] = DEFAULT_STATES,
    layers: Iterable[str] | None = None,
    strict: bool = True,
) -> Article:
    """One article by the path of its text; without a sidecar it has no annotations.

    Raises `NotAnArticle`, `NotASidecar` and `Stale`. An annotation whose words are not those of the text
    is left out with a `PostilWarning`; with `strict`, it raises `Stale`.
    """
    path = Path(text)
    place = sidecar_of(path) if sidecar is None else Path(sidecar)
    words, sha256 = read_text(path)
    article = Article(name or path.stem, words, path=path, sidecar=place)
    article.published = _front_matter_day(words)
    try:
        log = read_log(place, sha256)
    except FileNotFoundError:
        return article
    article.status = log.status
    article.record = log.header or {}
    article.published = _header_day(article) or article.published or log.published
    wanted = (frozenset(states), None if layers is None else frozenset(layers))
    article.annotations = [
        annotation
        for annotation in log.annotations.values()
        if annotation.state in wanted[0]
        and (wanted[1] is None or annotation.layer in wanted[1])
        and _is_of(article, annotation, strict)
    ]
    article.annotations.sort(key=lambda annotation: (annotation.start, -annotation.end, annotation.number or 0))
    return article


def read_text(path: Path) -> tuple[str, str]:
    """The text of a file, every character of it, and the SHA-256 of its bytes; raises `NotAnArticle`."""
    data = path.read_bytes()
    if b"\0" in data:
        raise NotAnArticle(f"{path} is not a text: it contains NUL")
    try:
        return data.decode("utf-8"), hashlib.sha256(data).hexdigest()
    except UnicodeDecodeError as error:
        raise NotAnArticle(f"{path} is not UTF-8, at byte {error.start}") from None


def read_log(path: Path, sha256: str) -> Log:
    """The sidecar of a text with that hash. Raises `NotASidecar`, `Stale` and what opening a file raises."""
    log = replay(contents(path))
    check(log, path, sha256)
    return log


def check(log: Log, path: Path, sha256: str) -> None:
    """Raises `NotASidecar` for a log that is not Postil's or is newer, `Stale` for one of another text."""
    if log.end and not log.is_ours:
        raise NotASidecar(f"{path} is not a sidecar of Postil")
    if log.version > 1:
        raise NotASidecar(f"{path} is of version {log.version}, and this package reads version 1")
    if (log.header or {}).get("sha256", sha256) != sha256:
        raise Stale(f"the text of {path} has changed since it was annotated")


def _header_day(article: Article) -> str | None:
    day = article.record.get("published")
    return day if isinstance(day, str) and _DAY.fullmatch(day) else None


def _is_of(article: Article, annotation: Annotation, strict: bool) -> bool:
    """Whether an annotation's spans are in the text and have its words, which it gets if it has none."""
    links = (link for links in annotation.roles.values() for link in links)
    spans = [*annotation.spans, *(span for link in links for span in link.spans)]
    words = article.words(annotation.spans)
    if all(end <= len(article.text) for _, end in spans) and annotation.text in ("", words):
        annotation.text = words
        return True
    problem = f"{article.sidecar}: the words of '{annotation.id}' are not those of its spans"
    if strict:
        raise Stale(problem)
    warnings.warn(f"{problem}; it is left out", PostilWarning, 4)
    return False


def _published_table(root: Path) -> dict[str, str]:
    try:
        lines = (root / "published.tsv").read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return {}
    rows = (line.rstrip("\r").split("\t") for line in lines if not line.startswith("#"))
    return {
        re.sub(r"\.(txt|md)$", "", row[0], flags=re.IGNORECASE): row[1]
        for row in rows
        if len(row) > 1 and _DAY.fullmatch(row[1])
    }


def _front_matter_day(text: str) -> str | None:
    """The day of `published:` or `date:` between two lines `---` at the start of a text."""
    lines = [line.strip() for line in re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"), maxsplit=200)]
    ends = [place for place, line in enumerate(lines) if line in ("---", "...")]
    if len(ends) < 2 or ends[0] != 0 or lines[0] != "---":
        return None
    members = [line.partition(":") for line in lines[1 : ends[1]] if line and not line.startswith("#")]
    found = {name.lower(): value.strip().strip("\"'")[:10] for name, colon, value in members if colon}
    days = [found[name] for name in ("published", "date") if _DAY.fullmatch(found.get(name, ""))]
    return days[0] if days and all(colon for _, colon, _ in members) else None
