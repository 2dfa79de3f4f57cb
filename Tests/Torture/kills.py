"""SIGKILL at random moments: what was acknowledged is there, and what was there is unchanged."""
import os
import pty
import random
import re
import select
import signal
import time

from harness import Postil, Row, sentences

TEXT = "word " * 2000


def starts(lines):
    """The starts of the tagged words of a sidecar, as numbers of words."""
    found = re.findall(rb'"spans":\[\[(\d+),', lines)
    return {int(start) // 5 for start in found}


def tags(numbers):
    return "".join(f"tag @{n * 5}:{n * 5 + 4} PER\n" for n in numbers)


def judged(postil, row, acknowledged, before):
    """Compares the sidecar with what was acknowledged, and with what it was before."""
    path = postil.folder / "a.jsonl"
    lines = path.read_bytes() if path.exists() else b""
    # A last line without its end is cut off by the next command; all before it stays as it was.
    whole = before[: before.rfind(b"\n") + 1]
    if not lines.startswith(whole):
        row.note("wrong", "earlier lines are changed")
    missing = acknowledged - starts(lines)
    if missing:
        row.note("lost", f"{len(missing)} acknowledged tags are gone")
    return lines


def script(program, trials, seed):
    """A script of the shell is killed."""
    return shells("SIGKILL of a script", scripted, (0.02, 0.25), program, trials, seed)


def prompt(program, trials, seed):
    """A shell at a terminal is killed."""
    return shells("SIGKILL at the prompt", typed, (0.1, 0.6), program, trials, seed)


def shells(fault, run, seconds, program, trials, seed):
    """Shells that tag words are killed; `run` gives what one of them printed until then."""
    row, source = Row(fault), random.Random(seed)
    with Postil(program, row, {"a.txt": TEXT}) as postil:
        before, done, acknowledged = b"", set(), 0
        for trial in range(trials):
            if trial % 100 == 0:
                (postil.folder / "a.jsonl").unlink(missing_ok=True)
                before, done = b"", set()
            first = source.randrange(1950)
            seen = run(postil, tags(range(first, first + 50)), source.uniform(*seconds))
            receipts = len(re.findall(rb"\+ e\d+ PER ", seen))
            done |= set(range(first, first + receipts))
            acknowledged += receipts
            before = judged(postil, row, done, before)
            row.trials += 1
        if acknowledged < trials:
            row.note("wrong", f"the kills left time for {acknowledged} operations only")
        if not postil.is_sound():
            row.note("wrong", "check finds something")
    return row


def scripted(postil, lines, seconds):
    """What a shell prints for a script until it is killed after some time. Its output is a terminal, so that
    each receipt comes when the operation is done."""
    reader, writer = pty.openpty()
    shell = postil.start("shell", input=f"open a\n{lines}", output=writer)
    os.close(writer)
    time.sleep(seconds)
    shell.kill()
    shell.wait()
    return rest(reader)


def rest(terminal):
    """What can still be read from a terminal that nobody writes to any more."""
    seen = b""
    try:
        while piece := os.read(terminal, 65536):
            seen += piece
    except OSError:
        pass
    os.close(terminal)
    return seen


def typed(postil, lines, seconds):
    """What a shell prints for typed lines until it is killed after some time."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(postil.folder)
        os.execve(postil.program, [postil.program, "shell"], postil.environment)
    seen, pending, end = b"", lines.replace("\n", "\r").encode(), time.monotonic() + seconds
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.005)[0]:
            seen += os.read(terminal, 65536)
            if b"> " in seen and pending:
                os.write(terminal, pending[:200])
                pending = pending[200:]
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return seen + rest(terminal)


def batch(program, trials, seed):
    """`annotate` is killed and started again until it ends: the result is that of an undisturbed run."""
    row, source = Row("SIGKILL of annotate"), random.Random(seed)
    texts = {f"a{n:02}.txt": sentences(source, 12) for n in range(24)}
    with Postil(program, row, texts) as undisturbed:
        undisturbed("annotate", ".")
        wanted = undisturbed.state()
        began = time.monotonic()
        undisturbed("annotate", ".", "--force")
        length = time.monotonic() - began
    while row.trials < trials:
        with Postil(program, row, texts) as postil:
            for _ in range(8):
                run = postil.start("annotate", ".")
                time.sleep(source.uniform(0.02, length))
                run.kill()
                run.communicate()
                row.trials += 1
            postil("annotate", ".")
            if postil.state() != wanted:
                row.note("wrong", "another result than an undisturbed run")
            if not postil.is_sound():
                row.note("wrong", "check finds something")
    return row


def compact(program, trials, seed):
    """`compact` is killed: the annotations are the same, and no other file is left but temporary ones."""
    row, source = Row("SIGKILL of compact"), random.Random(seed)
    with Postil(program, row, {"a.txt": TEXT}) as postil:
        postil("shell", input=f"open a\n{tags(range(1500))}relabel PER ORG\n")
        wanted = postil.state()
        for _ in range(trials):
            run = postil.start("compact", "a", "--force")
            time.sleep(source.uniform(0.005, 0.06))
            run.kill()
            run.communicate()
            row.trials += 1
            postil("tag", "a", "@9990:9994", "LOC")
            postil("undo", "a")
            if postil.state() != wanted:
                row.note("wrong", "other annotations than before")
        postil("compact", "a", "--force")
        if left := [p.name for p in postil.folder.iterdir() if p.name.endswith(".tmp")]:
            row.note("wrong", f"left behind: {left}")
    return row
