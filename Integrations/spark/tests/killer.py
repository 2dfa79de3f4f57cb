"""Stands for the program: it passes some answers on, and is then killed, a few times in all.

killer.py TOKENS KILLS AFTER PROGRAM …: the folder TOKENS counts how often it was killed.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys


def main() -> None:
    tokens, kills, after = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    command = sys.argv[4:]
    for number in range(kills):
        try:
            os.mkdir(os.path.join(tokens, str(number)))
        except FileExistsError:
            continue
        die(command, after)
    os.execv(command[0], command)


def die(command: list[str], after: int) -> None:
    child = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert child.stdout is not None
    for number, line in enumerate(child.stdout):
        if number == after:
            # In mid-partition, and in the middle of a line.
            sys.stdout.buffer.write(line[: len(line) // 2])
            sys.stdout.buffer.flush()
            break
        sys.stdout.buffer.write(line)
    child.kill()
    os.kill(os.getpid(), signal.SIGKILL)


main()
