import PostilKit
import SequenceLabeling

/// Trains the entity tagger's model from a manifest.
/// Paths in the manifest are relative to the data folder; `model` is relative to the manifest's
/// folder.
struct EntityTraining {
  private let manifest: JSONValue
  private let folder: String
  private let data: String
  private let tags: TagSet

  init(manifest path: String, data: String) throws {
    let manifest = try JSONParser.parse(read(path))
    guard let labels = manifest["labels"]?.array?.compactMap(\.string), let tags = TagSet(labels)
    else { throw AnnotatorError("\(path): 'labels' must name 1 to \(TagSet.maximumCount) labels") }
    self.manifest = manifest
    self.data = data
    self.tags = tags
    folder =
      path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) : "."
  }

  func run(out: String?) throws {
    let articles = try (manifest["sets"]?.array ?? []).flatMap(articles)
    var lexicon = try lexicon()
    for article in articles { lexicon.count(article.text) }
    let clock = ContinuousClock()
    var last = clock.now
    let model = try SequenceTrainer(tags, lexicon, settings()).train(articles) { event in
      note("\(event) \((clock.now - last) / .seconds(1)) s")
      last = clock.now
    }
    let path = try out ?? "\(folder)/\(text(manifest, "model"))"
    try write(model, to: path)
    note("\(path): \(model.count) bytes")
  }

  private func text(_ value: JSONValue, _ name: String) throws -> String {
    guard let string = value[name]?.string else {
      throw AnnotatorError("the manifest lacks '\(name)' in \(JSONWriter.string(value).prefix(80))")
    }
    return string
  }

  // MARK: Settings

  private func settings() -> TrainingSettings {
    var settings = TrainingSettings()
    let json = manifest["settings"] ?? .null
    if let value = json["epochs"]?.int { settings.epochs = value }
    if let value = json["pruneEpoch"]?.int { settings.pruneEpoch = value }
    if let value = json["rate"]?.double { settings.rate = Float(value) }
    if let value = json["dropout"]?.double { settings.dropout = value }
    if let value = json["minimumCount"]?.int { settings.minimumCount = UInt8(clamping: value) }
    if let value = json["bits"]?.int { settings.bits = min(27, max(8, value)) }
    if let value = json["features"]?.int { settings.features = max(1, value) }
    if let value = json["folds"]?.int { settings.folds = value }
    if let value = json["foldEpochs"]?.int { settings.foldEpochs = value }
    if let value = json["secondEpochs"]?.int { settings.secondEpochs = value }
    if let value = json["secondDropout"]?.double { settings.secondDropout = value }
    if let value = json["secondWeight"]?.double { settings.secondWeight = Float(value) }
    if let value = json["seed"]?.int { settings.seed = UInt64(truncatingIfNeeded: value) }
    return settings
  }

  private func lexicon() throws -> LexiconBuilder {
    var lexicon = LexiconBuilder()
    let lists = manifest["lists"] ?? .null
    for line in try Resource(path: "\(data)/\(try text(lists, "words"))").lines {
      let parts = line.split(separator: "\t")
      if parts.count == 2 { lexicon.add(word: String(parts[0]), path: String(parts[1])) }
    }
    for line in try Resource(path: "\(data)/\(try text(lists, "names"))").lines {
      let parts = line.split(separator: "\t")
      if parts.count == 2, let kind = Int(parts[0]) {
        lexicon.add(name: String(parts[1]), class: kind)
      }
    }
    return lexicon
  }

  // MARK: Articles

  private func articles(_ set: JSONValue) throws -> [TrainingArticle] {
    let sources = try (set["labels"]?.array ?? []).map(marked)
    let unmarked = try bits((set["unmarked"]?.array ?? []).compactMap(\.string))
    let weight = Float(set["weight"]?.double ?? 1)
    return try jsonLines("\(data)/\(try text(set, "docs"))").map { row in
      let doc = try text(row, "doc")
      return TrainingArticle(
        text: Text(try text(row, "text")),
        sources: sources.map { ($0[doc] ?? []).sorted { $0.span < $1.span } },
        unmarked: unmarked, weight: weight)
    }
  }

  /// The names of one source of labels, by document.
  private func marked(_ source: JSONValue) throws -> [String: [MarkedName]] {
    let name = try text(source, "map")
    guard let map = manifest["maps"]?[name]?.object else {
      throw AnnotatorError("the manifest has no map '\(name)'")
    }
    var result: [String: [MarkedName]] = [:]
    for row in try jsonLines("\(data)/\(try text(source, "file"))") {
      let label = try text(row, "label")
      guard let start = row["start"]?.int, let end = row["end"]?.int else { continue }
      guard let target = map[label]?.array?.compactMap(\.string) else {
        throw AnnotatorError("the map '\(name)' lacks the label '\(label)'")
      }
      let names = target.filter { $0 != "O" }
      guard !names.isEmpty else { continue }
      result[try text(row, "doc"), default: []].append(
        MarkedName(Span(start, end), labels: try bits(names), mayBeNone: target.contains("O")))
    }
    return result
  }

  private func bits(_ names: [String]) throws -> UInt64 {
    try names.reduce(0) { bits, name in
      guard let index = tags.labels.firstIndex(of: name) else {
        throw AnnotatorError("the manifest uses the label '\(name)', which is not among 'labels'")
      }
      return bits | 1 << UInt64(index)
    }
  }
}
