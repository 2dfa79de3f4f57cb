"""Sets up a ready plugin: `python -m postil.plugins llm --endpoint URL --model NAME --labels PER,ORG`."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .folder import write
from .llm.endpoint import checked
from .schema import labels_of


@dataclass(slots=True)
class Setup:
    """What a kind of plugin needs beyond its name and layer."""

    module: str
    settings: Mapping[str, Any]
    fixed: Mapping[str, Any] = field(default_factory=dict)
    resources: Sequence[Path] = ()
    environment: Sequence[str] = ()


def main(arguments: Sequence[str] | None = None) -> None:
    """Writes the folder of a plugin, and prints its path."""
    given = _parser().parse_args(arguments)
    try:
        setup: Setup = given.setup(given)
        plugin = importlib.import_module(f"postil.plugins.{setup.module}").plugin
        folder = write(
            plugin, setup.module, Path(given.into), given.name or given.kind, setup.settings, layer=given.layer, fixed=setup.fixed,
            resources=setup.resources, environment=setup.environment, is_basic=given.basic,
        )  # fmt: skip
    except (OSError, ValueError) as error:
        sys.exit(f"error: {error}")
    print(folder)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m postil.plugins", description="Sets up a plugin for Postil.")
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="KIND")

    def kind(
        name: str, about: str, layer: str, setup: Callable[[argparse.Namespace], Setup]
    ) -> argparse.ArgumentParser:
        added = kinds.add_parser(name, help=about, description=about)
        added.set_defaults(setup=setup)
        added.add_argument("--into", default="plugins", metavar="FOLDER", help="where plugins are; default plugins")
        added.add_argument("--name", help=f"the plugin's name; default {name}")
        added.add_argument("--layer", default=layer, help=f"the layer of its annotations; default {layer}")
        added.add_argument(
            "--basic", action="store_true", help="for a Postil that knows no 'runs', 'network' and progress"
        )
        return added

    spacy = kind("spacy", "the entities of a spaCy pipeline", "entity", _spacy)
    spacy.add_argument("--pipeline", required=True, help="a package such as en_core_web_sm, or a folder")
    spacy.add_argument("--labels", help="PERSON=PER,ORG=ORG: the labels to keep, and what they become")
    hf = kind("hf", "a token classification model of Hugging Face", "entity", _hf)
    hf.add_argument("--model", required=True, help="the folder of the model")
    hf.add_argument("--labels", help="B-PER without its B-, such as PER=PER,LOC=GPE")
    gazetteer = kind("gazetteer", "the names of a list or a SKOS vocabulary", "entity", _gazetteer)
    gazetteer.add_argument("file", help="a list: name, tab, label, tab, entity, tab, reference; or RDF in XML")
    gazetteer.add_argument("--label", default="MISC", help="the label of names that have none; default MISC")
    gazetteer.add_argument("--ignore-case", action="store_true")
    regex = kind("regex", "what regular expressions match", "pattern", _regex)
    regex.add_argument("patterns", nargs="+", metavar="LABEL=PATTERN")
    regex.add_argument("--ignore-case", action="store_true")
    _add_llm(kind("llm", "a language model behind an endpoint", "entity", _llm))
    return parser


def _add_llm(llm: argparse.ArgumentParser) -> None:
    llm.add_argument("--endpoint", required=True, metavar="URL", help="such as http://127.0.0.1:11434/v1")
    llm.add_argument("--model", required=True)
    llm.add_argument("--labels", help="PER,ORG or 'PER=people, without titles;ORG=…'; default: those of the layer")
    llm.add_argument("--workspace", metavar="FOLDER", help="take the layer's labels from its postil.toml")
    llm.add_argument("--attributes", help="attributes that the model gives too, such as speaker")
    llm.add_argument("--guidelines", metavar="FILE", help="a text that is part of each question")
    llm.add_argument("--key-variable", metavar="NAME", default="", help="the variable with the key")
    llm.add_argument("--price", metavar="IN,OUT", help="US dollars for a million tokens of questions and of answers")


def _pairs(text: str | None) -> dict[str, str]:
    """`A=B,C=D` as a table."""
    pairs = [pair.partition("=") for pair in (text or "").split(",") if pair.strip()]
    return {name.strip(): (value.strip() if sign else name.strip()) for name, sign, value in pairs}


def _spacy(given: argparse.Namespace) -> Setup:
    pipeline = str(Path(given.pipeline).resolve()) if Path(given.pipeline).is_dir() else given.pipeline
    return Setup("spacy_pipeline", {"modelLabels": _pairs(given.labels)}, {"pipeline": pipeline})


def _hf(given: argparse.Namespace) -> Setup:
    folder = Path(given.model).resolve()
    if not (folder / "config.json").is_file():
        raise ValueError(f"{given.model} is not the folder of a model: it has no config.json")
    return Setup("token_classifier", {"modelLabels": _pairs(given.labels)}, {"model": str(folder)})


def _gazetteer(given: argparse.Namespace) -> Setup:
    from .gazetteer import names

    path = Path(given.file)
    if not any(True for _ in names(path)):
        raise ValueError(f"{path} has no names")
    settings = {"label": given.label, "ignoreCase": given.ignore_case}
    return Setup("gazetteer", settings, {"file": f"Resources/{path.name}"}, [path])


def _regex(given: argparse.Namespace) -> Setup:
    from .patterns import plugin

    patterns = dict(pattern.split("=", 1) if "=" in pattern else ("", pattern) for pattern in given.patterns)
    if "" in patterns:
        raise ValueError(f"{patterns['']!r} has no label; write LABEL=PATTERN")
    plugin.annotate("", settings={"patterns": patterns})
    return Setup("patterns", {"patterns": patterns, "ignoreCase": given.ignore_case})


def _llm(given: argparse.Namespace) -> Setup:
    labels = labels_of(given.layer, given.labels, Path(given.workspace) if given.workspace else None)
    guidelines = Path(given.guidelines) if given.guidelines else None
    price = [float(number) for number in (given.price or "0,0").split(",")]
    if len(price) != 2:
        raise ValueError("--price must be two numbers, such as 0.15,0.6")
    attributes = [name.strip() for name in (given.attributes or "").split(",") if name.strip()]
    fixed = {
        "endpoint": checked(given.endpoint), "model": given.model, "keyVariable": given.key_variable, "price": price,
        "guidelines": f"Resources/{guidelines.name}" if guidelines else "",
    }  # fmt: skip
    environment = [given.key_variable] if given.key_variable else []
    return Setup(
        "llm", {"definitions": labels, "attributes": attributes}, fixed, [guidelines] if guidelines else [], environment
    )


if __name__ == "__main__":
    main()
