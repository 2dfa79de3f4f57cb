import EntityTagger
import PostilKit

/// Prints the mentions that the entity tagger finds in a file of articles, for the scorers; speed,
/// start-up time and memory go to standard error.
enum Prediction {
  /// - Parameter settings: The tagger's settings, as `name=value`.
  static func run(plugin: String, docs: String, settings: [String] = []) throws {
    let rows = try jsonLines(docs)
    let settings = try object(settings)
    let begin = clock()
    let tagger = try EntityTagger(Configuration(folder: plugin, settings: settings))
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
      let annotations = try tagger.suggestions(for: article)
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

  private static func object(_ settings: [String]) throws -> JSONObject {
    JSONObject(
      try settings.map { setting in
        let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw AnnotatorError("'\(setting)' is not name=value") }
        let value = try? JSONParser.parse(Array(parts[1].utf8))
        return .init(name: parts[0], value: value ?? .string(parts[1]))
      })
  }

  /// Prints the time for articles of increasing length, including texts of one line, without
  /// letters and in other scripts: the time must be linear in the length.
  static func lengths(plugin: String, docs: String) throws {
    let tagger = try EntityTagger(Configuration(folder: plugin))
    let news = try jsonLines(docs).compactMap { $0["text"]?.string }.joined(separator: "\n\n")
    let line = news.replacing("\n", with: " ")
    scanners(Text(String(repeating: news, count: 10_000_000 / max(1, news.utf8.count) + 1)))
    let texts: [(name: String, piece: String, megabytes: Double)] = [
      ("news", news, 0.1), ("news", news, 1), ("news", news, 10),
      ("news in one line", line, 1), ("news in one line", line, 10),
      ("one word in one line", "a", 1), ("one word in one line", "a", 10),
      ("capitals in one line", "Oslo ", 1), ("capitals in one line", "Oslo ", 10),
      ("no letters", "1,2; (3) -- ", 10), ("Arabic", "قال الرئيس في طهران. ", 10),
    ]
    for text in texts {
      let size = Int(text.megabytes * 1e6)
      let copies = size / text.piece.utf8.count + 1
      let bytes = Array(String(repeating: text.piece, count: copies).utf8.prefix(size))
      let article = Article(text: Text(String(decoding: bytes, as: UTF8.self)))
      let begin = clock()
      let found = try tagger.suggestions(for: article).count
      let time = seconds(since: begin)
      print(
        "\(text.name), \(text.megabytes) MB: \((time * 100).rounded() / 100) s, "
          + "\((text.megabytes / max(time, 1e-6) * 100).rounded() / 100) MB/s, \(found) names, "
          + "peak \(peak()) MB")
    }
  }

  /// Prints the speed of the kit's scanners, the best of three runs.
  private static func scanners(_ text: Text) {
    let tokens = Tokens(text)
    let services: [(String, () -> Int)] = [
      ("tokens", { Tokens(text).count }), ("sentences", { Sentences(text, tokens).count }),
      ("sections", { Sections(text, tokens).count }),
    ]
    for (name, run) in services {
      let best = (0..<3).map { _ in
        let begin = clock()
        _ = run()
        return seconds(since: begin)
      }.min()
      print("\(name): \(Int(Double(text.utf8.count) / max(best ?? 1, 1e-6) / 1e6)) MB/s")
    }
  }

  private static func seconds(since begin: clock_t) -> Double {
    Double(clock() - begin) / Double(CLOCKS_PER_SEC)
  }

  /// The peak memory of the process, in megabytes.
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

extension EntityTagger {
  /// Its suggestions, filtered as the host does.
  func suggestions(for article: Article) throws -> [Annotation] {
    let sections = Sections(article.text)
    return try annotate(article, given: []).filter { sections.admits($0, in: article.text) }
  }
}
