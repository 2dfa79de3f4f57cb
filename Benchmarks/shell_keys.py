"""How many keys a piece of work takes: Benchmarks/shell calls it.

    shell_keys.py POSTIL [PYTHON-WITH-SLATE]

The work is keys/bridge.tsv: 20 entities, 5 dates with their values, 5 quotes with their speakers, by a
person who knows the tool and makes no mistake. Each way of doing it is really typed into the program, and
what the program then holds is compared with the work; a way that misses anything is an error.

In SLATE (slate-nlp of PyPI) a label of a span is one key, chosen in its configuration, and its document
class determines where each key leads: the fewest keys from one span to the next are found by Dijkstra over the
keys that its manual gives (moves, jumps, counts before them, growing and shrinking, search). Links are
another mode of it, for which it is started again; a value is a text label. Its own quit key is not
counted, and neither is Postil's.
"""
import heapq, json, os, pathlib, re, shutil, subprocess, sys, tempfile
from terminal import Terminal, environment

HERE = pathlib.Path(__file__).resolve().parent / "keys"
PROMPT = r"\n[^\n]*✓[^\n]*> ?$"


class Work:
    """The work on a text, each item with its code points."""

    def __init__(self):
        self.text = (HERE / "bridge.txt").read_text()
        self.items = []
        for line in (HERE / "bridge.tsv").read_text().splitlines():
            if line.startswith("#"):
                continue
            layer, label, words, number, *more = line.split("\t")
            item = {"layer": layer, "label": label, "span": self.find(words, int(number))}
            if layer == "timex":
                item["value"] = more[0]
            if layer == "quote":
                name, number = more[0].split("#")
                item["source"] = self.find(name, int(number))
            self.items.append(item)

    def find(self, words, number):
        places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", self.text)]
        return places[number - 1]

    def of(self, layer):
        return [item for item in self.items if item["layer"] == layer]


# Postil

def grid(text):
    """The words of each line, as a person counts them: places of code points."""
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append([(at + m.start(), at + m.end()) for m in re.finditer(r"\S+", line)])
        at += len(line) + 1
    return lines


# The shortest prefixes of labels that a prompt accepts; keys are typed as `v=` and `so=`.
LABELS = {"GPE": "g", "PER": "pe", "ORG": "or", "DATE": "da", "direct": "dir", "indirect": "ind"}


def pointer(span, lines):
    """`3.4-6` for a span."""
    for number, words in enumerate(lines, 1):
        inside = [i for i, (start, end) in enumerate(words, 1) if start < span[1] and end > span[0]]
        if inside:
            return f"{number}.{inside[0]}" + (f"-{inside[-1]}" if len(inside) > 1 else "")
    raise ValueError(span)


def words_of(item, lines):
    """The words about an item after its label."""
    words = pointer(item["span"], lines)
    if "value" in item:
        words += f" v={item['value']}"
    if "source" in item:
        words += f" so={pointer(item['source'], lines)}"
    return words


def postil_line(item, lines):
    return f"{LABELS[item['label']]} {words_of(item, lines)}"


def one_by_one(work):
    lines = grid(work.text)
    return [postil_line(item, lines) for item in work.items]


def by_label(work):
    """All entities of a label in one command."""
    lines = grid(work.text)
    labels = dict.fromkeys(item["label"] for item in work.of("entity"))
    commands = []
    for label in labels:
        spans = [pointer(item["span"], lines) for item in work.of("entity") if item["label"] == label]
        commands.append(f"{LABELS[label]} {' '.join(spans)}")
    return commands + [postil_line(item, lines) for item in work.items if item["layer"] != "entity"]


def sticky(work):
    """A label is set, then its items are typed in reading order by the numbers of their words alone."""
    lines = grid(work.text)
    commands = []
    for label in dict.fromkeys(item["label"] for item in work.items):
        items = [item for item in work.items if item["label"] == label]
        if len(items) > 1:
            commands += [f"label {LABELS[label]}"] + [words_of(item, lines) for item in items]
        else:
            commands.append(postil_line(items[0], lines))
    entities = [len(words_of(item, lines)) + 1 for item in work.of("entity")]
    return commands, sum(entities) / len(entities)


def state(folder):
    """What the sidecar says: the last line for an id wins."""
    newest = {}
    for line in open(folder / "bridge.jsonl"):
        line = json.loads(line)
        if "id" in line:
            newest[line["id"]] = line
    return [line for line in newest.values() if not line.get("removed")]


