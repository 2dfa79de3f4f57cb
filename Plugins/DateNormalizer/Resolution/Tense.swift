import PostilKit

/// What the verbs around an expression say about its direction.
enum Tense {
  case past, future, unknown

  /// How many tokens are looked at on either side: a bound, so that the time stays linear.
  private static let reach = 20

  /// The tense of the nearest verb before a token in its sentence, else after it.
  init(_ passage: Passage, around first: Int, _ last: Int) {
    if let tense = Self.search(passage, stride(from: first - 1, to: first - Self.reach, by: -1)) {
      self = tense
    } else if let tense = Self.search(passage, stride(from: last + 1, to: last + Self.reach, by: 1)) {
      self = tense
    } else {
      self = .unknown
    }
  }

  private static func search(_ passage: Passage, _ indices: StrideTo<Int>) -> Tense? {
    for index in indices {
      guard index >= 0, index < passage.tokens.count else { return nil }
      let token = passage.tokens[index]
      if token.kind == .punctuation {
        if ".!?".contains(passage.word(index)) { return nil }
      } else if token.kind == .word, let tense = tense(passage, index, token) {
        return tense == .past && isPassive(passage, index) ? .future : tense
      }
      if token.flags.contains(.paragraphBefore) { return nil }
    }
    return nil
  }

  /// `will be paid`: a participle behind a verb of the future.
  private static func isPassive(_ passage: Passage, _ index: Int) -> Bool {
    (index - 3..<index).contains { passage.is($0, .futureVerb) || passage.word($0) == "be" }
  }

  private static func tense(_ passage: Passage, _ index: Int, _ token: Token) -> Tense? {
    if passage.is(index, .futureVerb) {
      return passage.word(index) == "may" && token.isCapital ? nil : .future
    }
    if passage.is(index, .pastVerb) { return .past }
    let end = Int(token.end)
    guard token.count > 4, !token.isCapital else { return nil }
    return passage.bytes[end - 1] == UInt8(ascii: "d") && passage.bytes[end - 2] == UInt8(ascii: "e")
      ? .past : nil
  }
}
