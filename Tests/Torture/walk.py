"""Every system call that writes fails once, or kills the program: the state is the old one or the new one,
and what the exit status and the message say about it is true."""
import random
import re
import shutil

from harness import Postil, Row, sentences

CALLS = (
    "write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,openat,ftruncate,unlink,unlinkat,mkdir,"
    "mkdirat,link,linkat,flock,fchmod,fchown")
FAULTS = ["error=ENOSPC", "error=EIO", "error=EINTR", "signal=KILL"]

# Operations on a workspace of three annotated articles, with what prepares them.
OPERATIONS = {
    "tag": ([], ["tag", "a.txt", "@0:3", "PER"]),
    "accept on all": ([], ["accept", "all", "on", "all"]),
    "relabel on all": ([], ["relabel", "GPE", "LOC", "on", "all"]),
    "undo": ([["accept", "all", "on", "all"]], ["undo", "a.txt"]),
    "redo": ([["accept", "all", "on", "all"], ["undo", "a.txt"]], ["redo", "a.txt"]),
    "published": ([], ["published", "2026-05-04", "--all"]),
    "names set": ([["accept", "all", "on", "all"]], ["names", "set", "Oslo", "name=Christiania"]),
    "compact": ([["accept", "all", "on", "all"]], ["compact", "a.txt", "--force"]),
    "import": ([], ["import", "jsonl", "../import.jsonl"]),
    "annotate": ([], ["annotate", ".", "--only", "date-normalizer,entity-tagger", "--force"]),
    "done": ([["accept", "all", "on", "all"]], ["done", "a.txt"]),
}
# These write article by article; what a fault leaves is completed by the same command.
BATCHES = {"annotate", "import"}

IMPORT = "".join(
    '{"text":"Ana Duarte left %s.\\n","spans":[{"start":0,"end":10,"label":"PER"}],"meta":{"id":"new%d"}}\n'
    % (place, number) for number, place in enumerate(["Oslo", "Rome", "Hull"]))


def prepared(program, row, operation):
    source = random.Random(7)
    texts = {f"{name}.txt": sentences(source, 3) for name in "abc"}
    postil = Postil(program, row, texts)
    (postil.base / "import.jsonl").write_text(IMPORT)
    postil("annotate", ".")
    if operation == "annotate":
        for sidecar in postil.folder.glob("*.jsonl"):
            sidecar.unlink()
    for command in OPERATIONS[operation][0]:
        postil(*command)
    return postil


def traced(fault, k, log):
    inject = [] if fault is None else ["-e", f"inject={CALLS}:{fault}:when={k}"]
    return ["strace", "-f", "-qq", "-o", str(log), "-e", f"trace={CALLS}", *inject]


def run(program, trials, seed):
    row = Row("system calls that fail or kill")
    if not shutil.which("strace"):
        row.skipped = "there is no strace"
        return row
    plans = [plan(program, row, operation) for operation in OPERATIONS]
    trial_list = [
        (one, fault, k) for one in plans for fault in FAULTS for k in range(1, one["calls"] + 1)]
    if trials < len(trial_list):
        trial_list = random.Random(seed).sample(trial_list, trials)
    for one, fault, k in trial_list:
        tried(one, fault, k, row)
    for one in plans:
        one["postil"].__exit__()
    return row


def plan(program, row, operation):
    """The workspace of an operation, its states before and after, and how many calls it makes."""
    postil = prepared(program, row, operation)
    words = OPERATIONS[operation][1]
    before = (postil.state(), facts(postil))
    with postil.copy() as other:
        shutil.copy(postil.base / "import.jsonl", other.base)
        log = other.base / "log"
        other(*words, before=traced(None, 0, log))
        calls = len(log.read_text(errors="replace").splitlines())
        after = (other.state(), facts(other))
    return dict(name=operation, postil=postil, words=words, before=before, after=after, calls=calls)


def facts(postil):
    """What else a command changes: days, and which articles are done."""
    return postil("articles").stdout.decode()


def tried(one, fault, k, row):
    with one["postil"].copy() as postil:
        shutil.copy(one["postil"].base / "import.jsonl", postil.base)
        log = postil.base / "log"
        outcome = postil(*one["words"], before=traced(fault, k, log))
        if fault != "signal=KILL" and "INJECTED" not in log.read_text(errors="replace"):
            return
        row.trials += 1
        state = (postil.state(), facts(postil))
        what = f"{one['name']}, {fault} at call {k}: status {outcome.returncode}"
        if one["name"] in BATCHES:
            if outcome.returncode != 0:
                postil(*one["words"])
                state = (postil.state(), facts(postil))
            if state != one["after"]:
                row.note("lost", f"{what}, and the same command does not complete it")
        elif state not in (one["before"], one["after"]):
            row.note("wrong", f"{what}, half done")
        elif outcome.returncode == 0 and state != one["after"] and b"note: " not in outcome.stderr:
            row.note("lost", f"{what}, and nothing was done")
        elif re.search(rb"nothing was (changed|written)", outcome.stderr) and state != one["before"]:
            row.note("wrong", f"{what}, and 'nothing was changed' is not true")
        if not postil.is_sound():
            row.note("wrong", f"{what}, and check finds something")
