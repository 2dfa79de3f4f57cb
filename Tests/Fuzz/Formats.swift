import PostilExchange
import PostilFormats
import PostilKit
import PostilSystem

extension FuzzTarget {
  static let brat = importer("brat", "ann")
  static let conll = importer("conll", "conll")
  static let conllu = importer("conllu", "conllu")
  static let jsonLines = importer("jsonl", "jsonl")
  static let uima = importer("uima", "cas.json")
  static let xmi = importer("xmi", "xmi")
  static let timeML = importer("timeml", "tml")
  static let webAnno = importer("webanno", "tsv")
  static let html = importer("html", "html")

  /// A file to import, for an article that the workspace has.
  private static func importer(_ name: String, _ ending: String) -> FuzzTarget {
    FuzzTarget(name: name) { bytes in
      guard let importer = try? Formats.importer(named: name) else { return }
      let source = ImportSource(
        file: FileAccess(path: "/nowhere/a.\(ending)"), name: "a", bytes: Array(bytes))
      let articles = try? importer.read(source, known: KnownArticles(["a": Text(article)]))
      for annotation in (articles ?? []).flatMap(\.annotations) {
        require(annotation.spans.allSatisfy { $0.start <= $0.end }, "a span ends before it starts")
      }
    }
  }

  private static let article = "Ana Duarte left Lisbon on Monday. \u{1F6A2} “Fine,” she said.\n"
}
