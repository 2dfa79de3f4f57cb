import PostilCore
import PostilKit

/// Which annotations a command is about: `e7`, `3-9`, `"Duarte"`, `PER`, `label=PER score<0.5`, `all`.
struct Selection {
  private var ids: Set<String> = []
  private var tests: [(Annotation, StoredAnnotation) -> Bool] = []
  /// Of several labels, layers or states one must hold.
  private var labels: [(layer: Layer, label: String)] = []
  private var layers: Set<Layer> = []
  private var wanted: Set<Annotation.State> = []
  /// Whether anything was said at all.
  private(set) var isEmpty = true

  /// Reads the words and pairs of a command.
  ///
  /// - Throws: what is wrong with the first word that selects nothing.
  init(_ arguments: Arguments, in session: Session) throws {
    for word in arguments.words { try add(word, session) }
    for (name, value) in arguments.pairs { try add(name, value.text, session) }
  }

  /// The annotations selected, by number; of those in `states` where no single one was named.
  func annotations(
    in session: Session, states: Set<Annotation.State> = Set(Annotation.State.allCases)
  ) throws -> [StoredAnnotation] {
    try session.article().store.annotations.filter { stored in
      if ids.contains(stored.annotation.id) { return true }
      guard ids.isEmpty || isFilter, states.contains(stored.annotation.state) else { return false }
      return holds(stored)
    }
  }

  private var isFilter: Bool {
    !tests.isEmpty || !labels.isEmpty || !layers.isEmpty || !wanted.isEmpty
  }

  private func holds(_ stored: StoredAnnotation) -> Bool {
    let one = stored.annotation
    if !labels.isEmpty || !layers.isEmpty {
      let isNamed = labels.contains { $0.label == one.label && $0.layer == one.layer }
      guard isNamed || layers.contains(one.layer) else { return false }
    }
    guard wanted.isEmpty || wanted.contains(one.state) else { return false }
    return tests.allSatisfy { $0(one, stored) }
  }

  // MARK: Words

  private mutating func add(_ word: Word, _ session: Session) throws {
    isEmpty = false
    if let bare = word.bare {
      if bare == "all" { return tests.append { _, _ in true } }
      if let state = Self.state(bare) {
        wanted.insert(state)
        return
      }
      if try addRange(bare, session) || addComparison(bare, session) { return }
      if let known = try? session.schema.layer(ofLabel: bare) { return labels.append(known) }
      if session.schema[Layer(rawValue: bare)] != nil {
        layers.insert(Layer(rawValue: bare))
        return
      }
    }
    try addTargets(word, session)
  }

  private static func state(_ word: String) -> Annotation.State? {
    Annotation.State.allCases.first { $0.rawValue == word.lowercased() }
  }

  /// `3-9`: annotations by number.
  private mutating func addRange(_ word: String, _ session: Session) throws -> Bool {
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let first = Int(parts[0]), let last = Int(parts[1]) else {
      return false
    }
    let found = try session.article().store.annotations.filter {
      $0.number >= first && $0.number <= last
    }
    guard !found.isEmpty else {
      throw PostilError.nothingNamed(
        name: word, count: try session.article().store.annotations.count)
    }
    ids.formUnion(found.map(\.annotation.id))
    return true
  }

  /// `score<0.5`, `score>0.9`, `text~bank`.
  private mutating func addComparison(_ word: String, _ session: Session) throws -> Bool {
    if word.hasPrefix("text~") {
      let wanted = word.dropFirst(5).lowercased()
      tests.append { one, _ in one.text.lowercased().contains(wanted) }
      return true
    }
    guard word.hasPrefix("score<") || word.hasPrefix("score>") else { return false }
    guard let bound = Double(word.dropFirst(6)) else {
      throw PostilError.badValue(
        name: "score", value: String(word.dropFirst(6)), expected: "say score<0.5")
    }
    let isBelow = word.hasPrefix("score<")
    tests.append { one, _ in
      guard let score = one.score else { return false }
      return isBelow ? score < bound : score > bound
    }
    return true
  }

  /// An annotation by its number, or all that stand exactly on the words pointed at.
  private mutating func addTargets(_ word: Word, _ session: Session) throws {
    for target in try session.resolver().targets(word) {
      if let id = target.id {
        ids.insert(id)
        continue
      }
      let found = try session.article().store.annotations.filter {
        $0.annotation.spans == target.spans
      }
      guard !found.isEmpty else {
        throw PostilError.nothingNamed(
          name: "on " + word.raw, count: try session.article().store.annotations.count)
      }
      ids.formUnion(found.map(\.annotation.id))
    }
  }

  // MARK: Pairs

  private mutating func add(_ name: String, _ value: String, _ session: Session) throws {
    isEmpty = false
    switch name {
    case "label":
      labels.append(try session.schema.layer(ofLabel: value))
    case "layer": layers.insert(Layer(rawValue: value))
    case "state":
      guard let state = Self.state(value) else {
        throw PostilError.badValue(
          name: "state", value: value, expected: "suggested, accepted or rejected is expected")
      }
      wanted.insert(state)
    case "by", "annotator":
      tests.append { one, stored in one.annotator.hasPrefix(value) || stored.by.hasPrefix(value) }
    case "text":
      let wanted = Context.flat(value)
      tests.append { one, _ in Context.flat(one.text) == wanted }
    case "rule": tests.append { one, _ in one.rule == value }
    default:
      throw PostilError.usage(
        reason: "'\(name)=' selects nothing",
        next: "say label= layer= state= by= text= rule= score< score> or text~")
    }
  }
}
