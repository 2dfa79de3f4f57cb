"""What can go wrong, and what is only a warning."""

from __future__ import annotations


class PostilError(Exception):
    """The base of all errors of this package."""


class Stale(PostilError):
    """A sidecar was made for another text than the article has now."""


class NotASidecar(PostilError):
    """A `.jsonl` beside an article is not one of Postil's, or is of a newer version."""


class NotAnArticle(PostilError):
    """A text file cannot be an article: it is not UTF-8, contains NUL, or has another ending."""


class Locked(PostilError):
    """Another process has held the lock of a sidecar for more than ten seconds."""


class BadAnnotation(PostilError):
    """An annotation that cannot be written or suggested: its spans, its words or its members are wrong."""


class StreamError(PostilError):
    """`postil annotate --stream` did not answer every record, or answered one with an error."""


class Retry(PostilError):
    """Raised by an annotator whose failure may pass by itself, such as an endpoint that is away.

    `after` is the number of seconds after which it makes sense to ask again.
    """

    def __init__(self, message: str, after: float | None = None) -> None:
        super().__init__(message)
        self.after = after


class PostilWarning(UserWarning):
    """An article or an annotation was left out; the text says which and why."""
