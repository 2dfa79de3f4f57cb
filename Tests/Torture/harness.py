"""What the tortures share: running the program, workspaces, and the row that a torture fills."""
import contextlib
import dataclasses
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import tempfile

# Seconds after which a command counts as hung.
PATIENCE = 60


@dataclasses.dataclass
class Row:
    """What came of one kind of fault; everything but `trials` should be 0."""
    fault: str
    trials: int = 0
    lost: int = 0  # acknowledged work that is gone
    wrong: int = 0  # states that no sequence of commands gives, and sentences that are not true
    crashed: int = 0  # ends by a signal that nobody sent
    hung: int = 0
    skipped: str = ""  # why it could not be tried here
    examples: list = dataclasses.field(default_factory=list)

    @property
    def is_clean(self):
        return not (self.lost or self.wrong or self.crashed or self.hung)

    def note(self, kind, example):
        """Counts a failure and keeps the first examples of it."""
        setattr(self, kind, getattr(self, kind) + 1)
        if len(self.examples) < 5:
            self.examples.append(f"{kind}: {example}")


class Postil:
    """The program in a workspace of its own, which is deleted at the end."""

    def __init__(self, program, row, texts=None):
        self.program, self.row = str(program), row
        self.base = pathlib.Path(tempfile.mkdtemp(prefix="postil-torture-"))
        self.folder = self.base / "news"
        self.folder.mkdir()
        for name, text in (texts or {}).items():
            (self.folder / name).write_text(text)
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.base), "POSTIL_ANNOTATOR": "anna",
            "LC_ALL": "C.UTF-8", "NO_COLOR": "1", "TERM": "xterm",
        }

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.base, ignore_errors=True)

    def __call__(self, *words, before=(), input=None, patience=PATIENCE):
        """Runs a command; `before` are words before the program, such as those of strace."""
        command = [*before, self.program, *words]
        try:
            outcome = subprocess.run(
                command, cwd=self.folder, env=self.environment, capture_output=True, timeout=patience,
                input=input if input is None or isinstance(input, bytes) else input.encode())
        except subprocess.TimeoutExpired:
            self.row.note("hung", " ".join(words))
            return subprocess.CompletedProcess(command, 124, b"", b"")
        crashes = [signal.SIGABRT, signal.SIGSEGV, signal.SIGILL, signal.SIGBUS, signal.SIGTRAP]
        if -outcome.returncode in crashes or outcome.returncode - 128 in crashes:
            self.row.note("crashed", f"{' '.join(words)}: {outcome.returncode}")
        return outcome

    def start(self, *words, input=None, output=subprocess.PIPE):
        """Starts a command, and gives it its input if there is any."""
        running = subprocess.Popen(
            [self.program, *words], cwd=self.folder, env=self.environment, stdout=output,
            stdin=subprocess.DEVNULL if input is None else subprocess.PIPE, stderr=subprocess.DEVNULL)
        if input is not None:
            running.stdin.write(input.encode())
            running.stdin.close()
        return running

    def state(self):
        """All annotations, article by article, without what differs from run to run."""
        outcome = self("list", "all", "on", "all", "--json")
        kept = ("article", "layer", "label", "spans", "attributes", "roles", "state", "rule")
        found = [json.loads(line) for line in outcome.stdout.splitlines()]
        return sorted(json.dumps({k: one[k] for k in kept if k in one}) for one in found)

    def sidecars(self):
        return {path.name: path.read_bytes() for path in self.folder.glob("*.jsonl")}

    def is_sound(self):
        return self("check", "on", "all").returncode == 0

    @contextlib.contextmanager
    def copy(self):
        """The same workspace once more, for one trial."""
        other = Postil(self.program, self.row)
        shutil.rmtree(other.folder)
        shutil.copytree(self.folder, other.folder, symlinks=True)
        with other:
            yield other


def sentences(random_source: random.Random, count):
    """A text of names, places and days, for the annotators to find."""
    people = ["Ana Duarte", "Bo Li", "Eva de Wit", "Omar Haddad", "Kim Novak", "José Prats"]
    places = ["Oslo", "Rome", "Lisbon", "Kyoto", "Hull", "Minsk", "Tehran", "Accra"]
    days = ["on Monday", "last week", "on 3 May 2026", "in March", "yesterday", "in 2019"]
    return " ".join(
        f"{random_source.choice(people)} of the Bank of {random_source.choice(places)} left "
        f"{random_source.choice(places)} {random_source.choice(days)}."
        for _ in range(count)) + "\n"
