"""What the tests with Spark share. They are skipped, by name, where pyspark or Java is absent."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import stat
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Any

from support import POSTIL, needs, needs_postil

RECORDS = [
    {
        "id": f"a{number}",
        "text": f"Ana Duarte left Hull on Monday 😀, said Rui Costa. Number {number}.\r\n" * (1 + number % 5),
    }
    for number in range(600)
]
ONLY = ["entity-tagger", "quote-attributor"]
SPARK = Path(__file__).resolve().parent


def plain() -> dict[str, list[dict[str, Any]]]:
    """The annotations of a plain run, by id."""
    lines = "".join(json.dumps(record) + "\n" for record in RECORDS)
    command = [POSTIL, "annotate", "--stream", "--only", ",".join(ONLY)]
    output = subprocess.run(command, input=lines, capture_output=True, text=True, check=True).stdout
    return {answer["id"]: answer["annotations"] for answer in map(json.loads, output.splitlines())}


def spark_needs(case: Any) -> Any:
    """Skips a class of tests, by name, where something that Spark needs is absent."""
    for condition in (
        needs_postil, needs("pyspark"), needs("pyarrow"), unittest.skipUnless(shutil.which("java"), "there is no Java"),
        unittest.skipIf(os.environ.get("POSTIL_SHORT"), "left out by --short"),
    ):  # fmt: skip
        case = condition(case)
    return case


class WithSpark(unittest.TestCase):
    """A test with a session of Spark, which workers get the package from."""

    master = "local[2,4]"

    @classmethod
    def setUpClass(cls) -> None:
        from pyspark.sql import SparkSession

        os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
        cls.packed = tempfile.TemporaryDirectory(prefix="postil-spark-")
        cls.addClassCleanup(cls.packed.cleanup)
        file = f"{cls.packed.name}/postil.tar.gz"
        pack = [str(SPARK.parent / "pack"), str(Path(POSTIL).resolve().parents[1]), file]
        subprocess.run(pack, check=True, stdout=subprocess.DEVNULL)
        # Workers get the package from ship() alone.
        os.environ.pop("PYTHONPATH", None)
        cls.spark = (
            SparkSession.builder.master(cls.master).appName("postil").config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.execution.arrow.maxRecordsPerBatch", "64").config("spark.log.level", "OFF")
            .config("spark.ui.showConsoleProgress", "false").config("spark.archives", f"{file}#postil")
            .getOrCreate()
        )  # fmt: skip
        import postil_spark

        cls.module = postil_spark
        postil_spark.ship(cls.spark)
        cls.plain = plain()

    @classmethod
    def tearDownClass(cls) -> None:
        cls.spark.stop()

    def setUp(self) -> None:
        place = tempfile.TemporaryDirectory(prefix="postil-spark-")
        self.addCleanup(place.cleanup)
        self.folder = Path(place.name)

    def killed(self, kills: int, after: int = 40) -> str:
        """The path of a program that is killed so often, each time after so many answers."""
        tokens = self.folder / "tokens"
        tokens.mkdir()
        words = [sys.executable, str(SPARK / "killer.py"), str(tokens), str(kills), str(after), POSTIL]
        path = self.folder / "postil"
        path.write_text(f'#!/bin/sh\nexec {shlex.join(words)} "$@"\n')
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return str(path)

    def frame(self, parts: int = 4) -> Any:
        return self.spark.createDataFrame(RECORDS, "id string, text string").repartition(parts)

    def check(self, rows: list[Any]) -> None:
        """Each row once, with the annotations of the plain run."""
        self.assertEqual(len(rows), len(RECORDS))
        self.assertEqual({row["id"]: [self.as_json(one) for one in row["annotations"]] for row in rows}, self.plain)
        self.assertEqual([row["error"] for row in rows], [None] * len(rows))

    @staticmethod
    def as_json(row: Any) -> dict[str, Any]:
        """An annotation of a data frame in the form of the stream."""

        def spans(value: Any) -> list[list[int]]:
            return [[one["start"], one["end"]] for one in value]

        value = row.asDict()
        attributes = {
            name: text if text not in ("true", "false") else text == "true"
            for name, text in value["attributes"].items()
        }
        roles = {}
        for role, links in value["roles"].items():
            found = [{"spans": spans(one["spans"]), "id": one["id"]} for one in links]
            found = [{name: member for name, member in one.items() if member} for one in found]
            roles[role] = found[0] if len(found) == 1 else found
        members = {
            **value,
            "spans": spans(value["spans"]),
            "attributes": attributes,
            "roles": roles,
            "state": "suggested",
        }
        return {name: member for name, member in members.items() if member not in (None, {})}
