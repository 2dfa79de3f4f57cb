import PostilExchange
import PostilKit
import PostilSystem

/// An answer of `postil annotate --stream`: annotations as in a sidecar, with or without the text.
struct StreamAnswer {
  private let object: JSONObject
  private let line: Int
  private let path: String
  private let options: ImportOptions
  private var losses: [ImportLoss] = []

  /// Whether a record is an answer.
  static func isAnswer(_ object: JSONObject) -> Bool {
    guard let annotations = object["annotations"]?.array else { return false }
    return annotations.isEmpty
      ? object["sha256"] != nil : annotations[0]["layer"] != nil && annotations[0]["spans"] != nil
  }

  init(_ object: JSONObject, _ line: Int, _ path: String, _ options: ImportOptions) {
    self.object = object
    self.line = line
    self.path = path
    self.options = options
  }

  /// The article; nil if there is no text, neither in the answer nor in the workspace.
  mutating func article(_ known: KnownArticles) -> ImportedArticle? {
    guard let name = object["id"]?.string,
      let text = object["text"]?.string.map({ Text($0) }) ?? known.text(of: name)
    else { return nil }
    if let hash = object["sha256"]?.string, hash != SHA256.hex(text.utf8) {
      lose("an answer about another text of '\(name)'", kind: "an answer about another text")
      var article = ImportedArticle(name: name, text: text, losses: losses)
      article.isLeftOut = true
      return article
    }
    var article = ImportedArticle(
      name: name, text: text, published: object["published"]?.string.flatMap { CalendarDate($0) })
    for json in object["annotations"]?.array ?? [] {
      if let annotation = annotation(json, text) { article.annotations.append(annotation) }
    }
    article.identify()
    article.losses = losses
    return article
  }

  private mutating func annotation(_ json: JSONValue, _ text: Text) -> Annotation? {
    let read: Annotation
    do throws(AnnotationFailure) { read = try Annotation(json: json) } catch {
      lose(error.reason)
      return nil
    }
    var annotation = read
    guard let meaning = options.meaning(of: read.label, on: read.layer.rawValue) else {
      lose("the label \(options.unknown(read.label))")
      return nil
    }
    (annotation.layer, annotation.label) = meaning
    let spans = read.spans + read.roles.values.joined().flatMap(\.spans)
    guard spans.allSatisfy({ $0.end <= text.count }) else {
      lose("a span outside the text: \(json.plain.prefix(60))", kind: "a span outside the text")
      return nil
    }
    guard read.text.isEmpty || read.text == text[read.spans] else {
      lose(
        "the words at \(read.extent) are '\(text[read.spans].prefix(40))', not '\(read.text.prefix(40))'",
        kind: "the words at a span differ from those in the record")
      return nil
    }
    annotation.text = text[read.spans]
    for (name, value) in read.attributes.sorted(by: { $0.key < $1.key }) {
      for problem in options.problems(of: name, value, on: annotation) {
        lose(problem)
        annotation.attributes[name] = nil
      }
    }
    for name in read.roles.keys.sorted() where options.role(name, of: annotation.layer) == nil {
      lose("the schema has no role '\(name)'")
      annotation.roles[name] = nil
    }
    return annotation
  }

  private mutating func lose(_ what: String, kind: String? = nil) {
    losses.append(ImportLoss(path: path, line: line, what: what, kind: kind))
  }
}
