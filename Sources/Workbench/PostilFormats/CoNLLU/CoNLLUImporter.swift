import PostilExchange
import PostilKit
import PostilSystem

/// CoNLL-U: labels of tokens in the last column, `NER=B-PER`; `# newdoc` between articles.
///
/// The text is made of the tokens and of what `SpaceAfter` and `SpacesAfter` say, unless the workspace has
/// it. Lemmas, parts of speech and syntax are not read.
package struct CoNLLUImporter: Importer {
  /// `conllu`.
  package var name: String { "conllu" }
  /// What it reads.
  package var summary: String { "CoNLL-U with NER= in MISC; # newdoc begins an article" }
  /// `conllu`.
  package var fileExtensions: [String] { ["conllu"] }
  package var flags: [String] { ["sentences"] }
  private let options: ImportOptions

  /// Makes an importer.
  package init(_ options: ImportOptions = ImportOptions()) { self.options = options }

  private struct Document {
    var name: String?
    var leading = ""
    var published: CalendarDate?
    var sentences: [[TaggedToken]] = []
  }

  /// The articles of one file.
  package func read(_ source: ImportSource, known: KnownArticles) throws -> [ImportedArticle] {
    let read = try self.documents(source)
    var documents = read.documents
    documents.removeAll { $0.sentences.isEmpty }
    documents = documents.flatMap(parts)
    return try documents.enumerated().map { index, document in
      let tagged = TaggedText(
        sentences: document.sentences, path: source.path, options: options,
        leading: document.leading)
      let fallback = documents.count == 1 ? source.name : "\(source.name)-\(index + 1)"
      var article = try tagged.article(named: document.name ?? fallback, known: known)
      article.published = document.published
      if index == 0 { article.losses += read.losses }
      return article
    }
  }

  private func documents(
    _ source: ImportSource
  ) throws -> (documents: [Document], losses: [ImportLoss]) {
    var documents: [Document] = []
    var losses: [ImportLoss] = []
    var isNew = true
    // The last word that a token of several words covers.
    var covered = 0
    var said = SaidText()
    for (index, line) in try source.lines().enumerated() {
      if line.allSatisfy(\.isWhitespace) {
        said.end(in: source, &losses)
        isNew = true
        covered = 0
        continue
      }
      if line.hasPrefix("#") {
        if line.hasPrefix("# text =") { said.begin(Self.id(line) ?? "", at: index + 1) }
        Self.take(comment: line, &documents)
        continue
      }
      let columns = try Self.columns(line, at: index + 1, of: source)
      // An empty node is no word of the text, nor is a part of a token of several words.
      if columns[0].contains(".") {
        if columns[9].contains("NER=") {
          losses.append(
            ImportLoss(
              path: source.path, line: index + 1, what: "NER= of a node without words is not read"))
        }
        continue
      }
      let range = columns[0].split(separator: "-").map { Int($0) }
      if range.count == 2, let last = range[1] {
        covered = last
      } else if let number = range.first ?? nil, number <= covered {
        continue
      }
      if documents.isEmpty { documents.append(Document()) }
      take(columns, index + 1, source, isNew, &documents[documents.count - 1], &losses)
      said.add(columns[1])
      isNew = false
    }
    said.end(in: source, &losses)
    return (documents, losses)
  }

  /// Takes what a comment says of an article.
  private static func take(comment: Substring, _ documents: inout [Document]) {
    if comment.hasPrefix("# newdoc") { documents.append(Document(name: id(comment))) }
    if comment.hasPrefix("# published"), !documents.isEmpty {
      documents[documents.count - 1].published = id(comment).flatMap { CalendarDate($0) }
    }
  }

  private static func columns(
    _ line: Substring, at number: Int, of source: ImportSource
  ) throws(PostilError) -> [Substring] {
    let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard columns.count == 10 else {
      throw .file(
        .badRecord(
          path: source.path, line: number,
          reason: "it has \(columns.count) columns, and CoNLL-U has 10"))
    }
    return columns
  }

  /// A document in articles of as many sentences as were asked for.
  private func parts(of document: Document) -> [Document] {
    let parts = options.articles(of: document.sentences)
    if parts.count == 1 { return [document] }
    return parts.enumerated().map { index, sentences in
      var part = document
      part.sentences = sentences
      part.name = document.name.map { "\($0)-\(index + 1)" }
      if index > 0 { part.leading = "" }
      return part
    }
  }

  /// The value of a comment: the id of `# newdoc id = NAME`.
  private static func id(_ line: Substring) -> String? {
    guard let equals = line.firstIndex(of: "=") else { return nil }
    let name = String(line[line.index(after: equals)...]).trimmed
    return name.isEmpty ? nil : name
  }

  private func take(
    _ columns: [Substring], _ line: Int, _ source: ImportSource, _ isNew: Bool,
    _ document: inout Document, _ losses: inout [ImportLoss]
  ) {
    var values: [Substring: Substring] = [:]
    for part in columns[9].split(separator: "|") {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if sides.count == 2 { values[sides[0]] = sides[1] }
    }
    if values["Entity"] != nil {
      losses.append(
        ImportLoss(
          path: source.path, line: line, what: "Entity= in brackets is not read, only NER="))
    }
    var space: String?
    if values["SpaceAfter"] == "No" { space = "" }
    if let spelled = values["SpacesAfter"] { space = CoNLLUSpaces.read(spelled) }
    if let before = values["SpacesBefore"], document.sentences.isEmpty {
      document.leading = CoNLLUSpaces.read(before)
    }
    let (prefix, type) = TaggedToken.parts(values["NER"].map(String.init) ?? "O")
    let token = TaggedToken(
      line: line, text: String(columns[1]), prefix: prefix, type: type, space: space)
    if isNew || document.sentences.isEmpty { document.sentences.append([]) }
    document.sentences[document.sentences.count - 1].append(token)
  }
}

/// The text of a sentence as its comment says it, compared with its tokens.
private struct SaidText {
  private var said: (text: String, line: Int)?
  private var tokens = ""

  mutating func begin(_ text: String, at line: Int) { said = (text, line) }

  mutating func add(_ token: Substring) { tokens += token }

  /// Ends a sentence. What differs is told; the tokens are what is taken.
  mutating func end(in source: ImportSource, _ losses: inout [ImportLoss]) {
    func letters(_ text: String) -> String { text.filter { !$0.isWhitespace } }
    if let said, letters(said.text) != letters(tokens) {
      losses.append(
        ImportLoss(
          path: source.path, line: said.line, what: "'# text' is not what the tokens say"))
    }
    self = SaidText()
  }
}
