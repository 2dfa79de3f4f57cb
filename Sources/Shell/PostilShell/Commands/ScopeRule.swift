import PostilPointing
import PostilSystem

/// Which articles a command may be told to work on, and which it works on if it is told nothing.
///
/// `on this`, `on todo`, `on all`, `on NAME…` and `--all` mean the same for every command that has a
/// scope; they are parsed here and nowhere else.
package enum ScopeRule: Sendable {
  /// No scope: `on` is a word like any other.
  case none
  /// `on …` and `--all`.
  case articles(default: Scope)
  /// The same, and names of articles without `on`: what is left of the words.
  case named(default: Scope)

  /// Whether `on …` and `--all` are understood.
  package var takesScope: Bool { if case .none = self { false } else { true } }

  /// Takes the scope out of a command's words.
  ///
  /// - Parameter isAll: Whether `--all` was given.
  /// - Throws: `usage` for `on` without articles, and for two scopes.
  func take(_ words: inout [Word], isAll: Bool) throws(PostilError) -> Scope? {
    guard takesScope else { return nil }
    let said = try Scope(taking: &words)
    guard isAll else { return said }
    guard said == nil else {
      throw .usage(reason: "--all and 'on' both name the articles", next: "use one of them")
    }
    return .all
  }

  /// The articles if nothing was said about them.
  var usual: Scope {
    switch self {
    case .none: .here
    case .articles(let scope), .named(let scope): scope
    }
  }
}
