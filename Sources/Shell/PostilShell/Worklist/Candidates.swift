import PostilKit
import PostilStore

/// What a role may point at.
enum Candidates {
  /// Mentions near a quote, nearest first, at most nine: people, organizations and countries.
  static func sources(of quote: Annotation, in store: AnnotationStore) -> [StoredAnnotation] {
    let inside = quote.spans
    func distance(_ one: StoredAnnotation) -> Int {
      let mention = one.annotation.extent
      let gap = inside.map { max(0, $0.start - mention.end, mention.start - $0.end) }.min() ?? 0
      // Countries speak seldom: a person a little farther off is more likely.
      return gap + (one.annotation.label == "PER" ? 0 : one.annotation.label == "ORG" ? 30 : 100)
    }
    return Array(
      store.annotations.filter { one in
        one.annotation.layer == .entity && one.annotation.state != .rejected
          && ["PER", "ORG", "GPE"].contains(one.annotation.label)
          && !inside.contains { $0.contains(one.annotation.extent) }
      }
      .sorted { (distance($0), $0.number) < (distance($1), $1.number) }.prefix(9))
  }
}

extension Session {
  /// Lists what a role could point at; at a terminal a digit chooses one, nil for none.
  func candidate(of head: StoredAnnotation, _ role: String) throws -> StoredAnnotation? {
    let found = Candidates.sources(of: head.annotation, in: try article().store)
    let asks = mode == .shell && output.isTerminal && !found.isEmpty
    try output.print(try line(head))
    for (index, other) in found.enumerated() {
      try output.print(try line(other, before: asks ? " \(index + 1)" : "  "))
    }
    if asks, let terminal = RawTerminal() { return try chosen(from: found, role, terminal) }
    try output.print(
      found.isEmpty
        ? "no entity to link to" : "say link e\(head.number) e\(found[0].number) \(role)")
    return nil
  }

  private func chosen(
    from found: [StoredAnnotation], _ role: String, _ terminal: RawTerminal
  ) throws -> StoredAnnotation? {
    try output.write(raw: "\(role)? a digit, or another key for none: ")
    try output.flush()
    let key = terminal.key()
    terminal.leave()
    guard case .character(let sign)? = key, let digit = sign.wholeNumberValue,
      (1...found.count).contains(digit)
    else {
      try output.print("none")
      return nil
    }
    try output.print("\(digit)")
    return found[digit - 1]
  }
}
