import EntityTagger
import PostilKit

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Prints what the entity tagger finds in a file of articles, for the scorers; its speed, start and
/// memory go to standard error.
enum Prediction {
  static func run(plugin: String, docs: String) throws {
    let rows = try jsonLines(docs)
    let begin = clock()
    let tagger = try EntityTagger(Configuration(folder: plugin))
    let start = seconds(since: begin)
    let before = peak()
    var time = 0.0
    var size = 0
    var tokens = 0
    var out = JSONWriter()
    for row in rows {
      guard let doc = row["doc"], let string = row["text"]?.string else {
        throw AnnotatorError("\(docs): a line lacks 'doc' or 'text'")
      }
      let article = Article(text: Text(string))
      let begin = clock()
      let annotations = try tagger.annotate(article, given: [])
      time += seconds(since: begin)
      size += article.text.utf8.count
      tokens += Tokens(article.text).count
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
    note(
      "\(Int(Double(tokens) / max(time, 1e-6) / 1000)) k tokens/s, "
        + "\((Double(size) / max(time, 1e-6) / 1e4).rounded() / 100) MB/s, "
        + "start \((start * 10_000).rounded() / 10) ms, "
        + "peak \(peak()) MB, of which \(before) MB before the first article")
  }

  private static func seconds(since begin: clock_t) -> Double {
    Double(clock() - begin) / Double(CLOCKS_PER_SEC)
  }

  /// The most memory that the process has had at once, in megabytes.
  private static func peak() -> Int {
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return usage.ru_maxrss / 1000
    #else
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss / 1_000_000
    #endif
  }
}