def missing(work, folder):
    """The items of the work that are not accepted, and what else is accepted."""
    accepted = [line for line in state(folder) if line["state"] == "accepted"]
    lines = {line["id"]: line for line in accepted}

    def holds(line, item):
        if (line["layer"], line["label"], line["spans"]) != (item["layer"], item["label"], [list(item["span"])]):
            return False
        if "value" in item and line.get("attributes", {}).get("value") != item["value"]:
            return False
        if "source" not in item:
            return True
        source = line.get("roles", {}).get("source", {})
        named = lines.get(source.get("id", ""), {}).get("spans")
        return [list(item["source"])] in (source.get("spans"), named)
    left = [item for item in work.items if not any(holds(line, item) for line in accepted)]
    more = [line for line in accepted if not any(holds(line, item) for item in work.items)]
    return left, more


class Session:
    """Postil on a copy of the article; counts what is typed."""

    def __init__(self, postil, folder):
        self.folder = pathlib.Path(folder)
        shutil.copy(HERE / "bridge.txt", self.folder)
        home = self.folder / ".home"
        home.mkdir()
        self.terminal = Terminal([postil, "shell", str(folder)], str(folder), environment(str(home)), rows=50)
        self.terminal.wait(PROMPT)
        self.terminal.typed = 0

    def say(self, line):
        self.terminal.rest(0.02)
        self.terminal.ask(line + "\r", PROMPT)
        if "error:" in self.terminal.seen:
            raise ValueError(f"{line}: {self.terminal.seen}")

    def press(self, key, answer):
        self.terminal.rest(0.01)
        self.terminal.ask(key, answer)

    def close(self):
        self.terminal.rest()
        self.terminal.close()
        return self.terminal.typed


def typed(postil, work, commands):
    """The keys of commands that are typed as they are, each layer's apart, checked."""
    with tempfile.TemporaryDirectory() as folder:
        session = Session(postil, folder)
        for command in commands:
            session.say(command)
        count = session.close()
        left, more = missing(work, pathlib.Path(folder))
        if left or more:
            raise ValueError(f"missing {left}, too much {more}")
        return count


# The keys of the labels while marking, as its ? lists them.
KEYS = {"PER": "1", "ORG": "2", "GPE": "3", "DATE": "a", "direct": "d", "indirect": "i"}
HINT = r"\? keys[^\n]*$"


class Marking:
    """The cursor of `mark`: its position is read from the screen."""

    def __init__(self, session):
        self.session = session
        self.press("m\r")

    def press(self, keys, answer=HINT):
        self.session.press(keys, answer)
        self.seen = self.session.terminal.seen

    @property
    def words(self):
        """The words in ‹…›, which a row may break."""
        shown = re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", self.seen)
        shown = re.sub(r"\r?\n\d+\.\d+ +", " ", shown)
        return shown[shown.rindex("‹") + 1:shown.rindex("›")]

    def go(self, words):
        """To the next name that has the words in it, and its edges to theirs."""
        while words not in self.words:
            self.press(" ")
        before, after = self.words.split(words, 1)
        for key in "{" * len(before.split()) + "}" * len(after.split()):
            self.press(key)

    def speaker(self, place):
        wanted = rf"(\d) e\d+ \w+ [^\n]* {re.escape(place)}\r?(\n|$)"
        self.press("s", wanted)
        self.press(re.search(wanted, self.seen).group(1))


def marked(postil, work):
    """By `mark`: names and dates as space moves to them, then quotations, then what has no quotation marks."""
    with tempfile.TemporaryDirectory() as folder:
        session, lines = Session(postil, folder), grid(work.text)
        marking = Marking(session)
        names = work.of("entity") + work.of("timex")
        for item in sorted(names, key=lambda item: item["span"]):
            marking.go(work.text[slice(*item["span"])])
            if "value" in item:
                marking.press(KEYS[item["label"]], "value, ")
                marking.press(item["value"] + "\r")
            else:
                marking.press(KEYS[item["label"]])
        for item in sorted(work.of("quote"), key=lambda item: (item["label"], item["span"])):
            marking.press('"' if item["label"] == "direct" else f":{pointer(item['span'], lines)}\r")
            marking.press(KEYS[item["label"]])
            marking.speaker(pointer(item["source"], lines))
        session.press("q", PROMPT)
        count = session.close()
        left, more = missing(work, pathlib.Path(folder))
        if left or more:
            raise ValueError(f"mark: missing {left}, too much {more}")
        return count


