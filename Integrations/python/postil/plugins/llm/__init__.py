"""Annotations by a language model behind an endpoint that speaks like OpenAI's chat completions."""

from .annotator import plugin

__all__ = ["plugin"]
