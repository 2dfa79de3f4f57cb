"""The examples of README.md run as they are written."""

from __future__ import annotations

import os
import re
import subprocess
import sys

from support import HERE, Workspace, needs_postil, run

LEDE = (
    "ROTTERDAM, 4 May 2026 (Wire) - Harbour minister Eva de Wit said on Thursday that the ferry to Hull would stop "
    "in autumn.\n"
)
EXAMPLES = re.findall(r"```python\n(.*?)```", (HERE.parent / "README.md").read_text(encoding="utf-8"), re.DOTALL)


@needs_postil
class Readme(Workspace):
    def setUp(self) -> None:
        super().setUp()
        self.put("harbour.txt", LEDE)
        run("annotate", "--all", folder=self.root)

    def output(self, code: str) -> str:
        environment = {**os.environ, "PYTHONPATH": str(HERE.parent), "PYTHONWARNINGS": "error"}
        return subprocess.run(
            [sys.executable, "-c", code], cwd=self.root.parent, env=environment, text=True, check=True, stdout=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
        ).stdout  # fmt: skip

    def test_all_are_here(self) -> None:
        self.assertEqual(len(EXAMPLES), 4)

    def test_read(self) -> None:
        quote = "indirect that the ferry to Hull would stop in autumn ['Eva de Wit']"
        self.assertEqual(self.output(EXAMPLES[0]), f"harbour 2026-05-04 open\n{quote}\n")

    def test_write(self) -> None:
        self.assertEqual(self.output(EXAMPLES[1]), "['Wire']\n")

    def test_annotate(self) -> None:
        found = self.output(EXAMPLES[2]).split("\n")
        self.assertEqual(found, ["0 [('PER', 'Ana Duarte'), ('GPE', 'Hull')]", "b [('GPE', 'Lisbon')]", ""])

    def test_the_example_of_the_project(self) -> None:
        text = (HERE.parents[2] / "README.md").read_text(encoding="utf-8")
        (example,) = re.findall(r"## From Python\n\n```python\n(.*?)```", text, re.DOTALL)
        found = self.output(example)
        self.assertIn("harbour [('GPE', 'ROTTERDAM'), ('PER', 'Eva de Wit'), ('GPE', 'Hull')]", found)
        self.assertIn("text='Ana Duarte'", found)

    def test_plugin(self) -> None:
        program = self.put("../plugins/shout/shout.py", EXAMPLES[3]).resolve()
        environment = {"PYTHONPATH": str(HERE.parent)}
        subprocess.run(
            [sys.executable, str(program), "--manifest"],
            check=True,
            env={**os.environ, **environment},
            capture_output=True,
        )
        # The package is not installed here, and Postil gives plugins no PYTHONPATH.
        program.write_text(f"import sys\nsys.path.insert(0, {str(HERE.parent)!r})\n{EXAMPLES[3]}", encoding="utf-8")
        listed = run("plugins", POSTIL_PLUGINS=str(program.parent.parent))
        self.assertIn("Marks words in capitals.", listed)
        self.put("loud.txt", "They said NO to EVERYTHING.\n")
        run("annotate", "--all", "--only=shout", folder=self.root, POSTIL_PLUGINS=str(program.parent.parent))
        self.assertIn("EVERYTHING", [one["text"] for one in self.listed()])