def reviewed(postil, work):
    """Plugins suggest, each suggestion is decided with one key, and the rest is done by hand."""
    with tempfile.TemporaryDirectory() as folder:
        session = Session(postil, folder)
        session.say("run")
        left = {(i["layer"], i["label"], tuple(i["span"])): i for i in work.items}
        suggested = sorted(state(session.folder), key=lambda one: (one["spans"][0][0], -one["spans"][-1][1]))
        if not suggested:
            session.close()
            return None
        session.press("v\r", r"\[1/\d+\].*keys")
        by_id = {one["id"]: one for one in suggested}
        for number, one in enumerate(suggested, 2):
            item = left.get((one["layer"], one["label"], tuple(one["spans"][0])) if len(one["spans"]) == 1 else None)
            fits = item and ("value" not in item or one["attributes"].get("value") == item["value"])
            if fits and "source" in item:
                source = one.get("roles", {}).get("source", {})
                named = by_id.get(source.get("id", ""), {}).get("spans")
                fits = [list(item["source"])] in (source.get("spans"), named)
            answer = rf"\[{number}/\d+\].*keys" if number <= len(suggested) else PROMPT
            session.press("a" if fits else "x", answer)
        lines = grid(work.text)
        for item in missing(work, session.folder)[0]:
            session.say(postil_line(item, lines))
        count = session.close()
        if any(missing(work, pathlib.Path(folder))):
            raise ValueError(f"review: {missing(work, pathlib.Path(folder))}")
        return count


# SLATE

SLATE = r'''
import heapq, json, sys
from slate.data import Document, Span

document = Document(sys.argv[1])
words = [w for line in document.tokens for w in line]
KEYS = {("move", "left"): "j", ("move", "right"): ";", ("move", "up"): "i", ("move", "down"): "o",
        ("extend", "left"): "m", ("extend", "right"): "/", ("contract", "left"): "k", ("contract", "right"): "l"}
JUMPS = {"left": "J", "right": ":", "up": "I", "down": "O"}


def length(span):
    """The number of tokens of a span; a longer jump never saves a key."""
    (line, first), (end, last) = span
    return (end - line) * 1000 + last - first


def moves(state, target, searches):
    here = Span("token", document, (tuple(state[0]), tuple(state[1])))
    for (change, direction), key in KEYS.items():
        if change != "move" and length(state) == length(target):
            continue
        # A count before shrinking is squared.
        counts = range(1, 41) if change == "move" else range(1, 31) if change == "extend" else (1,)
        for count in counts:
            new = here.edited(direction, change, count)
            yield (new.start, new.end), (str(count) if count > 1 else "") + key
    for direction, key in JUMPS.items():
        new = here.edited(direction, "move", 1, True)
        yield (new.start, new.end), key
    if searches:
        word = document.tokens[target[0][0]][target[0][1]]
        for letters in range(1, min(len(word), 5) + 1):
            query = word[:letters]
            if set(query) & set("!?"):
                break
            for key in "np":
                new = here.search(query, "next" if key == "n" else "previous")
                yield (new.start, new.end), "|\\" + query + "\n" + key


def keys(start, target, searches=True):
    """The fewest keys from one span to another."""
    best, queue, number = {start: 0}, [(0, 0, start, "")], 0
    while queue:
        cost, _, state, typed = heapq.heappop(queue)
        if state == target:
            return typed
        if cost > best[state]:
            continue
        for new, key in moves(state, target, searches):
            total = cost + len(key)
            if length(new) > max(length(state), length(target)):
                continue
            if total < best.get(new, 1 << 30):
                best[new] = total
                number += 1
                heapq.heappush(queue, (total, number, new, typed + key))
    raise ValueError(target)


def span(value):
    return tuple(value[0]), tuple(value[1])


result = []
state = (document.first_char[:2],) * 2
for target in json.load(sys.stdin):
    result.append(keys(state, span(target)))
    state = span(target)
json.dump(result, sys.stdout)
'''


# The keys of its manual, in the form of its configuration file.
SLATE_KEYS = r'''
import slate.config as config
for action, keys in config.input_action_list.items():
    for key in keys:
        mode, symbols = key if type(key) is tuple else ("all", key)
        print("Input:", action, mode or "all", "_".join(symbols) if type(symbols) is list else symbols)
for key, symbol in config.special_keys.items():
    print("Special_Key:", symbol, key)
'''


def tokenized(text):
    """The text in SLATE's form, tokens with blanks between them, and the tokens' positions in the text."""
    lines, places = [], []
    at = 0
    for line in text.split("\n"):
        found = [(at + m.start(), at + m.end()) for m in re.finditer(r"\w+|[^\w\s]", line)]
        lines.append(" ".join(text[start:end] for start, end in found))
        places.append(found)
        at += len(line) + 1
    return "\n".join(lines), places


def slate_span(span, places):
    for number, tokens in enumerate(places):
        inside = [i for i, (start, end) in enumerate(tokens) if start < span[1] and end > span[0]]
        if inside:
            return [(number, inside[0]), (number, inside[-1])]
    raise ValueError(span)


def slate_keys(python, folder, spans):
    """The keys from span to span by SLATE's own document class."""
    out = subprocess.run([python, "-c", SLATE, str(folder / "bridge.tok")], input=json.dumps(spans), text=True,
                         capture_output=True, check=True)
    return json.loads(out.stdout)


