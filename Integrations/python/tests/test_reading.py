"""What `read` yields is what `postil list --json` prints, on texts and sidecars of every kind."""

from __future__ import annotations

import json
import shutil
import unittest
import warnings

from support import Workspace, as_listed, comparable, needs, needs_postil, objects, run

import postil
from postil.plugins.schema import labels_of

ALL = ("suggested", "accepted", "rejected")
LEDE = "ROTTERDAM, 4 May 2026 (Wire) - Minister Eva de Wit said on Thursday that the ferry to Hull would stop."


@needs_postil
class AgainstTheShell(Workspace):
    def check(self, *options: str, **keywords: object) -> list[postil.Article]:
        """Reads the workspace by both, and compares; every annotation must have the words of its spans."""
        articles = list(postil.read(self.root, states=ALL, strict=True, **keywords))  # type: ignore[arg-type]
        self.assertEqual(comparable(as_listed(articles)), comparable(self.listed(*options)))
        for article in articles:
            for one in article.annotations:
                self.assertEqual(one.text, article.words(one.spans))
        return articles

    def annotated(self, text: str | bytes, name: str = "wire.txt") -> list[postil.Article]:
        self.put(name, text)
        run("annotate", "--all", folder=self.root)
        articles = self.check()
        self.assertTrue(any(article.annotations for article in articles))
        return articles

    def test_plain(self) -> None:
        (article,) = self.annotated(LEDE + "\n")
        self.assertEqual((article.name, article.published, article.status), ("wire", "2026-05-04", "open"))

    def test_carriage_returns(self) -> None:
        (article,) = self.annotated(f"Headline\r\n\r\n{LEDE}\r\nShe left Hull on Monday.\r\n")
        self.assertIn("\r\n", article.text)

    def test_byte_order_mark(self) -> None:
        (article,) = self.annotated(b"\xef\xbb\xbf" + LEDE.encode())
        self.assertTrue(article.text.startswith("\ufeff"))

    def test_emoji_and_accents(self) -> None:
        self.annotated(
            "👩‍👩‍👧 Zoë and José e\u0301 🇵🇹 met Angela Merkel in Lisbon on 4 May 2026. 𝔘nd so.\u2028Hull\x85x\n"
        )

    def test_markdown_and_folders(self) -> None:
        self.put("README.md", "About.\n")
        self.put("2026/may/wire.MD", LEDE)
        self.put(".hidden/wire.txt", LEDE)
        self.assertEqual([one.name for one in self.annotated(LEDE, "zulu.txt")], ["2026/may/wire", "zulu"])

    def test_decisions_and_removals(self) -> None:
        self.annotated(LEDE)
        for command in (
            "accept e1",
            "reject e2",
            "rm e3",
            "set e5 entity=Eva",
            'org "Wire"',
            "undo",
            "note e1 x",
            "done --force",
        ):
            run("--article", "wire", *command.split(), folder=self.root)
        (article,) = self.check()
        self.assertEqual({one.state for one in article.annotations}, set(ALL))
        self.assertEqual(article.status, "done")
        run("compact", "wire", "--force", folder=self.root)
        self.check()

    def test_torn_tail_and_strange_lines(self) -> None:
        self.annotated(LEDE)
        sidecar = self.root / "wire.jsonl"
        whole = sidecar.read_bytes()
        strange = b'{"x":1}\n\n[]\nnot json\n{"id":"a","layer":"entity"}\n{"id":7}\n\xff\n{"future":{"id":"b"}}\n'
        for data in (whole + strange, whole[:-1], whole[:-40], whole + b'{"id":"pmv', whole + b"\xe2\x80"):
            sidecar.write_bytes(data)
            self.check()

    def test_every_cut(self) -> None:
        self.annotated(LEDE)
        sidecar = self.root / "wire.jsonl"
        whole = sidecar.read_bytes()
        for end in range(whole.find(b"\n") + 1, len(whole), 397):
            sidecar.write_bytes(whole[:end])
            self.check()

    def test_words_that_differ_are_left_out(self) -> None:
        self.annotated(LEDE)
        sidecar = self.root / "wire.jsonl"
        line = {
            "id": "other",
            "layer": "entity",
            "label": "PER",
            "spans": [[0, 3]],
            "text": "Rot",
            "by": "x",
            "op": "y",
        }
        beyond = {**line, "id": "beyond", "spans": [[0, 3000]], "text": ""}
        with sidecar.open("a") as file:
            file.write(json.dumps(line) + "\n" + json.dumps(beyond) + "\n")
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            articles = list(postil.read(self.root, states=ALL))
        self.assertEqual(len(caught), 2)
        self.assertEqual(comparable(as_listed(articles)), comparable(self.listed()))
        with self.assertRaises(postil.Stale):
            list(postil.read(self.root, strict=True))

    def test_mirror(self) -> None:
        self.put("2026/wire.txt", LEDE)
        mirror = self.root.parent / "mirror"
        run("--sidecars", str(mirror), "annotate", str(self.root))
        articles = self.check("--sidecars", str(mirror), sidecars=mirror)
        self.assertTrue(articles[0].annotations)
        self.assertEqual(list(postil.read(self.root))[0].annotations, [])

    def test_merged_sidecars(self) -> None:
        self.annotated(LEDE)
        sidecar, other = self.root / "wire.jsonl", self.root.parent / "other"
        shutil.copytree(self.root, other)
        run("--article", "wire", "accept", "e1", folder=self.root)
        run("--article", "wire", "reject", "e1", folder=other)
        sidecar.write_bytes(sidecar.read_bytes() + (other / "wire.jsonl").read_bytes().splitlines(True)[-1])
        self.check()

    def test_days_of_publication(self) -> None:
        self.put("a.txt", "---\ndate: 2020-01-02\n---\nHull waited on Monday.\n")
        self.put("b.txt", "Hull waited on Monday.\n")
        self.put("c.txt", "Hull waited on Monday.\n")
        self.put("d.txt", "Hull waited on Monday.\n")
        self.put("published.tsv", "name\tday\nb.txt\t2020-01-03\n")
        run("--article", "c", "published", "2020-01-04", folder=self.root)
        run("annotate", "--all", "--published", "2020-01-05", folder=self.root)
        days = [article.published for article in self.check()]
        self.assertEqual(days, [f"2020-01-0{day}" for day in (2, 3, 4, 5)])
        out = self.root.parent / "out"
        run("export", "jsonl", str(out), "--with=suggested", folder=self.root)
        exported = {}
        for path in out.glob("*.jsonl"):
            for one in objects(path.read_text()):
                exported[one["meta"]["id"]] = one["meta"].get("published")
        self.assertEqual(exported["b"], "2020-01-03")

    def test_exports_are_not_articles(self) -> None:
        self.annotated(LEDE)
        run("export", "brat", str(self.root / "out"), "--with=suggested", folder=self.root)
        self.assertEqual([article.name for article in self.check()], ["wire"])

    @needs("tomllib")
    def test_patterns_of_articles(self) -> None:
        self.put("postil.toml", 'articles = ["2026/**/*.txt"]\n')
        for name in ("2026/a.txt", "2026/may/b.txt", "2026/c.md", "d.txt"):
            self.put(name, LEDE)
        self.assertEqual([article.name for article in postil.read(self.root)], ["2026/a", "2026/may/b"])
        self.assertEqual(
            [one["article"] for one in objects(run("articles", "--json", folder=self.root))], ["2026/a", "2026/may/b"]
        )

    @needs("tomllib")
    def test_guidelines_are_not_an_article(self) -> None:
        self.put("postil.toml", '[schema]\nguidelines = "rules.md"\n')
        for name in ("a.txt", "rules.md"):
            self.put(name, LEDE)
        self.assertEqual([article.name for article in postil.read(self.root)], ["a"])
        self.assertEqual([one["article"] for one in objects(run("articles", "--json", folder=self.root))], ["a"])

    @needs("tomllib")
    def test_labels_are_a_list_or_a_table(self) -> None:
        table = '[layers.event.labels]\nWAR = {about = "a war"}\nTREATY = {}\n'
        self.put("postil.toml", table + '[layers.x]\nlabels = ["A"]\n')
        self.assertEqual(labels_of("event", None, self.root), {"WAR": "a war", "TREATY": ""})
        self.assertEqual(labels_of("x", None, self.root), {"A": ""})


if __name__ == "__main__":
    unittest.main()
