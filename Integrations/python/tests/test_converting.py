"""Articles as tables and documents of other libraries. Each test is skipped where its library is absent."""

from __future__ import annotations

import json
import unittest

from support import needs

import postil

TEXT = "\ufeffThe U.S.-led force left,\r\nAna Duarte said 😀."


def article() -> postil.Article:
    def one(layer: str, label: str, *spans: tuple[int, int], **members: object) -> postil.Annotation:
        words = " ".join(TEXT[start:end] for start, end in spans)
        return postil.Annotation(layer, label, spans, words, f"{label}{spans[0][0]}", **members)  # type: ignore[arg-type]

    role = {"source": [postil.Link(((27, 37),), "PER27"), postil.Link((), "gone")]}
    return postil.Article("wire", TEXT, [
        one("entity", "GPE", (5, 9)), one("entity", "PER", (27, 37), attributes={"entity": "Ana Duarte"}),
        one("entity", "PER", (31, 37)),
        one("quote", "direct", (1, 4), (15, 25), roles=role, attributes={"negated": True}, score=0.5),
    ], published="2026-05-04")  # fmt: skip


class Converting(unittest.TestCase):
    @needs("pandas")
    def test_pandas(self) -> None:
        frame = postil.to_pandas([article()], attributes=["entity"])
        self.assertEqual(list(frame["start"]), [5, 27, 31, 1])
        self.assertEqual(list(frame["text"])[:2], ["U.S.", "Ana Duarte"])
        self.assertEqual(list(frame["entity"])[1], "Ana Duarte")
        self.assertEqual(frame["roles"][3], {"source": [{"spans": [[27, 37]], "id": "PER27"}, {"id": "gone"}]})
        self.assertEqual(len(postil.to_pandas([])), 0)

    @needs("spacy")
    def test_spacy(self) -> None:
        import spacy

        nlp = spacy.blank("en")
        doc = postil.to_spacy(article(), nlp)
        self.assertEqual(doc.text, TEXT)
        self.assertEqual([(one.label_, one.id_) for one in doc.ents], [("GPE", "GPE5"), ("PER", "PER27")])
        self.assertEqual([one.id_ for one in doc.spans["quote"]], ["direct1", "direct1"])
        self.assertEqual(len(doc.spans["entity"]), 3)
        with self.assertWarnsRegex(postil.PostilWarning, "wire: 3 spans do not fit"):
            strict = postil.to_spacy(article(), nlp, alignment="strict")
        self.assertEqual([one.text for one in strict.ents], ["Ana Duarte"])

    @needs("spacy")
    def test_docbin(self) -> None:
        import spacy
        from spacy.tokens import DocBin

        nlp = spacy.blank("en")
        data = postil.to_docbin([article(), postil.Article("empty", "")], nlp).to_bytes()
        doc, empty = DocBin(store_user_data=True).from_bytes(data).get_docs(nlp.vocab)
        self.assertEqual([one.text for one in doc.ents][1:], ["Ana Duarte"])
        kept = json.loads(json.dumps(doc.user_data["postil"]["annotations"]))
        self.assertEqual(kept, [one.to_json() for one in article().annotations])
        self.assertEqual(len(empty), 0)

    @needs("datasets")
    def test_dataset(self) -> None:
        plain = postil.Article("plain", "Hull.", [postil.Annotation("entity", "GPE", ((0, 4),), "Hull", "x")])
        rows = postil.to_dataset([plain, article(), postil.Article("empty", "")])
        self.assertEqual(rows["id"][:], ["plain", "wire", "empty"])
        quote = rows[1]["annotations"][3]
        self.assertEqual(quote["spans"], [{"start": 1, "end": 4}, {"start": 15, "end": 25}])
        self.assertEqual(quote["attributes"], [{"name": "negated", "value": "true"}])
        self.assertEqual([one["id"] for one in quote["roles"]], ["PER27", "gone"])
        self.assertEqual(rows[0]["annotations"][0]["roles"], [])


if __name__ == "__main__":
    unittest.main()
