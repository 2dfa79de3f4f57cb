"""Plugins that misbehave: the others' suggestions are kept, the command ends in time, no process is left."""
import json
import pathlib
import time

from harness import Postil, Row

HEAD = "import json, os, sys, time\n"
LOOP = """
for line in sys.stdin:
    message = json.loads(line)
    if message["method"] == "shutdown": break
    if message["method"] == "initialize": print(json.dumps({"api": 1}), flush=True); continue
    seq = message["seq"]
"""


def answering(code):
    """A plugin that starts properly and answers an article by some code."""
    return HEAD + LOOP + "".join(f"    {line}\n" for line in code.splitlines())


def with_annotations(expression):
    return answering(f'print(json.dumps({{"seq": seq, "annotations": {expression}}}), flush=True)')


def mark(spans, **more):
    return json.dumps([{"layer": "keyword", "label": "KEYWORD", "spans": spans, **more}])


PLUGINS = {
    "ends at once": "",
    "cannot be parsed": "def",
    "never answers": HEAD + "time.sleep(600)\n",
    "closes its output": HEAD + "os.close(1)\ntime.sleep(600)\n",
    "says no JSON": HEAD + "print('hello', flush=True)\ntime.sleep(600)\n",
    "says another api": HEAD + "sys.stdin.readline()\nprint('{\"api\": 99}', flush=True)\ntime.sleep(600)\n",
    "refuses to start": HEAD + "sys.stdin.readline()\nprint('{\"error\": \"no model\"}', flush=True)\n",
    "hangs at an article": answering("time.sleep(600)"),
    "ends at an article": answering("sys.exit(3)"),
    "kills itself": answering("os.kill(os.getpid(), 9)"),
    "answers with an error": answering('print(json.dumps({"seq": seq, "error": "no"}), flush=True)'),
    "answers another article": answering('print(json.dumps({"seq": seq + 7, "annotations": []}), flush=True)'),
    "answers twice": answering('print(json.dumps({"seq": seq, "annotations": []}) + "\\n" + "{}", flush=True)'),
    "answers no object": answering('print("[]", flush=True)'),
    "answers half a line": answering('sys.stdout.write("{\\"seq\\":"); sys.stdout.flush(); time.sleep(600)'),
    "answers bad UTF-8": answering('sys.stdout.buffer.write(b"\\xff\\xfe\\n"); sys.stdout.flush()'),
    "answers NUL": answering('sys.stdout.buffer.write(b"\\0\\n"); sys.stdout.flush()'),
    "answers deep JSON": answering('print("[" * 100000, flush=True)'),
    "answers a long number": answering('print("9" * 1000000, flush=True)'),
    "answers 100 MB": answering('print("x" * 100_000_000, flush=True)'),
    "floods its output": HEAD + LOOP + "    while True: print('{}', flush=True)\n",
    "floods its error output": answering(
        'sys.stderr.write("x" * 10_000_000)\nprint(json.dumps({"seq": seq, "annotations": []}), flush=True)'),
    "never reads": HEAD + "print('{\"api\": 1}', flush=True)\ntime.sleep(600)\n",
    "leaves a child": answering(
        'os.fork() or time.sleep(600)\nprint(json.dumps({"seq": seq, "annotations": []}), flush=True)'),
    "a negative span": with_annotations(mark([[-5, 3]])),
    "a span past the end": with_annotations(mark([[0, 10_000_000]])),
    "a span backwards": with_annotations(mark([[5, 2]])),
    "a huge span": with_annotations(mark([[0, 2**63]])),
    "no spans": with_annotations(mark([])),
    "spans that are words": with_annotations(mark("all")),
    "another text": with_annotations(mark([[0, 3]], text="Bo Li")),
    "another layer": with_annotations('[{"layer": "mine", "label": "X", "spans": [[0, 3]]}]'),
    "a label that is a number": with_annotations('[{"layer": "keyword", "label": 7, "spans": [[0, 3]]}]'),
    "a score beyond 1": with_annotations(mark([[0, 3]], score=1e9)),
    "roles to nowhere": with_annotations(mark([[0, 3]], roles={"source": [{"id": "$99"}]})),
    "the same 100,000 times": with_annotations(mark([[0, 3]]) + " * 100000"),
    "an id of its own": with_annotations(mark([[0, 3]], id="e1")),
    "a state of its own": with_annotations(mark([[0, 3]], state="accepted")),
}


def run(program, trials, seed):
    row = Row("plugins that misbehave")
    for name, source in list(PLUGINS.items())[:: max(1, len(PLUGINS) // trials)]:
        row.trials += 1
        with Postil(program, row, {f"{n}.txt": "Ana Duarte left Oslo on Monday.\n" for n in "ab"}) as postil:
            folder = postil.base / "plugins" / "bad"
            folder.mkdir(parents=True)
            (folder / "plugin.json").write_text(json.dumps({
                "name": "bad", "version": "1.0.0", "api": 1, "summary": name, "produces": ["keyword"],
                "start": {"command": ["python3", "run.py"]},
                "limits": {"startSeconds": 2, "articleSeconds": 2}}))
            (folder / "run.py").write_text(source)
            postil.environment["POSTIL_PLUGINS"] = str(folder.parent)
            outcome = postil("annotate", ".")
            if outcome.returncode not in (0, 1, 69, 124):
                row.note("wrong", f"{name}: status {outcome.returncode}")
            postil.environment.pop("POSTIL_PLUGINS")
            # A plugin that does not start is refused before anything is done.
            is_refused = outcome.returncode == 69 and not postil.sidecars()
            judged(postil, row, name, is_refused)
    return row


def judged(postil, row, name, is_refused):
    found = [json.loads(line) for line in postil.state()]
    for article in ("a", "b"):
        if not is_refused and not any(one["article"] == article and one["label"] == "PER" for one in found):
            row.note("lost", f"{name}: the others' suggestions in {article} are gone")
    if any(one["state"] != "suggested" or not one["spans"] for one in found):
        row.note("wrong", f"{name}: something was stored that is not a suggestion")
    time.sleep(0.2)
    for process in pathlib.Path("/proc").glob("[0-9]*/environ"):
        try:
            if str(postil.base).encode() in process.read_bytes():
                row.note("wrong", f"{name}: a process is left")
        except OSError:
            pass
