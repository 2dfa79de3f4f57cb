"""The wheel that the script builds can be installed, and has all of the package."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import unittest
import venv
from pathlib import Path

from support import HERE, needs


@unittest.skipIf(os.environ.get("POSTIL_SHORT"), "left out by --short")
class Wheel(unittest.TestCase):
    @needs("setuptools")
    @needs("wheel")
    def test_installs(self) -> None:
        with tempfile.TemporaryDirectory(prefix="postil-python-") as folder:
            environment = {**os.environ, "PYTHON": sys.executable}
            environment.pop("PYTHONPATH", None)
            subprocess.run([HERE.parent / "wheel", folder], check=True, env=environment, capture_output=True)
            (built,) = Path(folder).glob("postil-*.whl")
            venv.create(f"{folder}/venv", with_pip=True)
            python = f"{folder}/venv/bin/python"
            install = [
                python,
                "-m",
                "pip",
                "install",
                "--quiet",
                "--no-index",
                "--disable-pip-version-check",
                str(built),
            ]
            subprocess.run(install, check=True, env=environment, capture_output=True)
            code = "import postil, postil.plugins.llm; print(postil.__file__, postil.locate('a Hull b', 'hull'))"
            output = subprocess.run(
                [python, "-c", code], check=True, env=environment, capture_output=True, text=True
            ).stdout
            self.assertIn("venv", output)
            self.assertIn("(2, 6)", output)
            self.assertTrue(list(Path(folder).rglob("site-packages/postil/py.typed")))


if __name__ == "__main__":
    unittest.main()
