import PostilExchange
import PostilKit
import PostilSystem

/// JSON and JSON Lines of annotation tools and training programs, in whichever of the known shapes a
/// record is: Prodigy, doccano, Label Studio, spaCy's documents and training data, tokens and tags of
/// Hugging Face, Postil's own export and stream.
///
/// A record whose annotations are in a shape that is not read is listed as lost by name. Offsets are code
/// points, in Label Studio UTF-16 units, unless `--offsets` says otherwise; the words that a span
/// carries are compared.
package struct JSONImporter: Importer {
  /// `jsonl`.
  package var name: String { "jsonl" }
  package var aliases: [String] { ["json", "prodigy", "doccano", "label-studio", "spacy", "hf"] }
  /// What it reads.
  package var summary: String {
    "JSON or JSON Lines of Prodigy, doccano, Label Studio, spaCy, Hugging Face and postil, recognized by shape"
  }
  /// `jsonl` and `json`.
  package var fileExtensions: [String] { ["jsonl", "json"] }
  package var flags: [String] { ["offsets", "tags"] }
  private let options: ImportOptions

  /// Makes an importer.
  package init(_ options: ImportOptions = ImportOptions()) { self.options = options }

  /// The articles of one file.
  package func read(_ source: ImportSource, known: KnownArticles) throws -> [ImportedArticle] {
    var articles: [ImportedArticle] = []
    // What could not be read.
    var losses: [ImportLoss] = []
    for record in try JSONRecords(source).all {
      do throws(PostilError) {
        articles.append(try article(try record.json(), record, source, known))
      } catch {
        guard options.skipsBad else { throw error }
        losses.append(
          ImportLoss(
            path: source.path, line: record.line, what: Self.reason(error),
            kind: "what cannot be read"))
      }
    }
    guard !losses.isEmpty else { return articles }
    if articles.isEmpty { articles.append(.nothing(source.name)) }
    articles[0].losses += losses
    return articles
  }

  /// What is wrong, without the place.
  private static func reason(_ error: PostilError) -> String {
    if case FileFact.badRecord(_, _, let reason) = error.fact { return reason }
    return "\(error)"
  }

  private func article(
    _ json: JSONValue, _ record: JSONRecords.Record, _ source: ImportSource,
    _ known: KnownArticles
  ) throws(PostilError) -> ImportedArticle {
    let line = record.line
    func bad(_ reason: String) -> PostilError {
      .file(.badRecord(path: source.path, line: line, reason: reason))
    }
    guard var object = Self.object(json) else { throw bad("it is not a JSON object") }
    if object["data"]?.object != nil || LabelStudioTask.isTask(object) {
      guard let task = LabelStudioTask(object) else { throw bad(LabelStudioTask.noText) }
      object = task.record
    }
    let fallback = "\(source.name)-\(record.number)"
    if let tagged = try TaggedRecord(object, line, source.path, options) {
      let name = Self.ownName(object) ?? known.freeName(fallback, forKey: tagged.key)
      return try tagged.article(named: name, known: known)
    }
    if StreamAnswer.isAnswer(object) {
      var answer = StreamAnswer(object, line, source.path, options)
      guard let article = answer.article(known) else {
        throw bad("it has no 'text', and no article its id")
      }
      return article
    }
    return try plain(object, fallback, line, source, known)
  }

  /// The article of a record with a text and spans.
  private func plain(
    _ object: JSONObject, _ fallback: String, _ line: Int, _ source: ImportSource,
    _ known: KnownArticles
  ) throws(PostilError) -> ImportedArticle {
    // Older versions of doccano call it data.
    guard let text = object["text"]?.string ?? object["data"]?.string else {
      throw .file(.badRecord(path: source.path, line: line, reason: "it has no 'text'"))
    }
    let own = Self.ownName(object)
    let key = ImportSource.key(of: text)
    let given = Self.name(object["id"])
    let name =
      own ?? known.name(ofKey: key, preferring: given ?? fallback) ?? given
      ?? known.freeName(fallback, forKey: key)
    var article = ImportedArticle(name: name, text: Text(text))
    let id = own == nil ? Self.unusable(object) : nil
    if let id, id.contains("://") { article.source = id }
    var reader = RecordReader(path: source.path, line: line, options: options, article: article)
    article = reader.read(object)
    if let id, !id.contains("://") {
      article.losses.append(
        ImportLoss(
          path: source.path, line: line,
          what: "its id '\(id.prefix(40))', which no file can have as its name, so it is '\(name)'",
          kind: "an id that no file can have as its name"))
    }
    return article
  }

  /// A record as an object: spaCy's training data are pairs of a text and an object.
  private static func object(_ json: JSONValue) -> JSONObject? {
    if let object = json.object { return object }
    guard let pair = json.array, pair.count >= 2, pair[0].string != nil, var object = pair[1].object
    else {
      return nil
    }
    object["text"] = pair[0]
    return object
  }

  /// The name that a record gives its article.
  private static func ownName(_ object: JSONObject) -> String? { name(object["meta"]?["id"]) }

  /// A value as the name of an article; nil for an address and what no file can have as its name.
  private static func name(_ value: JSONValue?) -> String? {
    id(value).flatMap { isUsable($0) ? $0 : nil }
  }

  /// The id of a record that cannot be a name.
  private static func unusable(_ object: JSONObject) -> String? {
    [id(object["meta"]?["id"]), id(object["id"])].lazy.compactMap(\.self).first { !isUsable($0) }
  }

  private static func id(_ value: JSONValue?) -> String? {
    (value?.string ?? value?.int.map(String.init)).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The longest part of a name between slashes, in bytes: file systems take 255 with the ending.
  private static let longest = 240

  private static func isUsable(_ name: String) -> Bool {
    !name.contains("://")
      && !name.unicodeScalars.contains { $0.properties.generalCategory == .control }
      && name.split(separator: "/").allSatisfy { $0.utf8.count <= longest }
  }
}
