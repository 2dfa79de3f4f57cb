"""Runs `postil annotate --stream` as a child process that is fed by a thread."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from .errors import StreamError

WINDOW = 1024
"""The number of records that may be unanswered; the program itself takes 256 at a time."""
_TAIL = 64 * 1024


def program(postil: str | os.PathLike[str] | None = None) -> str:
    """The path of the program: what is given, else `$POSTIL`, else `postil` on the PATH.

    Raises `StreamError` if there is none.
    """
    wanted = os.fspath(postil or os.environ.get("POSTIL") or "postil")
    found = shutil.which(wanted)
    if found is None:
        raise StreamError(f"there is no program {wanted}; set POSTIL to its path, or put it on your PATH")
    return found


class Child:
    """One running stream. Its records are written by a thread, and answers are read in order."""

    def __init__(self, command: Sequence[str], records: Iterable[Mapping[str, Any]], window: int = WINDOW) -> None:
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self._records = records
        self._sent: deque[Mapping[str, Any]] = deque()
        self._room = threading.Semaphore(window)
        self._tail = b""
        self._trouble: BaseException | None = None
        self._stopped, self._is_fed = threading.Event(), threading.Event()
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._feed, self._listen)]
        for thread in self._threads:
            thread.start()

    def answers(self) -> Iterator[tuple[Mapping[str, Any], dict[str, Any]]]:
        """Each record with its answer, in order.

        Raises `StreamError` if an answer is missing or belongs to another record, or if the program fails,
        and whatever the iterator of the records raised.
        """
        try:
            yield from self._answers()
            self._finish()
        finally:
            self.stop()

    def stop(self) -> None:
        """Ends the child, if it still runs."""
        self._stopped.set()
        self._room.release()
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self._threads[1].join(1)
        for pipe in (self._process.stdout, self._process.stderr):
            if pipe is not None and not self._threads[1].is_alive():
                pipe.close()

    def _answers(self) -> Iterator[tuple[Mapping[str, Any], dict[str, Any]]]:
        assert self._process.stdout is not None
        for number, line in enumerate(self._process.stdout):
            if self._trouble is not None:
                return
            try:
                answer = json.loads(line)
                record = self._sent.popleft()
            except (ValueError, IndexError):
                raise StreamError(f"answer {number} is not one: {line[:80]!r}") from None
            if not isinstance(answer, dict) or not _is_of(record, answer):
                raise StreamError(f"answer {number} is not that of {record.get('id')!r}: {line[:80]!r}")
            self._room.release()
            yield record, answer

    def _finish(self) -> None:
        """Judges a stream whose output has ended; never waits for the records, which may be endless."""
        if self._trouble is not None:
            raise self._trouble
        status = self._process.wait()
        self._threads[1].join(5)
        if status != 0:
            raise StreamError(f"postil ended with status {status}: {self.tail or 'it gave no reason'}")
        if self._sent or not self._is_fed.is_set():
            raise StreamError(f"postil ended with status 0, but {len(self._sent) or 'further'} records have no answer")

    @property
    def tail(self) -> str:
        """The last that the program wrote to standard error, at most 64 kB."""
        return self._tail.decode(errors="replace").strip()

    def _listen(self) -> None:
        assert self._process.stderr is not None
        while part := os.read(self._process.stderr.fileno(), 1 << 16):
            self._tail = (self._tail + part)[-_TAIL:]

    def _feed(self) -> None:
        assert self._process.stdin is not None
        try:
            with self._process.stdin as pipe:
                for record in self._records:
                    line = json.dumps(record, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
                    if not self._wait():
                        break
                    self._sent.append(record)
                    pipe.write(line)
                else:
                    self._is_fed.set()
        except BrokenPipeError:
            # The program has ended; its status says why.
            return
        except BaseException as error:
            if not self._stopped.is_set():
                self._trouble = error
                self._process.kill()

    def _wait(self) -> bool:
        """Waits until another record may be sent; false if nobody wants the answers any more."""
        if not self._room.acquire(blocking=False):
            assert self._process.stdin is not None
            self._process.stdin.flush()
            self._room.acquire()
        return not self._stopped.is_set()


def _is_of(record: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
    """Whether an answer has the id of a record; a record that cannot be read at all is answered without one."""
    return answer.get("id") == record.get("id") or (answer.get("id") is None and "error" in answer)
