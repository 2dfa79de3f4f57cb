import PostilExchange
import PostilKit
import PostilSystem

/// A record of tokens with a tag each, as in data sets of Hugging Face.
struct TaggedRecord {
  private let tokens: [TaggedToken]
  private let text: String?
  private let path: String
  private let options: ImportOptions
  /// What of the record is not read.
  private let losses: [ImportLoss]

  private static let names = ["ner_tags", "tags", "labels", "ner", "label"]

  /// Reads a record; nil if it is none of tokens and tags, or has spans in its text besides.
  ///
  /// - Throws: `badRecord` for tags that are numbers without names, or not as many as tokens.
  init?(
    _ object: JSONObject, _ line: Int, _ path: String, _ options: ImportOptions
  ) throws(PostilError) {
    guard let words = object["tokens"]?.array ?? object["words"]?.array, words.first?.string != nil,
      let name = Self.names.first(where: { object[$0]?.array != nil }),
      let tags = object[name]?.array, object["spans"]?.array == nil,
      object["text"] == nil || SpanLists(object).spans.isEmpty
    else { return nil }
    func bad(_ reason: String) -> PostilError {
      .file(.badRecord(path: path, line: line, reason: reason))
    }
    guard tags.count == words.count else {
      throw bad("it has \(words.count) tokens and \(tags.count) '\(name)'")
    }
    var tokens: [TaggedToken] = []
    for (word, tag) in zip(words, tags) {
      guard let word = word.string, !word.isEmpty else { throw bad("a token is not a string") }
      var label = tag.string
      if label == nil, let number = tag.int {
        guard options.tags.indices.contains(number) else {
          throw bad("its '\(name)' are numbers; add --tags=O,B-PER,… with their names in order")
        }
        label = options.tags[number]
      }
      guard let label else { throw bad("one of its '\(name)' is not a label") }
      let (prefix, type) = TaggedToken.parts(label)
      tokens.append(TaggedToken(line: line, text: word, prefix: prefix, type: type))
    }
    self.tokens = tokens
    self.path = path
    self.options = options
    text = object["text"]?.string
    let read: Set = ["tokens", "words", name, "id", "meta", "text", "published", "title"]
    losses = RecordMembers.unread(in: object, besides: read).map {
      ImportLoss(path: path, line: line, what: "'\($0)' beside the tokens")
    }
  }

  /// The words, without the white space between them.
  var key: String { ImportSource.key(of: text ?? tokens.map(\.text).joined()) }

  /// The article.
  ///
  /// - Throws: `badRecord` for tokens that are not those of the text.
  func article(named name: String, known: KnownArticles) throws(PostilError) -> ImportedArticle {
    let tagged = TaggedText(sentences: [tokens], path: path, options: options, given: text)
    var article = try tagged.article(named: name, known: known)
    article.losses += losses
    return article
  }
}
