"""One request to an endpoint, with retries."""

from __future__ import annotations

import email.utils
import http.client
import json
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...errors import Retry

_MAY_PASS = (408, 409, 425, 429, 500, 502, 503, 504, 529)
_LONGEST_WAIT = 30.0
_LONGEST_ANSWER = 16 << 20


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirection could send the key, and the text, to somebody else."""

    def redirect_request(self, *arguments: Any, **keywords: Any) -> None:
        """Follows none; the answer is then an error."""


_OPENER = urllib.request.build_opener(_NoRedirects)


@dataclass(slots=True)
class Reply:
    """What a model has answered."""

    content: str
    is_cut: bool
    usage: dict[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class Endpoint:
    """An endpoint for chat completions, such as `http://127.0.0.1:11434/v1`."""

    url: str
    key: str = ""
    timeout: float = 60
    """Seconds without a byte after which a request has failed."""
    retries: int = 3
    pause: float = 1
    """Seconds before the first retry; each further one waits twice as long."""

    def ask(self, body: Mapping[str, Any]) -> Reply:
        """Sends a request until it is answered.

        Raises `Retry` if the endpoint is away or busy after all retries, `ValueError` if it refuses the request.
        """
        for attempt in range(self.retries + 1):
            try:
                return _reply(self._post(body))
            except Retry as error:
                wait = self.pause * 2**attempt if error.after is None else error.after
                if attempt == self.retries or wait > _LONGEST_WAIT:
                    raise
                time.sleep(wait)
        raise AssertionError("unreachable")

    def _post(self, body: Mapping[str, Any]) -> Any:
        address = checked(self.url).rstrip("/")
        if not address.endswith("/chat/completions"):
            address += "/chat/completions"
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        request = urllib.request.Request(address, json.dumps(body).encode(), headers)
        try:
            with _OPENER.open(request, timeout=self.timeout) as response:
                return json.loads(response.read(_LONGEST_ANSWER))
        except urllib.error.HTTPError as error:
            raise _refusal(error) from None
        except (OSError, http.client.HTTPException) as error:
            raise Retry(f"the endpoint {self.url} does not answer: {_reason(error, self.timeout)}") from None
        except ValueError:
            raise Retry(f"the endpoint {self.url} answered something that is not JSON") from None


def checked(url: str) -> str:
    """An endpoint's address; raises `ValueError` unless it is one of the web."""
    if not url.startswith(("http://", "https://")):
        raise ValueError(f"'{url}' is not an endpoint: it must begin with http:// or https://")
    return url


def _reason(error: Exception, timeout: float) -> str:
    inner = getattr(error, "reason", error)
    return f"nothing for {timeout:g} seconds" if isinstance(inner, (TimeoutError, socket.timeout)) else str(inner)


def _refusal(error: urllib.error.HTTPError) -> Exception:
    said = error.read(1000).decode(errors="replace").strip()
    message = f"the endpoint answered {error.code}: {' '.join(said.split())[:200] or error.reason}"
    if "response_format" in said:
        message += "; set jsonMode = false"
    return Retry(message, _after(error.headers.get("Retry-After"))) if error.code in _MAY_PASS else ValueError(message)


def _after(value: str | None) -> float | None:
    """The seconds of `Retry-After`, which may be a number or a date."""
    if value is None:
        return None
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - time.time())
    except (TypeError, ValueError):
        return None


def _reply(answer: Any) -> Reply:
    try:
        choice = answer["choices"][0]
        content = choice["message"]["content"]
        if not isinstance(content, str):
            raise TypeError
    except (KeyError, IndexError, TypeError):
        raise Retry(f"the endpoint's answer has no message: {json.dumps(answer)[:120]}") from None
    usage = answer.get("usage") if isinstance(answer.get("usage"), dict) else {}
    numbers = {name: value for name, value in usage.items() if isinstance(value, (int, float))}
    return Reply(content, choice.get("finish_reason") == "length", numbers)
