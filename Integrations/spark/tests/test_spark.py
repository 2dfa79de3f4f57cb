"""Every row exactly once, as in a plain run, whatever is killed. Skipped where pyspark or Java is absent."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import time
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
        unittest.skipIf(os.environ.get("POSTIL_SHORT"), "slow"),
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


@spark_needs
class Local(WithSpark):
    """Runs in `local[2,4]`: two threads, four attempts for each task."""

    def test_plain(self) -> None:
        self.check(self.module.annotate(self.frame(), only=ONLY, postil=POSTIL).collect())

    def test_three_kills(self) -> None:
        program = self.killed(3)
        self.check(self.module.annotate(self.frame(), only=ONLY, postil=program).collect())
        self.assertEqual(len(list((self.folder / "tokens").iterdir())), 3)

    def test_three_kills_into_parquet(self) -> None:
        program, out = self.killed(3), str(self.folder / "out")
        self.module.annotate(self.frame(), only=ONLY, postil=program).write.parquet(out)
        self.assertTrue((self.folder / "out" / "_SUCCESS").exists())
        self.check(self.spark.read.parquet(out).collect())

    def test_too_many_kills_fail_the_job(self) -> None:
        program = self.killed(100)
        with self.assertRaisesRegex(Exception, "postil ended with status -9|answer 40 is not one"):
            self.module.annotate(self.frame(1), only=ONLY, postil=program).collect()

    def test_pipe_with_three_kills(self) -> None:
        lines = self.spark.sparkContext.parallelize([json.dumps(record) for record in RECORDS], 4)
        found = self.module.pipe(lines, only=ONLY, postil=self.killed(3)).map(json.loads).collect()
        self.assertEqual([one["id"] for one in found], [record["id"] for record in RECORDS])
        self.assertEqual({one["id"]: one["annotations"] for one in found}, self.plain)

    def test_without_check_code_rows_are_lost(self) -> None:
        """The reason for `pipe`: Spark's own default takes half of an output for all of it."""
        lines = self.spark.sparkContext.parallelize([json.dumps(record) for record in RECORDS], 4)
        command = shlex.join([self.killed(3), "annotate", "--stream", "--only", ",".join(ONLY)])
        self.assertLess(lines.pipe(command, checkCode=False).count(), len(RECORDS))

    def test_errors_and_columns(self) -> None:
        rows = [(1, "Hull", "x", "2023-03-13"), (2, None, "y", None), (3, "Ana left on Monday", "z", "2023-03-13")]
        frame = self.spark.createDataFrame(rows, "number int, body string, url string, day string")
        found = self.module.annotate(frame, text="body", id="number", published="day", postil=POSTIL).collect()
        self.assertEqual(
            found[0].asDict().keys(), {"number", "url", "sha256", "published", "annotations", "failed", "error"}
        )
        by_number = {row["number"]: row for row in found}
        self.assertEqual((by_number[2]["error"]["code"], by_number[2]["annotations"]), ("bad_record", None))
        self.assertEqual((by_number[3]["url"], by_number[3]["published"]), ("z", "2023-03-13"))
        self.assertIn("2023-03-13", [one["attributes"].get("value") for one in by_number[3]["annotations"]])

    def test_an_empty_frame(self) -> None:
        self.assertEqual(self.module.annotate(self.frame().limit(0), postil=POSTIL).collect(), [])

    def test_a_program_that_is_missing(self) -> None:
        with self.assertRaisesRegex(Exception, "there is no program /nowhere/postil"):
            self.module.annotate(self.frame(), postil="/nowhere/postil").collect()

    def test_an_archive(self) -> None:
        self.check(self.module.annotate(self.frame(), only=ONLY, postil="archive:postil/bin/postil").collect())


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def ends(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        process.wait(20)


@spark_needs
class Standalone(WithSpark):
    """The same against a master and a worker of their own processes on 127.0.0.1."""

    @classmethod
    def setUpClass(cls) -> None:
        import pyspark

        home = Path(pyspark.__file__).parent
        os.environ["PYSPARK_PYTHON"] = sys.executable
        environment = {**os.environ, "SPARK_HOME": str(home), "SPARK_NO_DAEMONIZE": "1", "SPARK_LOCAL_IP": "127.0.0.1"}
        environment.pop("PYTHONPATH", None)
        cls.logs = tempfile.TemporaryDirectory(prefix="postil-spark-")
        port = free_port()
        cls.master = f"spark://127.0.0.1:{port}"
        master = [
            "org.apache.spark.deploy.master.Master",
            "--host",
            "127.0.0.1",
            "--port",
            str(port),
            "--webui-port",
            str(free_port()),
        ]
        worker = ["org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--cores", "2", "--memory", "1g",
                  "--webui-port", str(free_port()), "--work-dir", cls.logs.name, cls.master]  # fmt: skip
        cls.processes = []
        for words in (master, worker):
            log = open(Path(cls.logs.name) / f"{words[0]}.log", "wb")
            command = [str(home / "bin" / "spark-class"), *words]
            cls.processes.append(subprocess.Popen(command, env=environment, stdout=log, stderr=log))
            log.close()
            time.sleep(4)
        try:
            super().setUpClass()
        except BaseException:
            ends(cls.processes)
            raise

    @classmethod
    def tearDownClass(cls) -> None:
        super().tearDownClass()
        ends(cls.processes)
        cls.logs.cleanup()

    def test_three_kills(self) -> None:
        program = self.killed(3)
        self.check(self.module.annotate(self.frame(), only=ONLY, postil=program).collect())
        self.assertEqual(len(list((self.folder / "tokens").iterdir())), 3)

    def test_an_archive(self) -> None:
        self.check(self.module.annotate(self.frame(), only=ONLY, postil="archive:postil/bin/postil").collect())


if __name__ == "__main__":
    unittest.main()
