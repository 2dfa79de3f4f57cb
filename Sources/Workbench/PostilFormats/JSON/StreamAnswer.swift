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
    guard let name = object["id"]?.string ?? object["id"]?.int.map(String.init),
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
    for name in RecordMembers.unread(in: object, besides: RecordMembers.answer) {
      lose("'\(name)' of an answer")
    }
    for json in object["annotations"]?.array ?? [] {
      let stored = AnnotationRecord(json, in: text, options)
      for loss in stored.lost { lose(loss.what, kind: loss.kind) }
      if let annotation = stored.annotation { article.annotations.append(annotation) }
    }
    article.identify()
    article.losses = losses
    return article
  }

  private mutating func lose(_ what: String, kind: String? = nil) {
    losses.append(ImportLoss(path: path, line: line, what: what, kind: kind))
  }
}
