"""Postil in Python: read, write and make annotations.

All positions are code points, the indices of a Python `str`; spans are half-open.
"""

from .annotating import annotate
from .article import Article, Failure
from .docs import to_docbin, to_spacy
from .errors import (
    BadAnnotation,
    Locked,
    NotAnArticle,
    NotASidecar,
    PostilError,
    PostilWarning,
    Retry,
    Stale,
    StreamError,
)  # fmt: skip
from .ids import derived_id, random_id
from .locating import Locator, locate
from .messages import Answer, Settings
from .model import Annotation, Link, Span
from .plugin import Annotator, Manifest, annotator
from .reading import load, read
from .serving import progress
from .tables import to_dataset, to_pandas
from .writing import append

__all__ = [
    "Annotation", "Annotator", "Answer", "Article", "BadAnnotation", "Failure", "Link", "Locator", "Locked",
    "Manifest", "NotASidecar", "NotAnArticle", "PostilError", "PostilWarning", "Retry", "Settings", "Span", "Stale",
    "StreamError", "annotate", "annotator", "append", "derived_id", "load", "locate", "progress", "random_id",
    "read", "to_dataset", "to_docbin", "to_pandas", "to_spacy",
]  # fmt: skip

__version__ = "0.1.0"
