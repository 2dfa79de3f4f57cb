import EntityTagger
import PostilKit
import SequenceLabeling

/// Measures the gain from a few of a user's own articles: the articles are split into four parts,
/// and each is scored with the shipped model and with models that also learnt from 10, 40 and 160
/// articles of the other three; smaller samples are drawn several times.
struct LearningCurve {
  private static let parts = 4
  private static let sizes = [(articles: 10, draws: 4), (articles: 40, draws: 2), (160, 1)]
  private static let classes = [
    "PER": ["PER"], "ORG": ["ORG"], "LOC": ["GPE", "LOC", "FAC"],
    "MISC": ["NORP", "EVENT", "PRODUCT", "WORK", "MISC"],
  ]

  private struct Name: Hashable {
    var span: Span
    var label: String
  }

  private let plugin: String
  private var texts: [Text] = []
  private var gold: [[(span: Span, label: String)]] = []

  /// Reads articles, and their names with the labels `PER`, `ORG`, `LOC`, `MISC`.
  init(plugin: String, docs: String, gold path: String) throws {
    self.plugin = plugin
    var numbers: [String: Int] = [:]
    // A pseudo-random order: by the hash of the name.
    let rows = try jsonLines(docs).sorted { Self.hash($0["doc"]) < Self.hash($1["doc"]) }
    for row in rows {
      numbers[row["doc"]?.string ?? ""] = texts.count
      texts.append(Text(row["text"]?.string ?? ""))
    }
    gold = [[(span: Span, label: String)]](repeating: [], count: texts.count)
    for row in try jsonLines(path) {
      guard let number = numbers[row["doc"]?.string ?? ""], let start = row["start"]?.int,
        let end = row["end"]?.int, let label = row["label"]?.string, Self.classes[label] != nil
      else { continue }
      gold[number].append((Span(start, end), label))
    }
    for number in gold.indices { gold[number].sort { $0.span < $1.span } }
  }

  private static func hash(_ name: JSONValue?) -> UInt64 {
    (name?.string ?? "").utf8.reduce(0xCBF2_9CE4_8422_2325) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3
    }
  }

  func run() throws {
    let model = try SequenceModel(Resource(path: "\(plugin)/Resources/model.bin"))
    let shipped = try EntityTagger(Configuration(folder: plugin))
    let base = try (0..<Self.parts).map { try count($0, shipped) }
    print("shipped model          F1 \(Self.rounded(Self.f1(base)))")
    for (size, draws) in Self.sizes {
      var results: [[Counts]] = []
      var seconds = 0.0
      for draw in 0..<draws {
        results.append(
          try (0..<Self.parts).map { part in
            let start = clock()
            let bytes = try Adapter(model).adapt(
              others(than: part, draw, of: draws).prefix(size).map {
                article($0, model.tags.labels)
              })
            seconds += Double(clock() - start) / Double(CLOCKS_PER_SEC)
            return try count(part, tagger(bytes))
          })
      }
      report(size, base, results, seconds: seconds / Double(draws * Self.parts))
    }
  }

  private func report(_ size: Int, _ base: [Counts], _ results: [[Counts]], seconds: Double) {
    let f1 = results.map(Self.f1).reduce(0, +) / Double(results.count)
    let lifts = results.flatMap { zip($0, base).map { Self.f1([$0]) - Self.f1([$1]) } }.sorted()
    print(
      "and \(size) articles\(size < 100 ? " " : "")        F1 \(Self.rounded(f1))"
        + "  \(Self.signed(f1 - Self.f1(base)))"
        + " (of \(lifts.count) trials \(Self.signed(lifts[0])) to \(Self.signed(lifts[lifts.count - 1])))"
        + "  \((seconds * 10).rounded() / 10) s of processor time to learn")
  }

  /// A tagger with a model of these bytes.
  private func tagger(_ model: [UInt8]) throws -> EntityTagger {
    let folder = try Self.temporaryFolder()
    defer {
      unlink("\(folder)/model.bin")
      rmdir(folder)
    }
    try write(model, to: "\(folder)/model.bin")
    return try EntityTagger(
      Configuration(
        folder: plugin, settings: JSONObject([.init(name: "model", value: "model.bin")]),
        workspace: folder))
  }

  /// The articles of the other parts, with another start for each part and draw, so that small
  /// samples differ.
  private func others(than part: Int, _ draw: Int, of draws: Int) -> [Int] {
    let others = texts.indices.filter { $0 % Self.parts != part }
    let start = others.count * (part * draws + draw) / (Self.parts * draws)
    return Array(others[start...] + others[..<start])
  }

  // MARK: Scoring

  private struct Counts {
    var right = 0
    var both = 0
  }

  /// Counts the correct mentions of a tagger in one part.
  private func count(_ part: Int, _ tagger: EntityTagger) throws -> Counts {
    var counts = Counts()
    for number in texts.indices where number % Self.parts == part {
      let found = try tagger.suggestions(for: Article(text: texts[number])).map { annotation in
        let label = Self.classes.first { $0.value.contains(annotation.label) }?.key ?? "?"
        return Name(span: annotation.extent, label: label)
      }
      let wanted = Set(gold[number].map { Name(span: $0.span, label: $0.label) })
      counts.right += wanted.intersection(found).count
      counts.both += wanted.count + Set(found).count
    }
    return counts
  }

  /// Strict F1 in per cent.
  private static func f1(_ counts: [Counts]) -> Double {
    200 * Double(counts.map(\.right).reduce(0, +))
      / Double(max(1, counts.map(\.both).reduce(0, +)))
  }

  private static func rounded(_ score: Double) -> Double { (score * 100).rounded() / 100 }

  private static func signed(_ lift: Double) -> String {
    "\(lift < 0 ? "" : "+")\(rounded(lift))"
  }

  private func article(_ number: Int, _ labels: [String]) -> TrainingArticle {
    let names = gold[number].map { name in
      let fine = Self.classes[name.label] ?? []
      let bits = labels.enumerated().filter { fine.contains($0.element) }.reduce(UInt64(0)) {
        $0 | 1 << UInt64($1.offset)
      }
      return MarkedName(name.span, labels: bits)
    }
    return TrainingArticle(text: texts[number], sources: [names])
  }

  private static func temporaryFolder() throws -> String {
    var template = Array("/tmp/postil-curve-XXXXXX".utf8CString)
    return try template.withUnsafeMutableBufferPointer { buffer in
      guard let path = buffer.baseAddress.flatMap({ mkdtemp($0) }) else {
        throw AnnotatorError("cannot make a folder in /tmp")
      }
      return String(cString: path)
    }
  }
}
