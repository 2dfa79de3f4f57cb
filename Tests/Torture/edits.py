"""Random edits of a text whose characters remember where they were: for what `anchor` must find again."""
import collections
import re

WORDS = ("the of to harbour minister said Duarte line ferry storm bank Monday new before water council "
         "today not that London").split()


class Edited:
    """A text with, for each character, its place in the old text: None for a new one, and for a copy of an
    old one the place in `copied`."""

    def __init__(self, text):
        self.old = text
        self.characters = [(character, place, None) for place, character in enumerate(text)]

    @property
    def text(self):
        return "".join(one[0] for one in self.characters)

    def parts(self):
        """The sentences and lines."""
        ends = [match.end() for match in re.finditer(r"\. |\n", self.text)]
        ends = sorted({end for end in ends if end < len(self.characters)} | {len(self.characters)})
        return [self.characters[start:end] for start, end in zip([0] + ends[:-1], ends)]

    def words(self):
        return [match.span() for match in re.finditer(r"\w+", self.text)]

    def set(self, parts):
        self.characters = [one for part in parts for one in part]


def new(text):
    return [(character, None, None) for character in text]


def delete_sentence(source, edited):
    parts = edited.parts()
    if len(parts) > 2:
        del parts[source.randrange(len(parts) - 1)]
    edited.set(parts)


def insert_sentence(source, edited):
    parts = edited.parts()
    parts.insert(source.randrange(len(parts)), new("Nobody in Oslo said more than Bo Li. "))
    edited.set(parts)


def move_sentence(source, edited):
    parts = edited.parts()
    if len(parts) > 2:
        one = parts.pop(source.randrange(len(parts) - 1))
        parts.insert(source.randrange(len(parts)), one)
    edited.set(parts)


def repeat_sentence(source, edited):
    parts = edited.parts()
    one = source.choice(parts[:-1] or parts)
    again = [(character, None, place) for character, place, _ in one]
    parts.insert(source.randrange(len(parts)), again)
    edited.set(parts)


def misspell(source, edited):
    places = [n for n, one in enumerate(edited.characters) if one[0].isalpha()]
    if places:
        place = source.choice(places)
        other = "y" if edited.characters[place][0] == "x" else "x"
        edited.characters[place] = (other, None, None)


def insert_word(source, edited):
    _, end = source.choice(edited.words() or [(0, 0)])
    edited.characters[end:end] = new(" " + source.choice(WORDS))


def delete_words(source, edited):
    words = edited.words()
    if len(words) > 4:
        first = source.randrange(len(words))
        last = min(len(words) - 1, first + source.randrange(4))
        del edited.characters[words[first][0]:words[last][1]]


def replace_word(source, edited):
    words = edited.words()
    if words:
        start, end = source.choice(words)
        old = edited.text[start:end]
        edited.characters[start:end] = new(source.choice([word for word in WORDS if word != old]))


KINDS = [delete_sentence, insert_sentence, move_sentence, repeat_sentence, misspell, insert_word,
         delete_words, replace_word]


def judge(edited, before, after):
    """Compares where annotations are with where their characters went.

    `before` and `after` are lists of (layer, label, start, end). Returns how many of the untouched ones are
    in their place, how many there are, and those of `after` that are at other words. Of a sentence that is
    there twice, either one is right unless the first is as it was: no text tells which is which. That a
    sentence was moved and its copy put where it was cannot be told from a copy put elsewhere.
    """
    places = {place: at for at, (_, place, _) in enumerate(edited.characters) if place is not None}
    copies = collections.defaultdict(list)
    for at, (_, _, copied) in enumerate(edited.characters):
        if copied is not None:
            copies[copied].append(at)
    expected, allowed = collections.Counter(), set()
    bounds = [0] + [match.end() for match in re.finditer(r"\. |\n", edited.old)] + [len(edited.old)]
    for layer, label, start, end in before:
        now = contiguous([places.get(old) for old in range(start, end)])
        if now:
            expected[layer, label, now[0], now[-1] + 1] += 1
        first = max(bound for bound in bounds if bound <= start)
        last = min(bound for bound in bounds if bound >= end)
        is_whole = contiguous([places.get(old) for old in range(first, max(first + 1, last - 1))])
        for at in copies.get(start, []):
            if not is_whole or around(edited.text, at - start + first, last - first) == around(
                    edited.old, first, last - first):
                allowed.add((layer, label, at, at + end - start))
    found = collections.Counter(after)
    wrong = [one for one in (found - expected).elements() if one not in allowed]
    return sum((expected & found).values()), sum(expected.values()), wrong


def around(text, start, count):
    """What is before and after some characters: enough to tell a sentence."""
    return text[max(0, start - 60):start], text[start + count:start + count + 60]


def contiguous(places):
    """The places if they follow one another; None otherwise."""
    if not places or None in places:
        return None
    return places if places == list(range(places[0], places[0] + len(places))) else None
