"""Words of a language model are found where they are, and nowhere else."""

from __future__ import annotations

import random
import unittest

from postil import Locator, locate
from postil.folding import fold
from postil.nearness import _scan, nearly

TEXT = (
    "“We have waited for a buyer long enough,” De Wit told reporters. De Wit left; we’ve a cafe\u0301 – it’s in the "
    "Banana republic of 2013. “We are\r\nnot afraid,” said José Müller. 東京都は雨。 Ana said: “No.”"
)


def words(quote: str, before: str | int | None = None, **options: float) -> str | None:
    span = locate(TEXT, quote, before, **options)
    return None if span is None else TEXT[slice(*span)]


class Locating(unittest.TestCase):
    def test_exact(self) -> None:
        self.assertEqual(locate(TEXT, "De Wit"), (42, 48))
        self.assertEqual(words("told reporters"), "told reporters")

    def test_folded(self) -> None:
        for quote, found in [
            ('"We have waited  for a buyer long enough,"', "“We have waited for a buyer long enough,”"),
            ("we've a café - it's", "we’ve a cafe\u0301 – it’s"),
            ("cafe", "cafe\u0301"),
            ("We are not afraid", "We are\r\nnot afraid"),
            ("jose muller", "José Müller"),
        ]:
            self.assertEqual(words(quote), found)

    def test_nearly(self) -> None:
        self.assertEqual(words("We had waited for a buyer long enough"), "We have waited for a buyer long enough")
        self.assertEqual(words("have waited for a byer long enuogh"), "have waited for a buyer long enough")

    def test_what_is_not_there(self) -> None:
        for quote in (
            "",
            " ",
            "anan",
            "13",
            "Banan",
            "De Witt",
            "Rotterdam",
            "We sold the ferry to nobody else",
            "e\u0301",
        ):
            self.assertIsNone(words(quote), quote)

    def test_inside_a_script_without_blanks(self) -> None:
        self.assertEqual(words("東京"), "東京")

    def test_before(self) -> None:
        self.assertEqual(locate(TEXT, "De Wit", "told reporters."), (65, 71))
        self.assertEqual(locate(TEXT, "De Wit", 60), (65, 71))
        self.assertEqual(locate(TEXT, "De Wit", "long enough,"), (42, 48))
        self.assertEqual(locate(TEXT, "De Wit", "words that are not there"), (42, 48))

    def test_never_twice(self) -> None:
        locator = Locator(TEXT)
        self.assertEqual([locator.locate("De Wit") for _ in range(3)], [(42, 48), (65, 71), None])

    def test_inside_what_was_found(self) -> None:
        locator = Locator("Ana Duarte left. Duarte waited.")
        found = [
            locator.locate(quote, before)
            for quote, before in [("Ana Duarte", None), ("Duarte", None), ("Duarte", None), ("Duarte", "Ana")]
        ]
        self.assertEqual(found, [(0, 10), (17, 23), None, (4, 10)])

    def test_every_span_is_whole(self) -> None:
        """Words of the text, damaged a little, are found as whole words of the text, or not at all."""
        chance = random.Random(3)
        for _ in range(400):
            start = chance.randrange(len(TEXT) - 20)
            quote = list(TEXT[start : start + chance.randint(1, 60)])
            for _ in range(chance.randint(0, 3)):
                quote[chance.randrange(len(quote))] = chance.choice("xé ”'\n")
            span = locate(TEXT, "".join(quote))
            if span is not None:
                found = TEXT[slice(*span)]
                self.assertEqual(found, found.strip())
                self.assertNotIn(found, ("", "ana"))


class Nearness(unittest.TestCase):
    def test_distances(self) -> None:
        """The bits give what the table of distances does."""
        chance = random.Random(1)
        for _ in range(500):
            pattern = "".join(chance.choice("abc") for _ in range(chance.randint(1, 9)))
            text = "".join(chance.choice("abcd") for _ in range(chance.randint(0, 14)))
            ends = range(1, len(text) + 1)
            self.assertEqual(list(_scan(pattern, text, 1)), [edits(pattern, text[:end]) for end in ends])
            least = [min(edits(pattern, text[start:end]) for start in range(end + 1)) for end in ends]
            self.assertEqual(list(_scan(pattern, text, 0)), least)
            for start, end, distance in nearly(pattern, text, len(pattern) // 3):
                self.assertEqual(edits(pattern, text[start:end]), distance)


class Folding(unittest.TestCase):
    def test_places(self) -> None:
        folded = fold(TEXT)
        self.assertEqual(len(folded.text), len(folded.places))
        for (_, end), (start, _) in zip(folded.places, folded.places[1:]):
            self.assertLessEqual(start, end + 20)
        self.assertEqual(folded.places[-1][1], len(TEXT))

    def test_nothing(self) -> None:
        self.assertEqual((fold("").text, fold("\u0301\u200b").text), ("", ""))


def edits(left: str, right: str) -> int:
    row = list(range(len(right) + 1))
    for number, one in enumerate(left, 1):
        next_ = [number]
        for place, other in enumerate(right, 1):
            next_.append(min(row[place] + 1, next_[-1] + 1, row[place - 1] + (one != other)))
        row = next_
    return row[-1]


if __name__ == "__main__":
    unittest.main()
