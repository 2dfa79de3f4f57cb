"""Three shells write into one article at once, while a fourth process compacts it again and again."""
import json

from harness import Postil, Row
from kills import TEXT


def run(program, trials, seed):
    row = Row("three writers and compact at once")
    each = trials // 3
    with Postil(program, row, {"a.txt": TEXT}) as postil:
        shells = {}
        for label in ["PER", "ORG", "LOC"]:
            lines = "".join(f"tag @{n * 5}:{n * 5 + 4} {label}\n" for n in range(each))
            shells[label] = postil.start("shell", input=f"open a\n{lines}")
        while any(shell.poll() is None for shell in shells.values()):
            postil("compact", "a", "--force")
        found = [json.loads(line) for line in postil("list", "a", "all", "--json").stdout.splitlines()]
        for label, shell in shells.items():
            receipts = shell.stdout.read().count(b"\n+ ")
            starts = {one["spans"][0][0] for one in found if one["label"] == label}
            row.trials += each
            if shell.returncode != 0 or receipts < each:
                row.note("wrong", f"{label}: status {shell.returncode}, {receipts} of {each} receipts")
            for _ in range(each - len(starts)):
                row.note("lost", f"{label} has {len(starts)} of {each}")
        if len({one["id"] for one in found}) != len(found):
            row.note("wrong", "an id occurs twice")
        if not postil.is_sound():
            row.note("wrong", "check finds something")
    return row
