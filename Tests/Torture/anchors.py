"""Articles are edited after annotation, then anchored: no annotation lands on other words than its own, and none
is gone without a word: it is lost, or a person is asked."""
import collections
import json
import random
import sys

import edits
from harness import Postil, Row, sentences

AT_ONCE = 100
THINGS = ("bridge barrel candle carpet cellar copper cotton engine fabric garden hammer harbor jacket kettle "
          "ladder magnet marble meadow mirror needle orchard paddle pepper pillow pocket ribbon saddle shovel "
          "silver spring sugar timber tunnel valley velvet wagon walnut window winter yellow").split()


def article(source, count):
    """Sentences that differ in more than a name: of two that do not, nobody can tell after some edits which one
    is which."""
    return " ".join(
        f"{sentences(source, 1).strip().rstrip('.')} for {' and '.join(source.sample(THINGS, 4))}."
        for _ in range(count)) + "\n"


def spans(postil):
    """The annotations of all articles, and how many of each wait for a person."""
    found = collections.defaultdict(list)
    for line in postil("list", "all", "on", "all", "--json").stdout.splitlines():
        one = json.loads(line)
        if len(one["spans"]) == 1:
            found[one["article"]].append((one["layer"], one["label"], *one["spans"][0]))
    return found


def told(postil):
    """What `anchor` says of each article: its lines on what is lost and on what is to decide."""
    found, name = collections.Counter(), ""
    for line in postil("anchor", "--all").stdout.decode().splitlines():
        if line.startswith("  "):
            found[name] += 1
        else:
            name = line.split(":")[0]
    return found


def run(program, trials, seed):
    row, source = Row("edited articles, anchored"), random.Random(seed)
    kept = untouched = 0
    while row.trials < trials:
        count = min(AT_ONCE, trials - row.trials)
        texts = {f"a{n:02}": article(source, source.randint(4, 12)) for n in range(count)}
        with Postil(program, row, {f"{name}.txt": text for name, text in texts.items()}) as postil:
            postil("annotate", ".")
            postil("accept", "all", "on", "all")
            before = spans(postil)
            edited = {name: edits.Edited(text) for name, text in texts.items()}
            for name, one in edited.items():
                for _ in range(source.randint(1, 3)):
                    source.choice(edits.KINDS)(source, one)
                (postil.folder / f"{name}.txt").write_text(one.text)
            said = told(postil)
            after = spans(postil)
            for name in texts:
                row.trials += 1
                found, expected, wrong = edits.judge(edited[name], before[name], after[name])
                for one in wrong:
                    row.note("wrong", f"{one} is not where its words went")
                if len(before[name]) - len(after[name]) > said[name]:
                    row.note("lost", f"{name}: annotations are gone without a word")
                kept, untouched = kept + found, untouched + expected
    print(f"anchors: {kept} of {untouched} untouched annotations kept", file=sys.stderr)
    return row
