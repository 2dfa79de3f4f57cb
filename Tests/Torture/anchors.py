"""Articles are edited after annotation, then anchored: no annotation lands on other words than its own."""
import collections
import json
import random
import re
import sys

from harness import Postil, Row, sentences

AT_ONCE = 100


def edited(source, text):
    """The text after some edits, as characters with their old places (None for new ones)."""
    marked = list(zip(text, range(len(text))))
    for _ in range(source.randint(1, 3)):
        kind = source.choice([delete, insert, misspell, move, repeat])
        marked = kind(source, marked)
    return marked


def parts(marked):
    """The sentences of a marked text."""
    text = "".join(character for character, _ in marked)
    ends = [match.end() for match in re.finditer(r"\. ", text)] + [len(text)]
    starts = [0] + ends[:-1]
    return [marked[start:end] for start, end in zip(starts, ends)]


def joined(sentences_of):
    return [one for sentence in sentences_of for one in sentence]


def delete(source, marked):
    all_parts = parts(marked)
    if len(all_parts) > 2:
        del all_parts[source.randrange(len(all_parts) - 1)]
    return joined(all_parts)


def insert(source, marked):
    all_parts = parts(marked)
    new = [(character, None) for character in "Nobody in Oslo said more than Bo Li. "]
    all_parts.insert(source.randrange(len(all_parts)), new)
    return joined(all_parts)


def misspell(source, marked):
    place = source.choice([n for n, (character, _) in enumerate(marked) if character.isalpha()])
    return marked[:place] + [(source.choice("xyz"), None)] + marked[place + 1:]


def move(source, marked):
    all_parts = parts(marked)
    if len(all_parts) > 2:
        one = all_parts.pop(source.randrange(len(all_parts) - 1))
        all_parts.insert(source.randrange(len(all_parts)), one)
    return joined(all_parts)


def repeat(source, marked):
    all_parts = parts(marked)
    again = [(character, None) for character, _ in source.choice(all_parts[:-1] or all_parts)]
    all_parts.insert(source.randrange(len(all_parts)), again)
    return joined(all_parts)


def spans(postil):
    found = collections.defaultdict(list)
    for line in postil("list", "all", "on", "all", "--json").stdout.splitlines():
        one = json.loads(line)
        if len(one["spans"]) == 1:
            found[one["article"]].append((one["layer"], one["label"], *one["spans"][0]))
    return found


def run(program, trials, seed):
    row, source = Row("edited articles, anchored"), random.Random(seed)
    kept = untouched = 0
    while row.trials < trials:
        count = min(AT_ONCE, trials - row.trials)
        texts = {f"a{n:02}": sentences(source, source.randint(4, 12)) for n in range(count)}
        with Postil(program, row, {f"{name}.txt": text for name, text in texts.items()}) as postil:
            postil("annotate", ".")
            postil("accept", "all", "on", "all")
            before = spans(postil)
            marked = {name: edited(source, text) for name, text in texts.items()}
            for name, characters in marked.items():
                (postil.folder / f"{name}.txt").write_text("".join(c for c, _ in characters))
            told = postil("anchor", "--all").stdout.decode()
            after = spans(postil)
            for name in texts:
                row.trials += 1
                found, expected = judged(row, before[name], after[name], marked[name], told)
                kept, untouched = kept + found, untouched + expected
    print(f"anchors: {kept} of {untouched} untouched annotations kept", file=sys.stderr)
    return row


def judged(row, before, after, marked, told):
    """Compares where annotations are with where their characters went; returns how many of the untouched
    ones are in their place, and how many there are."""
    places = {old: new for new, (_, old) in enumerate(marked) if old is not None}
    expected = collections.Counter()
    for layer, label, start, end in before:
        new = [places.get(old) for old in range(start, end)]
        if None not in new and new == list(range(new[0], new[0] + len(new))):
            expected[layer, label, new[0], new[-1] + 1] += 1
    found = collections.Counter(after)
    for one in found - expected:
        row.note("wrong", f"{one} is not where its words went")
    missing = sum((expected - found).values())
    if missing and told.count("lost:") < missing:
        row.note("lost", f"{missing} untouched annotations are gone without a word")
    return sum((expected & found).values()), sum(expected.values())
