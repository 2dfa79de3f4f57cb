"""Patterns that take exponential time elsewhere: an answer, or a refusal, within seconds."""
import random

from harness import Postil, Row

PATTERNS = [
    "(a+)+$", "(a*)*b", "(a|a)*b", "(a|aa)+$", "(.*)*x", "^(a+)+$", "(a+)+b", "(x+x+)+y", "(a?){25}a{25}",
    "(.*a){12}", "(a{0,20}){20}b", "((a+)+)+b", "(\\w+\\s?)*$", "(\\w+)*@", "^(([a-z])+.)+[A-Z]([a-z])+$",
    "(a|b|ab)*c", "(aa|a)*b", "a*a*a*a*a*b", "(a*)+b", "([a-z]+)*=", "(\\d+|\\w+)*!", "(.+)+:", "(.|\\w)*;",
    "(a+){10}b", "(a+a+)+b",
]


def run(program, trials, seed):
    row, source = Row("patterns of exponential time"), random.Random(seed)
    lines = "\n".join("a" * 79 for _ in range(6_000)) + "\n" + "ab " * 160_000 + "\n"
    with Postil(program, row, {"a.txt": lines}) as postil:
        while row.trials < trials:
            pattern = PATTERNS[row.trials % len(PATTERNS)]
            if row.trials >= len(PATTERNS):
                pattern = f"({pattern.rstrip('$')}{source.choice(['', '?', '|c'])})*{source.choice('xyz')}"
            row.trials += 1
            outcome = postil("find", "a.txt", f"/{pattern}/", patience=20)
            if outcome.returncode not in (0, 1, 64, 65, 69, 124):
                row.note("wrong", f"/{pattern}/: status {outcome.returncode}")
    return row
