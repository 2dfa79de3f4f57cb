import PostilCuration
import PostilKit
import PostilPointing
import PostilSchema
import PostilShell
import PostilSystem
import PostilTerminal

/// What writes the decisions of a loop over readings.
package protocol CurationDecider: AnyObject {
  /// Whether nothing is left to decide about a place.
  func isDecided(_ item: CurationItem) throws -> Bool
  /// Writes a decision.
  ///
  /// - Returns: What is to be decided next because of it.
  func decide(_ item: CurationItem, _ choice: CurationChoice) throws -> [CurationItem]
  /// Takes back the last decision; returns a message about it.
  func takeBack() throws -> String
}

/// Shows one place at a time where readings differ, and performs the keys; a decision is written before the
/// next key is read.
package final class CurationLoop: KeyLoop {
  static let table = CurateKeys.table

  let session: Session
  let request: Request
  let article: OpenArticle
  let keys: any KeySource
  let screen: LiveScreen
  var message = ""
  var hasLeft = false
  private let decider: any CurationDecider
  private var items: [CurationItem]
  private var index = 0
  private var skipped = 0
  /// The places in ``items`` that were decided, in this order, and how many items each has added.
  private var decided: [(index: Int, added: Int)] = []

  /// - Parameter items: What is to be decided; at least one.
  package init(
    session: Session, request: Request, article: OpenArticle, items: [CurationItem],
    decider: any CurationDecider, keys: any KeySource, isLive: Bool
  ) {
    self.session = session
    self.request = request
    self.article = article
    self.items = items
    self.decider = decider
    self.keys = keys
    screen = LiveScreen(session: session, article: article, isLive: isLive)
  }

  private var item: CurationItem { items[index] }

  /// Decides until the last place or until the person leaves.
  ///
  /// - Returns: False if the person left.
  package func run() throws -> Bool {
    while !hasLeft, index < items.count {
      try screen.show(
        item, place: index + 1, of: items.count, hints: Self.table.hints, message: message)
      message = ""
      try attempt { try performNextKey() }
    }
    try screen.end()
    let left = try items.count { try !decider.isDecided($0) }
    try session.console.out.print(
      "\(decided.count) decided, \(skipped) skipped; \(left) to decide")
    return !hasLeft
  }

  // MARK: Keys

  func take(_ key: Character) throws {
    guard let digit = key.wholeNumberValue, digit <= item.options.count else {
      let count = item.options.count
      message = "there \(count == 1 ? "is" : "are") \(counted(count, "reading"))"
      return
    }
    try decide(.take([digit - 1]))
  }

  func takeAll() throws {
    if case .attribute = item.subject { return message = "an attribute has one value" }
    try decide(.take(Array(item.options.indices)))
  }

  func decide(_ choice: CurationChoice) throws {
    let more = try decider.decide(item, choice)
    decided.append((index, more.count))
    items.insert(contentsOf: more, at: index + 1)
    index += 1
  }

  /// Reads a label, words or a value that no reading has.
  func edit() throws {
    guard let typed = try screen.line("\(question): ", until: ";", keys), !typed.isEmpty,
      let first = item.options.lazy.compactMap(\.annotation).first
    else { return }
    try decide(.edit(try edited(first, typed)))
  }

  private var question: String {
    switch item.subject {
    case .attribute(let name, _): name
    case .role(let name, _): name
    case .annotations, .conflict: "label and words"
    }
  }

  private func edited(_ annotation: Annotation, _ typed: String) throws -> Annotation {
    var annotation = annotation
    let words = try CommandParser.statements("x \(typed)").first?.words.dropFirst() ?? []
    switch item.subject {
    case .attribute(let name, _):
      annotation.attributes[name] = try session.focus.schema.value(
        of: name, on: annotation.layer, typed: words.last?.text ?? typed)
    case .role(let name, _):
      guard let word = words.last else { return annotation }
      let target = try session.focus.resolver(in: article).target(word)
      annotation.roles[name] = [RoleLink(spans: target.spans, id: target.id)]
    case .annotations, .conflict:
      for word in words {
        if !word.isQuoted, let label = try? session.focus.label(word.text) {
          (annotation.layer, annotation.label) = label
        } else {
          annotation.spans = try session.focus.resolver(in: article).target(word).spans
          annotation.text = ""
        }
      }
    }
    return annotation
  }

  func skip() {
    skipped += 1
    index += 1
  }

  func goBack() { index = max(0, index - 1) }

  func undo() throws {
    guard let last = decided.popLast() else { return message = "there is nothing to undo" }
    message = try decider.takeBack()
    index = last.index
    // What was asked because of the decision is not asked any more.
    items.removeSubrange((index + 1)..<(index + 1 + last.added))
  }

  func showLine() throws { try screen.context(item.spans.first?.start ?? 0) }

  func showKeys() throws { try screen.explain(Self.table, labels: []) }
}
