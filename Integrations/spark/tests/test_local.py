"""Every row exactly once, as in a plain run, whatever is killed: in `local[2,4]`."""

from __future__ import annotations

import json
import shlex
import unittest

from support import POSTIL
from with_spark import ONLY, RECORDS, WithSpark, spark_needs


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


if __name__ == "__main__":
    unittest.main()
