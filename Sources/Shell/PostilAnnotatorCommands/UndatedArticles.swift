import PostilKit
import PostilPublication
import PostilShell
import PostilStore
import PostilSystem
import PostilWorkbench

/// The articles of a `run` that have dates and no day of publication, and what to do about them.
struct UndatedArticles {
  private var names: [String] = []
  private var days: [String] = []
  private var count = 0

  /// Number of articles that are named.
  private static let listed = 3

  /// Adds an article.
  mutating func add(_ store: AnnotationStore) {
    count += 1
    guard names.count < Self.listed else { return }
    let found = store.published.candidates.map { "\($0.date)" }.uniqued().prefix(3)
    days += found
    names.append(
      store.file.name + (found.isEmpty ? "" : " (maybe \(found.joined(separator: " or ")))"))
  }

  /// The note; nil if there are none.
  var note: String? {
    guard let first = names.first else { return nil }
    let more = count > names.count ? " and \(count - names.count) more" : ""
    let who = count == 1 ? "1 article has" : "\(count) articles have"
    let name = first.split(separator: " (maybe ").first.map(String.init) ?? first
    return "note: \(who) no day of publication, so words such as \"Monday\" have no certain date: "
      + names.joined(separator: ", ") + more
      + "; use published \(days.first ?? "YYYY-MM-DD") on \(CommandWord.name(name))"
  }
}

/// A name as a word of a command.
private enum CommandWord {
  static func name(_ name: String) -> String {
    name.contains { $0.isWhitespace || "\"';#".contains($0) } ? "\"\(name)\"" : name
  }
}
