"""Makes a workspace of many articles, varied from the sample corpus, with annotated sidecars.

    make.py POSTIL SEEDS FOLDER [COUNT]

The sample articles are annotated once; each article of the workspace is then made of some of their
paragraphs with the annotations in them, and names of people and organizations vary, so that the workspace
has thousands of entities. The same arguments give the same articles. A text has about 2.7 kB and 45
annotations, as in news; every line of a sidecar has its check value.
"""

import hashlib
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import zlib

VOWELS = "aeiou"


class Paragraph:
    """A paragraph of a seed with the annotations that lie in it, by positions from its start."""

    def __init__(self, text, annotations):
        self.text = text
        self.annotations = annotations


def line(members):
    """A line of a sidecar with its check value."""
    body = json.dumps(members, ensure_ascii=False, separators=(",", ":"))[:-1].encode()
    return body + b',"crc":"%08x"}\n' % zlib.crc32(body)


def shifted(annotation, by):
    """The annotation with all its positions moved."""
    moved = dict(annotation)
    moved["spans"] = [[a + by, b + by] for a, b in annotation["spans"]]
    roles = {}
    for name, links in annotation.get("roles", {}).items():
        several = links if isinstance(links, list) else [links]
        new = [
            {**link, "spans": [[a + by, b + by] for a, b in link["spans"]]} if "spans" in link else link
            for link in several
        ]
        roles[name] = new if isinstance(links, list) else new[0]
    if roles:
        moved["roles"] = roles
    return moved


def spans_of(annotation):
    """All spans of an annotation, those of its roles included."""
    spans = list(annotation["spans"])
    for links in annotation.get("roles", {}).values():
        for link in links if isinstance(links, list) else [links]:
            spans += link.get("spans", [])
    return spans


def paragraphs(text, annotations):
    """The paragraphs of a text, with the annotations that do not leave them."""
    found = []
    start = 0
    for part in text.split("\n"):
        end = start + len(part)
        if part.strip():
            inside = [
                shifted(one, -start)
                for one in annotations
                if one["spans"] and all(start <= a and b <= end for a, b in spans_of(one))
            ]
            found.append(Paragraph(part + "\n\n", inside))
        start = end + 1
    return found


def renamed(word, number):
    """A name with other vowels, of the same length; number 0 leaves it as it is."""
    if number == 0:
        return word
    return "".join(VOWELS[(VOWELS.index(c) + number) % 5] if c in VOWELS else c for c in word)


def article(number, pool):
    """The text and the annotations of an article."""
    random_ = random.Random(number)
    text, annotations = f"Report {number} of the day\n\n", []
    while len(text) < 2700:
        part = random_.choice(pool)
        variant = 0 if random_.random() < 0.6 else random_.randrange(1, 40)
        # The seeds are denser than most news.
        chosen = [one for one in part.annotations if random_.random() < 0.55]
        letters = list(part.text)
        names = [a for a in part.annotations if a["layer"] == "entity" and a["label"] in ("PER", "ORG")]
        for one in names:
            for start, end in one["spans"]:
                letters[start:end] = renamed("".join(letters[start:end]), variant)
        words = "".join(letters)
        prefix = f"{number:x}-{len(annotations):x}-"
        ids = {
            one["id"]: hashlib.sha256((prefix + one["id"]).encode()).hexdigest()[:12]
            for one in chosen
        }
        for one in chosen:
            moved = shifted(one, len(text))
            moved["id"] = ids[one["id"]]
            moved["text"] = " ".join(words[a:b] for a, b in one["spans"])
            attributes = dict(one.get("attributes", {}))
            for key in ("entity", "speaker"):
                value = attributes.get(key)
                if isinstance(value, str):
                    attributes[key] = renamed(value, variant) + (f" {variant // 5}" if variant > 4 else "")
            if attributes:
                moved["attributes"] = attributes
            for links in moved.get("roles", {}).values():
                for link in links if isinstance(links, list) else [links]:
                    if link.get("id") in ids:
                        link["id"] = ids[link["id"]]
                    elif "id" in link:
                        del link["id"]
            annotations.append(moved)
        text += words
    return text, annotations


def main():
    postil, seeds, folder = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    count = int(sys.argv[4]) if len(sys.argv) > 4 else 10_000
    pool = []
    with tempfile.TemporaryDirectory() as work:
        for seed in sorted(seeds.glob("*.txt")):
            pathlib.Path(work, seed.name).write_bytes(seed.read_bytes())
        subprocess.run([postil, "annotate", work], check=True, capture_output=True)
        for seed in sorted(pathlib.Path(work).glob("*.txt")):
            records = [json.loads(one) for one in seed.with_suffix(".jsonl").read_text().splitlines()]
            newest = {one["id"]: one for one in records if "id" in one}
            pool += paragraphs(seed.read_bytes().decode(), list(newest.values()))
    for number in range(count):
        text, annotations = article(number, pool)
        path = folder / f"{number // 1000:03d}" / f"report-{number:06d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        data = text.encode()
        path.write_bytes(data)
        header = {"postil": 1, "sha256": hashlib.sha256(data).hexdigest(), "length": len(text)}
        lines = [line(header)]
        for place, one in enumerate(annotations):
            for name in ("op", "at", "by", "author", "for", "command", "articles", "lines", "crc", "prev"):
                one.pop(name, None)
            state = "accepted" if number % 10 == 0 and place % 3 else one["state"]
            if number % 50 == 0 and place % 7 == 0:
                state = "rejected"
            decided = state != one["state"]
            one.update(state=state, op=f"{number:012x}", at="2026-11-29T12:00:00.000Z")
            one.update(by="anna" if decided else one["annotator"], author="person" if decided else "plugin")
            lines.append(line(one))
        if number % 20 == 0:
            done = {"status": "done", "op": f"{number:011x}d", "at": "2026-11-29T13:00:00.000Z"}
            lines.append(line({**done, "by": "anna", "author": "person"}))
        path.with_suffix(".jsonl").write_bytes(b"".join(lines))


main()
