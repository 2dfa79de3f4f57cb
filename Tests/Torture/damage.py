"""One byte of a sidecar is changed: `check` finds it, and the annotations of the other lines are shown."""
import json
import random

from harness import Postil, Row, sentences

# The articles of one workspace, so that one command looks at many damaged sidecars.
AT_ONCE = 50


def original(program, row, text):
    """The lines of a sidecar with suggestions, decisions and revisions."""
    with Postil(program, row, {"a.txt": text}) as postil:
        postil("annotate", ".")
        postil("shell", input="open a\naccept PER\nreject GPE\nset e1 note=seen\nrelabel ORG LOC\n")
        return (postil.folder / "a.jsonl").read_bytes()


def shown(postil):
    """The annotations of each article by id, as text."""
    found = {}
    for line in postil("list", "all", "on", "all", "--json").stdout.splitlines():
        one = json.loads(line)
        article = one.pop("article")
        found.setdefault(article, {})[one["id"]] = json.dumps({k: v for k, v in one.items() if k != "number"})
    return found


def run(program, trials, seed):
    row, source = Row("changed bytes in sidecars"), random.Random(seed)
    text = sentences(random.Random(3), 8)
    sidecar = original(program, row, text)
    with Postil(program, row, {"a.txt": text}) as postil:
        (postil.folder / "a.jsonl").write_bytes(sidecar)
        sound = shown(postil)["a"]
    while row.trials < trials:
        count = min(AT_ONCE, trials - row.trials)
        names = [f"a{n:02}" for n in range(count)]
        with Postil(program, row, {f"{name}.txt": text for name in names}) as postil:
            lines = {name: damaged(postil, name, sidecar, source) for name in names}
            found, checked = shown(postil), postil("check", "on", "all", "--json").stdout.decode()
            for name in names:
                row.trials += 1
                judged(row, name, lines[name], found.get(name), sound, f"{name}." in checked)
    return row


def damaged(postil, name, sidecar, source):
    """Writes a sidecar with one changed byte; returns the line that it is in, before the change. Where it is
    the end of a line, the next line is damaged, too."""
    place = source.randrange(len(sidecar))
    byte = source.choice([sidecar[place] ^ (1 << source.randrange(8)), source.randrange(256)])
    changed = bytearray(sidecar)
    changed[place] = byte if byte != sidecar[place] else sidecar[place] ^ 1
    (postil.folder / f"{name}.jsonl").write_bytes(changed)
    start = sidecar.rfind(b"\n", 0, place) + 1
    return sidecar[start:sidecar.find(b"\n", place + (sidecar[place] == 10)) + 1]


def judged(row, name, line, found, sound, is_told):
    if is_told and found is None:
        return  # The whole sidecar is refused, and it is said.
    found = found or {}
    # With the line gone an earlier state of its annotation may be shown, if it is told.
    own = {one for one in sound if one.encode() in line}
    if missing := [one for one in sound if one not in own and found.get(one) != sound[one]]:
        kind = "wrong" if is_told else "lost"
        row.note(kind, f"{len(missing)} annotations of other lines are not shown as they were")
    elif not is_told and found != sound:
        row.note("wrong", f"a change in {line[:60]!r}… is shown and not found by check")
