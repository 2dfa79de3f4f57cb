"""A disk of 64 kB fills up: what is said to be done is done, and nothing else is changed."""
import dataclasses
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

from harness import Postil, Row


def run(program, trials, seed):
    row = Row("full disk of 64 kB")
    with tempfile.TemporaryDirectory(prefix="postil-torture-disk-") as folder:
        mount = f"mount -t tmpfs -o size=64k tmpfs {folder} && exec \"$@\""
        for user in [[], ["-Ur"]]:
            child = subprocess.run(
                ["unshare", *user, "-m", "sh", "-c", mount, "sh", sys.executable, __file__, str(program),
                 str(trials), str(seed)],
                env=dict(os.environ, TMPDIR=folder, PYTHONDONTWRITEBYTECODE="1"), capture_output=True)
            if child.returncode == 0:
                return Row(**json.loads(child.stdout))
    row.skipped = "no file system can be mounted: " + child.stderr.decode().strip()[-100:]
    return row


def commands(source):
    start = source.randrange(50) * 5
    return source.choice([
        ["tag", "a.txt", f"@{start}:{start + 4}", source.choice(["PER", "ORG", "GPE"])],
        ["tag", "b.txt", f"@{start}:{start + 4}", "LOC"],
        ["relabel", "PER", "ORG", "on", "all"], ["set", "ORG", f"note={start}", "on", "all"],
        ["undo", "a.txt"], ["redo", "a.txt"], ["rm", "a.txt", "e1"], ["compact", "a.txt", "--force"],
        ["published", f"2026-05-{start % 28 + 1:02}", "--all"], ["done", "b.txt", "--force"],
    ])


def filled(program, trials, seed):
    row, source = Row("full disk of 64 kB"), random.Random(seed)
    while row.trials < trials:
        with Postil(program, row, {"a.txt": "word " * 60, "b.txt": "word " * 60}) as postil:
            failures, state = 0, seen(postil)
            while failures < 12 and row.trials < trials:
                words = commands(source)
                if source.random() < 0.1:
                    words[1:1] = []
                outcome = postil(*words)
                row.trials += 1
                now = seen(postil)
                if outcome.returncode == 0:
                    if words[0] in ("tag", "published") and now == state and b"+ " in outcome.stdout:
                        row.note("lost", f"{' '.join(words)}: said, but not done")
                elif now != state:
                    row.note("wrong", f"{' '.join(words)}: status {outcome.returncode}, but changed")
                failures += b"No space left" in outcome.stderr
                state = now
            if not postil.is_sound():
                row.note("wrong", "check finds something")
    return row


def seen(postil):
    return postil.state(), postil("articles").stdout


if __name__ == "__main__":
    result = filled(pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    print(json.dumps(dataclasses.asdict(result)))
