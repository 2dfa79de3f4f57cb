"""Measures how long a person waits for the shell; called by Benchmarks/shell.

    shell_speed.py POSTIL SEEDS [--quick]

Each figure is the time from a key to the screen's answer, in a real terminal. The articles are made
here: words of a list at random, with a sidecar as a plugin would have written it.
"""
import hashlib, json, os, pathlib, random, shutil, statistics, sys, tempfile, time
from terminal import Terminal, environment

PROMPT = r"\n[^\n]*✓[^\n]*> ?$"
WORDS = ("the of to and in harbour minister said Duarte line ferry storm bank building port budget on "
         "Monday year people company Lisbon Hull police report market new before after government it "
         "that would have been Kamo River North Sea Lines when there is money vote court council").split()


def article(folder, name, size, count):
    """NAME.txt with `size` bytes, NAME.jsonl with `count` suggestions, one every `size/count` bytes."""
    random.seed(name)
    text, spans = [], []
    at = column = 0
    step = size / count
    while at < size:
        word = random.choice(WORDS)
        if len(spans) < count and at >= len(spans) * step:
            spans.append((at, at + len(word), word))
        end = "\n" if column > 500 else " "
        column = 0 if end == "\n" else column + len(word) + 1
        text.append(word + end)
        at += len(word) + 1
    text = "".join(text)
    (folder / f"{name}.txt").write_text(text)
    stamp = '"op":"aaaaaaaaaaaa","at":"2026-01-02T03:04:05Z","by":"tagger@1.0.0"}'
    digits = "abcdefghijklmnopqrstuvwxyz234567"
    with open(folder / f"{name}.jsonl", "w") as lines:
        lines.write(json.dumps({"postil": 1, "sha256": hashlib.sha256(text.encode()).hexdigest(),
                                "length": len(text)}, separators=(",", ":"))[:-1] + "," + stamp + "\n")
        for number, (start, end, word) in enumerate(spans):
            key = "".join(digits[number >> shift & 31] for shift in range(55, -5, -5))
            line = {"id": key, "layer": "entity", "label": ("PER", "ORG", "GPE")[number % 3],
                    "spans": [[start, end]], "text": word, "attributes": {"entity": word.title()},
                    "state": "suggested", "annotator": "tagger@1.0.0", "score": 0.91, "rule": "crf"}
            lines.write(json.dumps(line, separators=(",", ":"))[:-1] + "," + stamp + "\n")


def times(action, count):
    return sorted(action() for _ in range(count))


def report(name, values, goal):
    """A line of the table; whether the goal holds at the 95th percentile."""
    median, p95 = statistics.median(values), values[min(len(values) - 1, int(len(values) * 0.95))]
    print(f"  {name:<44} {median:7.1f} {p95:7.1f} {values[-1]:7.1f}   {goal:>4}  "
          f"{'yes' if p95 <= goal else 'NO'}", flush=True)
    return p95 <= goal


def sync_times(folder, count):
    """The time of the disk alone for one appended line."""
    path = folder / "sync"
    values = []
    with open(path, "ab") as file:
        for _ in range(count):
            start = time.perf_counter()
            file.write(b"x" * 300)
            file.flush()
            os.fdatasync(file.fileno())
            values.append((time.perf_counter() - start) * 1000)
    path.unlink()
    return sorted(values)


class Shell:
    def __init__(self, postil, folder, home):
        self.terminal = Terminal([postil, "shell", str(folder)], str(folder), environment(home), rows=50)
        self.first = self.terminal.wait(PROMPT)

    def command(self, line, answer=PROMPT):
        self.terminal.rest()
        return self.terminal.ask(line + "\r", answer)

    def tab(self, line, answer):
        """TAB after a line; the line is deleted afterwards."""
        self.terminal.rest()
        self.terminal.ask(line, ".")
        self.terminal.rest()
        taken = self.terminal.ask("\t", answer)
        self.terminal.rest()
        self.terminal.type("\x15")
        return taken

    def screen(self, line):
        """The time until the pager shows the first screen; it is then left."""
        self.terminal.rest()
        taken = self.terminal.ask(line + "\r", r"(\n[^\n]*){48}")
        self.terminal.rest()
        self.terminal.type("q")
        self.terminal.wait(r"✓[^\n]*> ?$")
        return taken

    def close(self):
        self.terminal.close()


def start(postil, folder, home, count):
    def once():
        shell = Shell(postil, folder, home)
        shell.close()
        return shell.first
    return times(once, count)


def sized(postil, folder, home, name, goals, runs):
    """Opens the other article and this one alternately, and moves about in it."""
    shell = Shell(postil, folder, home)
    good = []

    def opened():
        shell.command("open small")
        return shell.command(f"open {name}")

    def look(name, action, goal):
        good.append(report(name, times(action, runs), goal))
    look("open", opened, goals["open"])
    look("show 100", lambda: shell.command("show 100"), goals["show"])
    look("show, the first screen of all", lambda: shell.screen("show"), goals["show"])
    look("show ?1500", lambda: shell.command("show ?1500"), goals["show"])
    look("TAB: a label", lambda: shell.tab("tag 1.1 PRO", "DUCT"), goals["tab"])
    look("TAB: annotations", lambda: shell.tab("accept ?199", r"\?199\d"), goals["tab"])
    look("TAB: values of an attribute", lambda: shell.tab("set ?1 entity=Dua", "rte"), goals["tab"])
    look("accept ?7, undo", lambda: shell.command("accept ?7") + shell.command("undo"), goals["show"])
    shell.close()
    return good


def review(postil, folder, home, name, count):
    shell = Shell(postil, folder, home)
    shell.command(f"open {name}")
    shell.command("review", r"\[1/\d+\].*keys")
    values = []
    for number in range(2, count + 2):
        shell.terminal.rest(0.005)
        values.append(shell.terminal.ask("ax"[number % 2], rf"\[{number}/\d+\].*keys"))
    shell.close()
    return sorted(values)


def main():
    postil, seeds = os.path.realpath(sys.argv[1]), pathlib.Path(sys.argv[2])
    runs = 5 if "--quick" in sys.argv else 20
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        home = folder / "home"
        home.mkdir()
        work = folder / "work"
        work.mkdir()
        article(work, "small", 2000, 10)
        article(work, "middle", 100_000, 2000)
        article(work, "large", 1_000_000, 100_000)
        shutil.copytree(seeds, folder / "seeds")
        print(f"Milliseconds from key to screen, {runs} times each:      median     p95     max   goal")
        good = []
        print("seeds/")
        good.append(report("first prompt", start(postil, folder / "seeds", str(home), runs), 150))
        print("100 kB, 2,000 annotations")
        good += sized(postil, work, str(home), "middle", {"open": 100, "show": 50, "tab": 50}, runs)
        count = 40 if runs == 5 else 200
        good.append(report(f"a decision in review ({count} of them)", review(postil, work, str(home), "middle", count), 50))
        disk = sync_times(work, 50)
        print(f"  {'(the disk alone, one line synced)':<44} {statistics.median(disk):7.1f} "
              f"{disk[int(len(disk) * 0.95)]:7.1f} {disk[-1]:7.1f}")
        print("1 MB, 100,000 annotations")
        good += sized(postil, work, str(home), "large", {"open": 400, "show": 100, "tab": 100}, runs)
        report(f"a decision in review ({count} of them)", review(postil, work, str(home), "large", count), 50)
        if not all(good):
            sys.exit(1)


if __name__ == "__main__":
    main()
