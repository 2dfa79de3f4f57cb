"""Sets up ready plugins, and asks them, for tests."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
from pathlib import Path
from typing import Any

from support import Workspace, objects

from postil.plugins.__main__ import main

TEXT = "Ana Duarte left Lisbon for Hull. In Hull, Duarte waited."


class Ready(Workspace):
    def set_up(self, *words: str, status: int = 0) -> Path:
        """What `python -m postil.plugins` writes; fails unless it ends with that status."""
        output, self.message = io.StringIO(), ""
        try:
            with contextlib.redirect_stdout(output):
                main([*words, "--into", str(self.root.parent / "plugins")])
            ended = 0
        except SystemExit as error:
            self.message, ended = str(error.code), 1
        self.assertEqual(ended, status, self.message)
        return Path(output.getvalue().strip())

    def ask(
        self, folder: Path, *texts: str, settings: dict[str, Any] | None = None, **environment: str
    ) -> list[dict[str, Any]]:
        """What the plugin answers about texts, in their order; the first is the answer to the handshake."""
        manifest = json.loads((folder / "plugin.json").read_text())
        configuration = {
            "folder": str(folder), "settings": {**manifest["settings"], **(settings or {})},
            "cache": str(self.root.parent / "cache"),
        }  # fmt: skip
        messages: list[dict[str, Any]] = [{"method": "initialize", "api": 1, "configuration": configuration}]
        for seq, text in enumerate(texts):
            messages.append({"method": "annotate", "seq": seq, "request": {"id": f"{seq}", "text": text, "given": []}})
        lines = "".join(json.dumps(message) + "\n" for message in [*messages, {"method": "shutdown"}])
        # As Postil starts it: in its folder, with few variables.
        few = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        result = subprocess.run(
            manifest["start"]["command"], cwd=folder, input=lines, capture_output=True, text=True, timeout=300,
            env={**few, **environment}, check=False,
        )  # fmt: skip
        self.assertEqual(result.returncode, 0, result.stderr)
        self.message = result.stderr
        answers = [answer for answer in objects(result.stdout) if "progress" not in answer]
        return [answers[0], *sorted(answers[1:], key=lambda answer: answer["seq"])]


def words(answer: dict[str, Any], text: str = TEXT) -> list[tuple[str, str]]:
    """The labels and words of an answer, in the order of the text."""
    if "annotations" not in answer:
        raise AssertionError(answer)
    found = sorted(answer["annotations"], key=lambda one: one["spans"])
    return [(one["label"], " ".join(text[start:end] for start, end in one["spans"])) for one in found]
