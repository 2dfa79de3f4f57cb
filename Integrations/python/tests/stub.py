"""A small server that answers like an OpenAI-compatible endpoint, well and badly, on 127.0.0.1."""

from __future__ import annotations

import json
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

NAMES = re.compile("Ana Duarte|Duarte|Lisbon|Hull")


class Stub:
    """The server. What it does is named by a word in capitals in the text that it is asked about."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                stub.requests.append(body)
                stub.keys.append(self.headers.get("Authorization"))
                stub.answer(self, body)

            def log_message(self, format: str, *arguments: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def asked(self, text: str) -> int:
        """How often it was asked about a text that contains a word."""
        return sum(text in request["messages"][1]["content"] for request in self.requests)

    def answer(self, handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        text = body["messages"][1]["content"]
        first = self.asked(text) == 1
        if "BUSY" in text and first:
            return respond(handler, 429, '{"error":"slow down"}', {"Retry-After": "0.2"})
        if "AWAY" in text:
            return respond(handler, 503, "<html>away</html>", {"Retry-After": "77"} if "LONG" in text else {})
        if "REFUSED" in text:
            return respond(handler, 400, '{"error":"response_format is not known"}')
        if "MOVED" in text:
            return respond(handler, 302, "", {"Location": self.url.replace("/v1", "/elsewhere")})
        if "SLOW" in text and first:
            time.sleep(1.5)
        if "DROPPED" in text and first:
            handler.connection.close()
            return None
        if "HTML" in text and first:
            return respond(handler, 200, "<html>")
        if "EMPTY" in text and first:
            return respond(handler, 200, '{"choices":[]}')
        content, reason = said(text, len(body["messages"]) > 2)
        usage = {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110}
        choice = {"message": {"role": "assistant", "content": content}, "finish_reason": reason}
        return respond(handler, 200, json.dumps({"choices": [choice], "usage": usage}))


def said(text: str, again: bool) -> tuple[str, str]:
    """What the model says about a text, and why it ends."""
    found = [
        {"label": "PER" if "Duarte" in match[0] else "GPE", "text": match[0], "before": text[max(0, match.start() - 12) : match.start()]}
        for match in NAMES.finditer(text)
    ]  # fmt: skip
    if "INVENTED" in text:
        found += [{"label": "PER", "text": "Rui Costa"}, {"label": "CITY", "text": "Hull"}, {"label": "PER", "text": 7}]
        found += [{"label": "GPE", "text": "Hull"}] * 3
    if "LETTERS" in text:
        found = [
            {"label": "per", "text": "ana  duarte", "attributes": {"entity": "Ana Duarte", "other": "x", "ref": 1}}
        ]
    content = json.dumps({"annotations": found}, ensure_ascii=False)
    if "FENCED" in text:
        return f"<think>Hm, {{}}.</think>Here it is:\n```json\n{content}\n```\nGood luck!", "stop"
    if "COMMAS" in text:
        return content.replace("}]", "},]"), "stop"
    if "BARE" in text:
        return f"Sure! {json.dumps(found)}", "stop"
    if "BADJSON" in text and not again or "HOPELESS" in text:
        return "I found Ana Duarte in Hull.", "stop"
    if "CUT" in text and len(found) > 2:
        return content[:70], "length"
    return content, "stop"


def respond(handler: BaseHTTPRequestHandler, status: int, body: str, headers: dict[str, str] | None = None) -> None:
    handler.send_response(status)
    for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
        handler.send_header(name, value)
    handler.end_headers()
    try:
        handler.wfile.write(body.encode())
    except OSError:
        pass
