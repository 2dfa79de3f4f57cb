"""What `append` writes is valid for Postil, and safe beside it."""

from __future__ import annotations

import fcntl
import json
import os
import random
import subprocess
import sys
import threading
import time
import unittest
import zlib
from pathlib import Path

from support import Workspace, needs_postil, objects, run

import postil
from postil import derived_id

LEDE = "ROTTERDAM, 4 May 2026 (Wire) - Minister Eva de Wit said on Thursday that the ferry to Hull would stop.\n"
WIRE = {"layer": "entity", "label": "ORG", "spans": [[23, 27]]}
EVA = {"layer": "entity", "label": "PER", "spans": [[40, 50]]}


def has_right_check_values(path: Path) -> bool:
    lines = path.read_bytes().split(b"\n")[:-1]
    return all(int(line[-10:-2], 16) == zlib.crc32(line[:-18]) for line in lines)


@needs_postil
class WithTheShell(Workspace):
    def setUp(self) -> None:
        super().setUp()
        self.text = self.put("wire.txt", LEDE)

    def assert_no_findings(self) -> None:
        self.assertEqual(run("check", "--json", folder=self.root), "")
        self.assert_check_values()

    def assert_only_twins(self) -> None:
        """Two writers who mark the same are found, and nothing else is."""
        found = objects(run("check", "--json", folder=self.root, status=1))
        self.assertEqual({one["code"] for one in found}, {"twin"})
        self.assert_check_values()

    def assert_check_values(self) -> None:
        self.assertTrue(has_right_check_values(self.root / "wire.jsonl"))

    def test_a_new_sidecar(self) -> None:
        ids = postil.append(self.text, [WIRE, EVA], "anna")
        self.assert_no_findings()
        self.assertEqual([(one["id"], one["text"], one["state"], one["by"]) for one in self.listed()],
                         [(ids[0], "Wire", "accepted", "anna"), (ids[1], "Eva de Wit", "accepted", "anna")])  # fmt: skip

    def test_undo_takes_it_back(self) -> None:
        postil.append(self.text, [WIRE], "anna")
        postil.append(self.text, [EVA], "mine@1.0", person="anna")
        self.assertIn("undone: append", run("--as", "anna", "--article", "wire", "undo", folder=self.root))
        self.assertEqual([one["text"] for one in self.listed()], ["Wire"])
        self.assertEqual(len(postil.append(self.text, [EVA], "mine@1.0")), 1)
        self.assert_no_findings()

    def test_a_plugin_does_not_override(self) -> None:
        run("annotate", "--all", folder=self.root)
        before = self.listed()
        eva = next(one for one in before if one["text"] == "Eva de Wit")
        self.assertEqual(eva["id"], derived_id("entity", "PER", eva["spans"], "entity-tagger"))
        run("--article", "wire", "rm", f"e{eva['number']}", folder=self.root)
        written = postil.append(self.text, [{**EVA, "spans": eva["spans"]}, WIRE], "entity-tagger@9.9")
        self.assertEqual([one["text"] for one in self.listed() if one["id"] in written], ["Wire"])
        self.assert_no_findings()

    def test_a_person_revises(self) -> None:
        (id_,) = postil.append(self.text, [WIRE], "anna")
        postil.append(self.text, [{**WIRE, "id": id_, "label": "MISC"}], "bert")
        self.assertEqual([(one["label"], one["by"]) for one in self.listed()], [("MISC", "bert")])
        self.assert_no_findings()

    def test_after_a_torn_tail(self) -> None:
        postil.append(self.text, [WIRE], "anna")
        sidecar = self.root / "wire.jsonl"
        whole = sidecar.read_bytes()
        for tail in (whole + b'{"id":"x', whole[:-1]):
            sidecar.write_bytes(tail)
            postil.append(self.text, [EVA], "anna")
            self.assertEqual([one["text"] for one in self.listed()], ["Wire", "Eva de Wit"])
            self.assert_no_findings()

    def test_roles_with_local_ids(self) -> None:
        quote = {"layer": "quote", "label": "indirect", "spans": [[72, 101]], "roles": {"source": {"id": "$1"}}}
        postil.append(self.text, [{**EVA, "id": "$1"}, quote], "mine@1.0")
        article = postil.load(self.text)
        self.assertEqual([one.text for one in article.linked(article.layer("quote")[0], "source")], ["Eva de Wit"])
        self.assert_no_findings()

    def test_beside_other_writers(self) -> None:
        """Two Python writers and the shell write at once; nothing is lost."""
        code = ("import postil, sys\nfor place in range(40):\n"
                "  postil.append(sys.argv[1], [{'layer':'entity','label':'MISC','spans':[[place, place+1]]}], sys.argv[2])")  # fmt: skip
        writers = [
            subprocess.Popen([sys.executable, "-c", code, str(self.text), name], env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
            for name in ("anna", "mine@1.0")
        ]  # fmt: skip
        for number in range(12):
            run("--article", "wire", "tag", "ORG", "Wire", folder=self.root)
            run("compact", "wire", "--force", folder=self.root)
            run("--article", "wire", "rm", "Wire", folder=self.root)
        self.assertEqual([writer.wait(60) for writer in writers], [0, 0])
        found = self.listed()
        self.assertEqual([sum(one["by"] == name for one in found) for name in ("anna", "mine@1.0")], [40, 40])
        self.assert_only_twins()

    def test_writers_that_are_killed(self) -> None:
        """What a killed writer leaves is whole, and its lock is free."""
        code = (
            "import postil, sys\nfor place in range(100):\n"
            "  postil.append(sys.argv[1], [{'layer':'entity','label':'MISC','spans':[[place, place+1]]}] * 50, 'anna')"
        )
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        chance = random.Random(5)
        for _ in range(6):
            writer = subprocess.Popen([sys.executable, "-c", code, str(self.text)], env=environment)
            before = (self.root / "wire.jsonl").stat().st_size if (self.root / "wire.jsonl").exists() else 0
            while not (self.root / "wire.jsonl").exists() or (self.root / "wire.jsonl").stat().st_size == before:
                time.sleep(0.001)
            time.sleep(chance.random() / 20)
            writer.kill()
            writer.wait()
            self.assertEqual(len(self.listed()) % 50, 0)
        postil.append(self.text, [WIRE], "anna")
        self.assert_only_twins()


class Alone(Workspace):
    def setUp(self) -> None:
        super().setUp()
        self.text = self.put("wire.txt", LEDE)

    def test_what_is_refused(self) -> None:
        bad = [
            {**WIRE, "spans": [[23, 2700]]}, {**WIRE, "spans": [[5, 5]]}, {**WIRE, "spans": []},
            {**WIRE, "spans": [[9, 12], [5, 6]]}, {**WIRE, "text": "Fire"}, {**WIRE, "label": "two words"},
            {**WIRE, "layer": ""}, {**WIRE, "state": "maybe"}, {**WIRE, "spans": [["0", "1"]]},
        ]  # fmt: skip
        for annotation in bad:
            with self.subTest(annotation), self.assertRaises(postil.BadAnnotation):
                postil.append(self.text, [WIRE, annotation], "anna")
        with self.assertRaises(postil.BadAnnotation):
            postil.append(self.text, [{**WIRE, "state": "accepted"}], "mine@1.0")
        self.assertFalse((self.root / "wire.jsonl").exists())

    def test_other_files_are_left_alone(self) -> None:
        sidecar = self.put("wire.jsonl", '{"text":"mine"}\n')
        self.assertRaises(postil.NotASidecar, postil.append, self.text, [WIRE], "anna")
        sidecar.unlink()
        postil.append(self.text, [WIRE], "anna")
        before = sidecar.read_bytes()
        self.put("wire.txt", LEDE + "More.\n")
        self.assertRaises(postil.Stale, postil.append, self.text, [WIRE], "anna")
        self.assertEqual(sidecar.read_bytes(), before)

    def test_it_waits_for_the_lock(self) -> None:
        postil.append(self.text, [WIRE], "anna")
        with (self.root / "wire.jsonl").open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            writer = threading.Thread(target=postil.append, args=(self.text, [EVA], "anna"))
            writer.start()
            writer.join(0.2)
            self.assertTrue(writer.is_alive())
            self.assertEqual(len(file.read().splitlines()), 2)
        writer.join(5)
        self.assertEqual(len(postil.load(self.text).annotations), 2)

    def test_links_are_not_followed(self) -> None:
        other = self.put("other", "")
        (self.root / "wire.jsonl").symlink_to(other)
        self.assertRaises(OSError, postil.append, self.text, [WIRE], "anna")
        self.assertEqual(other.read_bytes(), b"")

    def test_a_mirror(self) -> None:
        place = self.root.parent / "mirror/2026/wire.jsonl"
        postil.append(self.text, [WIRE], "anna", sidecar=place)
        self.assertEqual(len(json.loads(place.read_bytes().splitlines()[1])["id"]), 12)


if __name__ == "__main__":
    unittest.main()
