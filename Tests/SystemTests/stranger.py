"""Reads a sidecar by its one rule, then appends an annotation: all that a stranger needs to know."""
import fcntl, json, sys

with open(sys.argv[1], "r+b") as sidecar:
    fcntl.flock(sidecar, fcntl.LOCK_EX)
    newest = {}
    for line in sidecar.read().decode().splitlines():
        record = json.loads(line)
        if "id" in record:
            newest[record["id"]] = record  # the last line for an id wins
    for record in newest.values():
        if not record.get("removed"):
            print(record["label"], record["text"])
    new = {
        "id": "str4nger0001", "layer": "entity", "label": "PER", "spans": [[0, 12]],
        "text": "Ali Khameini", "state": "accepted", "annotator": "stranger",
        "op": "strangersop1", "at": "2023-03-14T09:00:00Z", "by": "stranger",
    }
    sidecar.write(json.dumps(new, ensure_ascii=False).encode() + b"\n")
