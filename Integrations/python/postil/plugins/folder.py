"""The folder of a ready plugin: written once by the person who sets it up, read whenever the plugin starts.

What could harm that person is in `setup.json` and not among the settings, which a workspace by somebody else can
change: the model that is loaded, the endpoint that gets texts and the variable with its key.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..messages import Settings
from ..plugin import Annotator
from ..serving import progress

_SETUP = "setup.json"
_PROGRAM = '''"""Starts the plugin; written by `python -m postil.plugins`."""
import sys

sys.path.insert(0, {package!r})
from postil.plugins.{module} import plugin

plugin.serve()
'''


def write(
    plugin: Annotator, module: str, into: Path, name: str, settings: Mapping[str, Any], *, layer: str,
    fixed: Mapping[str, Any], resources: Sequence[Path] = (), environment: Sequence[str] = (), is_basic: bool = False,
) -> Path:  # fmt: skip
    """Writes `into/name` with `plugin.json`, `setup.json`, the program, and copies of files as its resources.

    The program is started by this Python, by its absolute path. With `is_basic` the manifest has only members that
    every Postil knows; the plugin is then asked for one article at a time. Returns the folder.
    """
    folder = into / name
    (folder / "Resources").mkdir(parents=True, exist_ok=True)
    for path in resources:
        shutil.copyfile(path, folder / "Resources" / path.name)
    (folder / _SETUP).write_text(
        json.dumps({**fixed, "basic": is_basic}, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    package = str(Path(__file__).resolve().parents[2])
    (folder / "annotator.py").write_text(_PROGRAM.format(package=package, module=module), encoding="utf-8")
    made = plugin.manifest
    manifest = replace(
        made, name=name, produces=[layer], settings={**made.settings, **settings, "layer": layer},
        environment=[*made.environment, *environment],
    )  # fmt: skip
    if is_basic:
        manifest = replace(manifest, in_flight=1, processes=None, network=False)
    Annotator(None, manifest).write(folder, [sys.executable, "annotator.py"])
    return folder


def loading(settings: Settings, what: str) -> None:
    """Tells Postil that a model is loaded, if it knows such messages."""
    if not setup(settings)["basic"]:
        progress(f"loading {what}")


def setup(settings: Settings) -> Mapping[str, Any]:
    """What `setup.json` in the plugin's folder says."""
    value = json.loads((settings.folder / _SETUP).read_text(encoding="utf-8"))
    if not isinstance(value, Mapping):
        raise ValueError(f"{_SETUP} is not an object")
    return value
