import PostilKit
import PostilTagger

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Prints what a model finds in a file of articles, for the scorers.
enum Prediction {
  static func run(model: String, docs: String) throws {
    let tagger = Tagger(try TaggerModel(try Resource(path: model)))
    var time = 0.0
    var size = 0
    var out = JSONWriter()
    for row in try jsonLines(docs) {
      guard let doc = row["doc"], let string = row["text"]?.string else {
        throw AnnotatorError("\(docs): a line lacks 'doc' or 'text'")
      }
      let text = Text(string)
      size += text.utf8.count
      var found: [(Mention, Span)] = []
      let start = clock()
      let tokens = Tokens(text)
      found = tagger.mentions(text, tokens, Sentences(text, tokens)).map {
        ($0, text.span(tokens[$0.tokens.lowerBound], through: tokens[$0.tokens.upperBound - 1]))
      }
      time += Double(clock() - start) / Double(CLOCKS_PER_SEC)
      for (mention, span) in found {
        out.write([
          "doc": doc, "start": .int(span.start), "end": .int(span.end),
          "label": .string(mention.label), "score": .double(mention.score),
        ])
        out.write(raw: "\n")
      }
    }
    writeAll(out.bytes, to: 1)
    note("\(Double(size) / 1e6 / max(time, 1e-6)) MB/s of processor time")
  }
}
