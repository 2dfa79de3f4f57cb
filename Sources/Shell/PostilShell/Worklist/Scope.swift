import PostilStore
import PostilSystem

/// The articles that a command is about: `on this`, `on todo`, `on all`, `on wire storm`; the open one
/// if nothing is said.
enum Scope {
  case here
  case todo
  case all
  case named([String])

  /// Takes `on …` off the end of a command's words.
  init(_ arguments: inout Arguments) throws(PostilError) {
    guard let place = arguments.words.lastIndex(where: { $0.bare == "on" }) else {
      self = .here
      return
    }
    let names = arguments.words[(place + 1)...].map(\.text)
    arguments.words.removeSubrange(place...)
    switch (names.first, names.count) {
    case (nil, _):
      throw .usage(reason: "'on' needs to know which articles", next: "say on all, todo, or a name")
    case ("this", 1): self = .here
    case ("todo", 1): self = .todo
    case ("all", 1): self = .all
    default: self = .named(names)
    }
  }

  /// Whether only the open article is meant.
  var isHere: Bool { if case .here = self { true } else { false } }

  /// The articles, each opened; one that cannot be opened is an error, since a bulk edit that leaves out
  /// articles in silence is none.
  func articles(in session: Session) throws -> [OpenArticle] {
    switch self {
    case .here: return [try session.article()]
    case .named(let names):
      return try names.map { try session.article(of: session.file($0)) }
    case .all: return try session.workspace.articles().map { try session.article(of: $0) }
    case .todo:
      return try session.workspace.articles().map { try session.article(of: $0) }
        .filter { $0.store.status == .open }
    }
  }
}
