import PostilPointing
import PostilSystem

/// Whether a command takes a scope, and its default scope.
///
/// `on this`, `on todo`, `on all`, `on NAME…` and `--all` mean the same for every command that takes a
/// scope; only this type parses them.
package enum ScopeRule: Sendable {
  /// No scope: `on` is an ordinary word.
  case none
  /// `on …` and `--all`, with the default scope.
  case articles(default: Scope)
  /// The same, and the remaining words name articles without `on`.
  case named(default: Scope)

  /// Whether the command takes `on …` and `--all`.
  package var takesScope: Bool { if case .none = self { false } else { true } }

  /// Removes the scope from a command's words and returns it; nil if there is none.
  ///
  /// - Parameter isAll: Whether `--all` was given.
  /// - Throws: `emptyScope` for `on` without articles, `scopeTwice`.
  func take(_ words: inout [Word], isAll: Bool) throws(PostilError) -> Scope? {
    guard takesScope else { return nil }
    let given = try Scope(taking: &words)
    guard isAll else { return given }
    guard given == nil else {
      throw .usage(.scopeTwice(word: nil))
    }
    return .all
  }

  /// The default scope.
  var defaultScope: Scope {
    switch self {
    case .none: .here
    case .articles(let scope), .named(let scope): scope
    }
  }
}
