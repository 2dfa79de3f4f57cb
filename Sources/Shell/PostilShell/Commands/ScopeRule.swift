import PostilPointing
import PostilSystem

/// Whether a command takes a scope, how its usage shows it, and its default scope.
///
/// `on this`, `on todo`, `on all`, `on NAME…` and `--all` mean the same for every command that takes a
/// scope; only this type parses them, for the shell, the command line and completion. A word in quotation
/// marks is always an article's name, and so is `./all` or `all.txt`.
package enum ScopeRule: Sendable {
  /// No scope: `on` is an ordinary word.
  case none
  /// `on …` and `--all`, with the default scope.
  case articles(default: Scope)
  /// The same, and the remaining words name articles without `on`. Without a default scope there must
  /// be one.
  case named(default: Scope?)
  /// `on …` and `--all` instead of the command's own words.
  case instead(default: Scope)

  /// Whether the command takes `on …` and `--all`.
  package var takesScope: Bool { if case .none = self { false } else { true } }

  /// Whether the command's remaining words name articles.
  package var takesNames: Bool { if case .named = self { true } else { false } }

  /// The default scope; nil if there must be one.
  var defaultScope: Scope? {
    switch self {
    case .none: .here
    case .articles(let scope), .instead(let scope): scope
    case .named(let scope): scope
    }
  }

  /// The scope's part of a command's usage.
  var usage: String {
    switch self {
    case .none: ""
    case .articles: "[on this|todo|all|ARTICLE…]"
    case .named(nil): "ARTICLE… | on this|todo|all"
    case .named: "[ARTICLE… | on this|todo|all]"
    case .instead: "| on this|todo|all|ARTICLE…"
    }
  }

  /// The words that choose one article for a command that takes several or none without them; none for a
  /// command that works on the open article.
  package func words(naming article: String) -> [Word] {
    switch self {
    case .none, .articles: []
    case .named, .instead:
      [
        Word(bare: "on"),
        Word(pieces: [.quoted(article)], text: article, raw: "\"\(article)\"", isArgument: true),
      ]
    }
  }

  // MARK: Parsing

  /// The words that name several articles at once.
  package static let keywords: [(word: String, part: Scope.Part)] = [
    ("this", .this), ("todo", .todo), ("all", .all),
  ]

  /// Whether a word starts a scope.
  package static func starts(_ word: Word) -> Bool { word.bare == "on" }

  /// Whether a word, as it stands, can only be an article's name.
  package static func isName(_ word: Word) -> Bool { !starts(word) && keyword(word) == nil }

  private static func keyword(_ word: Word) -> Scope.Part? {
    keywords.first { $0.word == word.bare }?.part
  }

  private static func part(_ word: Word) -> Scope.Part {
    keyword(word) ?? .named(word.unquoted)
  }

  /// The place of `on` among a command's words; nil if there is none.
  package func place(in words: [Word]) -> Int? {
    takesScope ? words.firstIndex(where: Self.starts) : nil
  }

  /// Removes the scope from a command's words and returns it; nil if there is none.
  ///
  /// - Parameters:
  ///   - isAll: Whether `--all` was given.
  ///   - command: The command's name.
  /// - Throws: `emptyScope` for `on` without articles, `scopeTwice`, and `noScope` for a scope of a
  ///   command that takes none.
  func take(
    _ words: inout [Word], isAll: Bool, of command: String
  ) throws(PostilError) -> Scope? {
    guard takesScope else {
      try refuse(words, of: command)
      return nil
    }
    guard let place = place(in: words) else { return isAll ? .all : nil }
    guard !isAll else {
      throw .usage(.scopeTwice(word: nil))
    }
    let parts = words[(place + 1)...].map(Self.part)
    words.removeSubrange(place...)
    guard !parts.isEmpty else {
      throw .pointing(.emptyScope)
    }
    return Scope(parts)
  }

  /// The scope of words that name articles without `on`.
  func scope(of names: [Word]) -> Scope { Scope(names.map(Self.part)) }

  /// Refuses `on all` and the like where there is no scope.
  private func refuse(_ words: [Word], of command: String) throws(PostilError) {
    guard let place = words.firstIndex(where: Self.starts), words.indices.contains(place + 1),
      place == 0 || place == words.count - 2, Self.keyword(words[place + 1]) != nil
    else { return }
    throw .usage(
      .noScope(command: command, scope: "\(words[place].raw) \(words[place + 1].raw)"))
  }

  // MARK: Other readers

  /// Whether words choose their articles themselves, so that the first of them is not the article to
  /// open: `on …`, or several names.
  ///
  /// - Parameter isArticle: Whether a word names an existing article.
  package func choosesArticles(
    _ words: ArraySlice<Word>, where isArticle: (String) -> Bool
  ) -> Bool {
    guard let first = words.first else { return false }
    if takesScope, Self.starts(first) { return true }
    guard takesNames else { return false }
    let names = words.filter { !$0.raw.hasPrefix("-") }.prefix(2)
    return names.count > 1 && names.allSatisfy { isArticle($0.unquoted) }
  }
}
