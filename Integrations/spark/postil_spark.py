"""Postil in Spark: one warm child process for each partition, and every row answered exactly once.

Ship the package to the executors with `ship(spark)`, or with `--py-files` and its wheel.
"""

from __future__ import annotations

import json
import shlex
import tempfile
import zipfile
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import postil
import pyarrow
from postil.program import Child, program
from pyspark import SparkFiles
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import StructType

SPANS = "array<struct<start:bigint,end:bigint>>"
ANNOTATION = (
    f"struct<id:string,layer:string,label:string,spans:{SPANS},text:string,"
    f"roles:map<string,array<struct<spans:{SPANS},id:string>>>,attributes:map<string,string>,"
    "annotator:string,score:double,rule:string>"
)
FAILURE = "struct<plugin:string,code:string,message:string,retryable:boolean>"
ANSWER = f"sha256 string, published string, annotations array<{ANNOTATION}>, failed array<{FAILURE}>, error {FAILURE}"
"""The columns that `annotate` adds. Positions are code points; attributes that are no strings are JSON."""


def annotate(
    df: DataFrame, *, text: str = "text", id: str = "id", published: str | None = None, only: Sequence[str] = (),
    postil: str | None = None, jobs: int = 1, options: Sequence[str] = (),
) -> DataFrame:  # fmt: skip
    """The rows of a data frame with the columns of `ANSWER` in place of the text.

    `text`, `id` and `published` name columns; `only` names plugins. `postil` is the program's path on the
    workers, or `archive:NAME/bin/postil` for a file of `spark.archives`. A record that cannot be annotated has an
    `error`, and one where a plugin failed has it in `failed`; a child that dies, or does not answer each row in
    order, fails the task, which Spark tries again.
    """
    named = {"text": text, "id": id, **({"published": published} if published else {})}
    command = ["annotate", "--stream", "--jobs", str(jobs), "--no-seq", *options]
    command += ["--only", ",".join(only)] if only else []
    kept = [column for column in df.columns if column != text]
    clash = sorted(set(kept) & ({field.name for field in _schema(ANSWER)} - {published}))
    if clash:
        raise ValueError(f"the columns {', '.join(clash)} are those of the answers; rename them first")
    if published:
        kept.remove(published)
    schema = StructType([df.schema[column] for column in kept] + list(_schema(ANSWER)))
    return df.mapInArrow(_Partition(named, kept, command, postil, schema), schema)


def pipe(rdd: Any, *, only: Sequence[str] = (), postil: str = "postil", options: Sequence[str] = ()) -> Any:
    """JSON Lines through `postil annotate --stream`, line by line.

    Always with `checkCode=True`: without it Spark takes the output of a child that was killed for complete.
    `postil` is the program's path on the workers.
    """
    command = [postil, "annotate", "--stream", "--jobs", "1", "--no-seq", *options]
    command += ["--only", ",".join(only)] if only else []
    return rdd.pipe(shlex.join(command), checkCode=True)


def ship(spark: SparkSession) -> None:
    """Sends this module and the package `postil` to the executors."""
    path = Path(tempfile.mkdtemp(prefix="postil-spark-")) / "postil_spark.zip"
    package = Path(postil.__file__).resolve().parent
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(Path(__file__).resolve(), "postil_spark.py")
        for module in sorted(package.rglob("*.py")):
            archive.write(module, module.relative_to(package.parent).as_posix())
    spark.sparkContext.addPyFile(str(path))


class _Partition:
    """Annotates the batches of one partition; runs in a worker."""

    def __init__(
        self, named: Mapping[str, str], kept: Sequence[str], command: Sequence[str], postil: str | None,
        schema: StructType,
    ) -> None:  # fmt: skip
        self._named, self._kept, self._command, self._postil = dict(named), list(kept), list(command), postil
        self._schema = schema

    def __call__(self, batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        from pyspark.sql.pandas.types import to_arrow_schema

        schema = to_arrow_schema(self._schema)
        waiting: deque[pyarrow.RecordBatch] = deque()
        answers: list[Mapping[str, Any]] = []
        child = Child([_path(self._postil), *self._command], self._records(batches, waiting))
        for _, answer in child.answers():
            answers.append(_row(answer))
            if len(answers) == waiting[0].num_rows:
                yield self._answered(waiting.popleft(), answers, schema)
                answers = []

    def _records(
        self, batches: Iterator[pyarrow.RecordBatch], waiting: deque[pyarrow.RecordBatch]
    ) -> Iterator[Mapping[str, Any]]:
        for batch in batches:
            if batch.num_rows == 0:
                continue
            waiting.append(batch.select(self._kept))
            for row in batch.select(list(self._named.values())).to_pylist():
                record = {name: _plain(row[column]) for name, column in self._named.items()}
                yield {name: value for name, value in record.items() if value is not None or name == "id"}

    def _answered(
        self, batch: pyarrow.RecordBatch, answers: Sequence[Mapping[str, Any]], schema: pyarrow.Schema
    ) -> pyarrow.RecordBatch:
        added = [field for field in schema if field.name not in self._kept]
        columns = [pyarrow.array([answer[field.name] for answer in answers], field.type) for field in added]
        kept = [batch.column(name).cast(schema.field(name).type) for name in self._kept]
        return pyarrow.RecordBatch.from_arrays([*kept, *columns], schema=schema)


def _path(postil: str | None) -> str:
    if postil and postil.startswith("archive:"):
        return program(SparkFiles.get(postil.removeprefix("archive:")))
    return program(postil)


def _schema(text: str) -> StructType:
    return StructType.fromDDL(text)


def _plain(value: Any) -> Any:
    """A value that JSON has; a day as YYYY-MM-DD."""
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)


def _row(answer: Mapping[str, Any]) -> dict[str, Any]:
    error = answer.get("error")
    return {
        "sha256": answer.get("sha256"),
        "published": answer.get("published"),
        "annotations": None if error else [_annotation(one) for one in answer.get("annotations", ())],
        "failed": [_failure(one) for one in answer.get("failed", ())],
        "error": _failure(error) if error else None,
    }


def _failure(value: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.get(name) for name in ("plugin", "code", "message", "retryable")}


def _annotation(value: Mapping[str, Any]) -> dict[str, Any]:
    plain = {name: value.get(name) for name in ("id", "layer", "label", "text", "annotator", "score", "rule")}
    attributes = [
        (name, one if isinstance(one, str) else json.dumps(one, ensure_ascii=False))
        for name, one in value.get("attributes", {}).items()
    ]
    roles = [
        (role, [_link(link) for link in (links if isinstance(links, list) else [links])])
        for role, links in value.get("roles", {}).items()
    ]
    return {**plain, "spans": _spans(value["spans"]), "attributes": attributes, "roles": roles}


def _link(value: Mapping[str, Any]) -> dict[str, Any]:
    return {"spans": _spans(value.get("spans", ())), "id": value.get("id")}


def _spans(spans: Sequence[Sequence[int]]) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in spans]
