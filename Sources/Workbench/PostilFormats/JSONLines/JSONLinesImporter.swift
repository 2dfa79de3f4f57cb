import PostilKit
import PostilSchema
import PostilStore
import PostilSystem

/// JSON Lines of Prodigy, spaCy and doccano, and those that ``JSONLinesExporter`` writes: `text`, `spans`,
/// `relations`, one article a line. Offsets are code points.
package struct JSONLinesImporter: Importer {
  /// `jsonl`.
  package var name: String { "jsonl" }
  /// What it reads.
  package var summary: String { "JSON Lines of Prodigy, spaCy and doccano: text, spans, relations" }
  /// `jsonl`.
  package var fileExtension: String { "jsonl" }
  private let options: ImportOptions

  /// Makes an importer.
  package init(_ options: ImportOptions = ImportOptions()) { self.options = options }

  /// The articles of one file.
  package func read(_ source: ImportSource, known: KnownArticles) throws -> [ImportedArticle] {
    var articles: [ImportedArticle] = []
    for (index, line) in try source.lines().enumerated() where !line.allSatisfy(\.isWhitespace) {
      let number = index + 1
      guard let object = (try? JSONParser.parse(String(line)))?.object else {
        throw PostilError.file(
          .badRecord(
            path: source.path, line: number, reason: "it is not a JSON object"))
      }
      guard let text = object["text"]?.string else {
        throw PostilError.file(
          .badRecord(path: source.path, line: number, reason: "it has no 'text'"))
      }
      let name = Self.name(object, known.name(ofKey: ImportSource.key(of: text)))
      var reader = Reader(
        path: source.path, line: number, options: options,
        article: ImportedArticle(name: name ?? "\(source.name)-\(number)", text: Text(text)))
      articles.append(reader.article(object))
    }
    return articles
  }

  /// The article's name: as in the line, else that of the workspace's article with the same text.
  private static func name(_ object: JSONObject, _ known: String?) -> String? {
    object["meta"]?["id"]?.string ?? known ?? object["id"]?.string
  }

  private struct Reader {
    let path: String
    let line: Int
    let options: ImportOptions
    var article: ImportedArticle
    /// The index of an annotation by the id that its spans share.
    private var places: [String: Int] = [:]
    /// Ids of several annotations, to which no relation can refer.
    private var ambiguous: Set<String> = []

    init(path: String, line: Int, options: ImportOptions, article: ImportedArticle) {
      self.path = path
      self.line = line
      self.options = options
      self.article = article
    }

    mutating func article(_ object: JSONObject) -> ImportedArticle {
      if let answer = object["answer"]?.string, answer != "accept" {
        article.isLeftOut = true
        lose("its answer is '\(answer)', so it is left out")
        return article
      }
      article.published = object["meta"]?["published"]?.string.flatMap { CalendarDate($0) }
      let lists = SpanLists(object)
      for reason in lists.unread { lose(reason) }
      for span in lists.spans { takeSpan(span) }
      article.identify()
      for relation in lists.relations { takeRelation(relation) }
      return article
    }

    private mutating func lose(_ what: String) {
      article.losses.append(ImportLoss(path: path, line: line, what: what))
    }

    private func span(_ json: JSONValue) -> Span? {
      guard let start = json["start"], let end = json["end"], let span = Span(json: [start, end]),
        !span.isEmpty, span.end <= article.text.count
      else { return nil }
      return span
    }

    private mutating func takeSpan(_ json: JSONValue) {
      guard let span = span(json), let type = json["label"]?.string else {
        return lose("a span without a label, or outside the text: \(json.plain.prefix(60))")
      }
      if let words = json["text"]?.string, words != article.text[span] {
        return lose(
          "the words at \(span) are '\(article.text[span].prefix(40))', not '\(words.prefix(40))'; are its "
            + "offsets code points?")
      }
      if let id = json["id"]?.string, let place = places[id], isPart(json, of: place) {
        article.annotations[place].spans = (article.annotations[place].spans + [span]).sorted()
        article.annotations[place].text = article.text[article.annotations[place].spans]
        return
      }
      guard let (layer, label) = meaning(type, json["layer"]?.string) else {
        return lose("the label \(options.unknown(type))")
      }
      var annotation = Annotation(
        layer: layer, label: label, spans: [span], text: article.text[span], state: .accepted)
      fill(&annotation, json)
      if let id = json["id"]?.string {
        if places[id] != nil {
          ambiguous.insert(id)
          annotation.id = ""
        }
        places[id] = places[id] ?? article.annotations.count
      }
      article.annotations.append(annotation)
    }

    /// Whether a span is another piece of an annotation: Postil wrote both, with one id, layer and label.
    /// In other files spans may share an id that means something else.
    private func isPart(_ json: JSONValue, of place: Int) -> Bool {
      let known = article.annotations[place]
      return known.id == json["id"]?.string && known.layer.rawValue == json["layer"]?.string
        && json["label"]?.string.map { options.labels[$0] ?? $0 } == known.label
    }

    private func meaning(_ type: String, _ layer: String?) -> (layer: Layer, label: String)? {
      guard let layer else { return options.meaning(of: type) }
      return try? options.schema.layer(ofLabel: "\(layer):\(options.labels[type] ?? type)")
    }

    private mutating func fill(_ annotation: inout Annotation, _ json: JSONValue) {
      if let id = json["id"]?.string, AnnotationID.isWellFormed(id) { annotation.id = id }
      annotation.state =
        json["state"]?.string.flatMap { Annotation.State(rawValue: $0) } ?? .accepted
      annotation.annotator = json["annotator"]?.string ?? ""
      annotation.score = json["score"]?.double
      annotation.rule = json["rule"]?.string
      // One bad attribute is lost alone.
      for member in json["attributes"]?.object?.members ?? [] {
        var tried = annotation
        tried.attributes = [member.name: member.value]
        let problems = options.schema.validate(tried)
        for problem in problems { lose(problem) }
        if problems.isEmpty { annotation.attributes[member.name] = member.value }
      }
    }

    private mutating func takeRelation(_ json: JSONValue) {
      guard let role = json["label"]?.string, let head = json["head_span"]?["id"]?.string,
        let place = places[head], let child = json["child_span"]
      else { return lose("a relation whose head was not imported") }
      let ids = [head, child["id"]?.string].compactMap { $0 }
      if let id = ids.first(where: ambiguous.contains) {
        return lose("a relation with the id '\(id)', which several spans have")
      }
      guard options.schema.roles(of: article.annotations[place].layer).contains(role) else {
        return lose("the schema has no role '\(role)'")
      }
      let id = child["id"]?.string.flatMap { places[$0] }.map { article.annotations[$0].id }
      // A link without words of its own has the label of the annotation it refers to.
      let words = child["label"]?.string == role ? span(child) : nil
      guard id != nil || words != nil else { return lose("the role '\(role)' has no target") }
      article.annotations[place].roles[role, default: []].append(
        RoleLink(spans: words.map { [$0] } ?? [], id: id))
    }
  }
}
