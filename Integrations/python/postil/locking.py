"""The lock under which a sidecar is appended to, the same that Postil takes."""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from .errors import Locked

_PATIENCE = 10.0
_LEFT_BY_A_KILLED_PROGRAM = 60.0


def contents(path: Path) -> bytes:
    """The bytes of a sidecar while nobody writes to it. Raises `Locked` after ten seconds, and `OSError`."""
    end = time.monotonic() + _PATIENCE
    with path.open("rb") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                _wait(path, end)
                continue
            except OSError:
                # The file system has no locks.
                pass
            return file.read()


@contextlib.contextmanager
def locked(path: Path) -> Iterator[int]:
    """A descriptor of the sidecar, open for reading and appending, with its lock held.

    A missing sidecar is created empty, with its folders. Raises `Locked` after ten seconds, and `OSError`.
    """
    end = time.monotonic() + _PATIENCE
    while True:
        descriptor = _open(path)
        try:
            with _lock(descriptor, path, end):
                if _is_still(descriptor, path):
                    yield descriptor
                    return
        finally:
            os.close(descriptor)


def _open(path: Path) -> int:
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    try:
        return os.open(path, flags, 0o666)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, flags, 0o666)


@contextlib.contextmanager
def _lock(descriptor: int, path: Path, end: float) -> Iterator[None]:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _wait(path, end)
        except OSError:
            # The file system has no locks.
            with _lock_file(path.with_name(path.name + ".lock"), end):
                yield
            return
        else:
            # Closing the descriptor releases it.
            yield
            return


@contextlib.contextmanager
def _lock_file(path: Path, end: float) -> Iterator[None]:
    while True:
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666))
            break
        except FileExistsError:
            with contextlib.suppress(FileNotFoundError):
                if time.time() - path.stat().st_mtime > _LEFT_BY_A_KILLED_PROGRAM:
                    path.unlink()
                    continue
            _wait(path, end)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def _wait(path: Path, end: float) -> None:
    if time.monotonic() > end:
        raise Locked(f"{path} has been locked by another process for {_PATIENCE:.0f} seconds")
    time.sleep(0.001)


def _is_still(descriptor: int, path: Path) -> bool:
    """Whether the name still refers to the open file: `compact` and `repair` rename."""
    try:
        named, opened = os.stat(path, follow_symlinks=False), os.fstat(descriptor)
    except FileNotFoundError:
        return False
    return (named.st_dev, named.st_ino) == (opened.st_dev, opened.st_ino)
