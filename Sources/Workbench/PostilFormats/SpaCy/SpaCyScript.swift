/// The script beside an export for spaCy, since only spaCy writes its own binary format.
enum SpaCyScript {
  static let text = """
    #!/usr/bin/env python3
    \"\"\"Makes NAME.spacy of each NAME.jsonl beside this file, for `spacy train`. Written by postil export spacy.

      python to_spacy.py [LANGUAGE]

    LANGUAGE is a code of spaCy, such as en or xx.
    \"\"\"

    import json
    import pathlib
    import sys

    import spacy
    from spacy.tokens import Doc, DocBin

    nlp = spacy.blank(sys.argv[1] if len(sys.argv) > 1 else "xx")
    for path in sorted(pathlib.Path(__file__).parent.glob("*.jsonl")):
        documents = DocBin(store_user_data=True)
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                documents.add(Doc(nlp.vocab).from_json(json.loads(line)))
        documents.to_disk(path.with_suffix(".spacy"))
        print(f"{path.with_suffix('.spacy')}: {len(documents)} documents")

    """
}
