import EntityTagger
import PostilKit

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Prints what the entity tagger finds in a file of articles, for the scorers.
enum Prediction {
  static func run(plugin: String, docs: String) throws {
    let tagger = try EntityTagger(Configuration(folder: plugin))
    var time = 0.0
    var size = 0
    var out = JSONWriter()
    for row in try jsonLines(docs) {
      guard let doc = row["doc"], let string = row["text"]?.string else {
        throw AnnotatorError("\(docs): a line lacks 'doc' or 'text'")
      }
      let article = Article(text: Text(string))
      size += article.text.utf8.count
      let start = clock()
      let annotations = try tagger.annotate(article, given: [])
      time += Double(clock() - start) / Double(CLOCKS_PER_SEC)
      for annotation in annotations {
        let span = annotation.extent
        out.write([
          "doc": doc, "start": .int(span.start), "end": .int(span.end),
          "label": .string(annotation.label),
          "entity": annotation.attributes["entity"] ?? .null,
          "score": .double(annotation.score ?? 0), "rule": .string(annotation.rule ?? ""),
        ])
        out.write(raw: "\n")
      }
    }
    writeAll(out.bytes, to: 1)
    note("\(Double(size) / 1e6 / max(time, 1e-6)) MB/s of processor time")
  }
}
