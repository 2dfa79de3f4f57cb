"""Control characters and escape sequences in texts, names and arguments never reach the output as such."""
import random
import re

from harness import Postil, Row

SEQUENCES = [
    "\x1b[31mred", "\x1b]0;title\x07", "\x1b]52;c;ZWNobw==\x07", "\x1bP+q544e\x1b\\", "\x1b[2J\x1b[H",
    "\x1b[6n", "\x1bc", "\x1b]8;;http://x\x1b\\link", "\x9b31m", "\x9d0;t\x9c", "a\rb", "a\bb", "\x07",
    "\x00", "\x7f", "\u202eabc\u202c", "\u2066x\u2069", "\u200e", "\u200f", "\u061c", "\u2028", "\u2029",
    "\x1b[?1049h", "\x1b[8m", "\x1b[1;1H", "\x1b(0", "\x0e", "\x0f", "\x1bZ", "\x05", "\x1b[21t",
]
FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def strings(source, count):
    """The sequences, then random strings of control characters."""
    yield from SEQUENCES[:count]
    controls = [chr(c) for c in [*range(1, 32), *range(0x7F, 0xA0), *range(0x202A, 0x202F)] if c not in (10, 13)]
    for _ in range(count - len(SEQUENCES)):
        yield "".join(source.choice(controls + list("[]0;m?hl")) for _ in range(source.randint(1, 12)))


def run(program, trials, seed):
    row, source = Row("control characters in the output"), random.Random(seed)
    for string in strings(source, trials):
        row.trials += 1
        with Postil(program, row) as postil:
            text = f"Ana Duarte {string} left Oslo.\n{string}\n"
            (postil.folder / "a.txt").write_bytes(text.encode())
            named = "b" + re.sub("[/\x00\n]", "", string)
            (postil.folder / f"{named}.txt").write_text("Bo Li left.\n")
            label = re.sub("[\x00\n]", "", string)
            for words in [
                ["annotate", "."], ["tag", "a.txt", "@0:14", "PER"], ["list", "all", "on", "all"],
                ["show", "a.txt"], ["articles"], ["find", "left", "on", "all"], ["check", "on", "all"],
                ["tag", "a.txt", "@0:3", label or "X"], ["list", "a.txt", f'"{label}"'], ["open", label or "X"],
                ["set", "a.txt", "e1", f"note={label}"], ["why", "a.txt", "e1"], ["log", "a.txt"],
            ]:
                outcome = postil(*words)
                seen = (outcome.stdout + outcome.stderr).decode(errors="surrogateescape")
                if bad := FORBIDDEN.search(seen):
                    row.note("wrong", f"{words[0]} prints {bad.group()!r} of {string!r}")
    return row
