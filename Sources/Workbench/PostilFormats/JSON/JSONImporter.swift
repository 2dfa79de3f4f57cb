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
      return try tagged.article(named: Self.ownName(object) ?? fallback, known: known)
    }
    if StreamAnswer.isAnswer(object) {
      var answer = StreamAnswer(object, line, source.path, options)
      guard let article = answer.article(known) else {
        throw bad("it has no 'text', and no article its id")
      }
      return article
    }
    // Older versions of doccano call it data.
    guard let text = object["text"]?.string ?? object["data"]?.string else {
      throw bad("it has no 'text'")
    }
    let own = Self.ownName(object)
    let same = own == nil ? known.name(ofKey: ImportSource.key(of: text)) : nil
    var reader = RecordReader(
      path: source.path, line: line, options: options,
      article: ImportedArticle(
        name: own ?? same ?? Self.name(object["id"]) ?? fallback, text: Text(text)))
    return reader.read(object)
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

  /// A value as the name of an article; nil for an address, which no file can have as its name.
  private static func name(_ value: JSONValue?) -> String? {
    let name = value?.string ?? value?.int.map(String.init)
    return name.flatMap { $0.contains("://") || $0.isEmpty ? nil : $0 }
  }
}