def slate_run(python, folder, arguments, keys):
    """Types keys into SLATE and returns the content of its file."""
    output = folder / "bridge.tok.annotations"
    output.unlink(missing_ok=True)
    terminal = Terminal([python, "-m", "slate", "bridge.tok", *arguments], str(folder), environment(str(folder)), rows=50)
    terminal.wait(r"Bridge")
    terminal.rest()
    for key in keys:
        terminal.type(key)
        terminal.rest(0.004)
    terminal.type("q")
    terminal.rest(0.3)
    terminal.close()
    return output.read_text()


def slate(python, work):
    """Keys for entities, dates and quotes, and for the links; each typed into SLATE and compared."""
    # Letters that its commands leave free.
    labels = {"GPE": "g", "PER": "r", "ORG": "a", "DATE": "d", "direct": "e", "indirect": "w"}
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        text, places = tokenized(work.text)
        (folder / "bridge.tok").write_text(text)
        default = subprocess.run([python, "-c", SLATE_KEYS], capture_output=True, text=True, check=True).stdout
        config = default + "".join(f"Label: {label} {key} green\n" for label, key in labels.items())
        config += "".join(f"Input: edit-annotation category {key}\n" for key in labels.values())
        (folder / "slate.config").write_text(config)
        items = sorted(work.items, key=lambda item: (item["span"][0], -item["span"][1]))
        spans = [slate_span(item["span"], places) for item in items]
        counts = {"entity": 0, "timex": 0, "quote": 0}
        everything, expected = "", {}
        for item, span, keys in zip(items, spans, slate_keys(python, folder, spans)):
            typed = keys + labels[item["label"]]
            expected.setdefault(str(tuple(span)), set()).add(item["label"])
            if "value" in item:
                typed += f"t{item['value']}\n"
                expected[str(tuple(span))].add(item["value"])
            counts[item["layer"]] += len(typed)
            everything += typed
        found = {}
        for line in slate_run(python, folder, ["-t", "categorical", "-s", "token", "-o", "-c", "slate.config"], everything).splitlines():
            place, found_labels = line.split(" - ")
            place = eval(place)
            place = place if type(place[0]) is tuple else (place, place)
            found.setdefault(str(place), set()).update(found_labels.split())
        if found != expected:
            raise ValueError(f"SLATE holds {found} instead of {expected}")
        counts["link"] = slate_links(python, folder, work, places)
        return counts


def slate_links(python, folder, work, places):
    """The second pass: quote to speaker, tokens, by the cursor and the link's cursor."""
    quotes = sorted(work.of("quote"), key=lambda item: item["span"])
    # The link's cursor is on the quote, the cursor on the speaker; both begin at the first token.
    heads = [[slate_span(item["span"], places)[0]] * 2 for item in quotes]
    sources = [slate_span(item["source"], places) for item in quotes]
    upper = {"j": "J", ";": ":", "i": "I", "o": "O", "m": "M", "/": "?", "k": "K", "l": "L"}
    typed = ""
    for head, source in zip(slate_keys_plain(python, folder, heads), slate_keys_plain(python, folder, sources)):
        typed += "".join(upper.get(key, key) for key in head) + source + "D"
    lines = slate_run(python, folder, ["-t", "link", "-s", "token", "-o"], typed).splitlines()
    if len(lines) != len(quotes):
        raise ValueError(f"SLATE holds {lines}")
    return len(typed)


def slate_keys_plain(python, folder, spans):
    """As slate_keys, without jumps and search, which have no keys for the link's cursor."""
    script = SLATE.replace("keys(state, span(target))", "keys(state, span(target), False)").replace(
        "for direction, key in JUMPS.items():", "for direction, key in ():")
    out = subprocess.run([python, "-c", script, str(folder / "bridge.tok")], input=json.dumps(spans), text=True,
                         capture_output=True, check=True)
    return json.loads(out.stdout)


def main():
    work = Work()
    postil = os.path.realpath(sys.argv[1])
    print(f"Keys for {len(work.of('entity'))} entities, {len(work.of('timex'))} dates with values, "
          f"{len(work.of('quote'))} quotes with speakers")
    ways = [("Postil, by hand, one by one", typed(postil, work, one_by_one(work))),
            ("Postil, by hand, label by label", typed(postil, work, by_label(work))),
            ("Postil, by hand, a label set first", typed(postil, work, sticky(work)[0])),
            ("Postil, by hand, mark", marked(postil, work)),
            ("Postil, plugins and review", reviewed(postil, work))]
    for name, count in ways:
        print(f"  {name:<38} {count if count else 'no plugin is installed':>5}", flush=True)
    print(f"  an entity by word numbers, its label set: {sticky(work)[1]:.1f} keys with Enter")
    if len(sys.argv) > 2:
        counts = slate(sys.argv[2], work)
        total = sum(counts.values())
        parts = ", ".join(f"{name} {count}" for name, count in counts.items())
        print(f"  {'SLATE, fewest keys':<38} {total:>5}   ({parts})")


main()
