import PostilKit

/// The features of the second pass: the first pass's guesses for the token, its neighbours and the
/// other occurrences of its word.
/// Their scores are added to those of the first pass.
struct SecondPassFeatures: ~Copyable {
  /// The features of the last token.
  private(set) var buffer = FeatureBuffer(runs: 1, longest: 48)

  private var words = OccurrenceTable()
  private var pairs = OccurrenceTable()
  private var acronyms = OccurrenceTable()
  private let labels: Int

  /// Summarizes the first pass's guesses for an article.
  init(
    _ look: borrowing FirstPassResult, _ analysis: borrowing Analysis,
    _ tokens: UnsafeBufferPointer<Token>, _ sentences: [Range<Int>],
    bytes: UnsafeBufferPointer<UInt8>, labels: Int
  ) {
    self.labels = labels
    for sentence in sentences {
      for index in sentence where FirstPassResult.isOfInterest(tokens[index]) {
        words.add(analysis.word(index).pointee.lower, look.states[index])
        if index > sentence.lowerBound, tokens[index - 1].isCapital {
          pairs.add(Self.pair(index, analysis), look.states[index])
        }
      }
      addInitials(sentence, look, tokens, bytes)
    }
    for index in tokens.indices where FirstPassResult.isOfInterest(tokens[index]) {
      guard let others = words.others(analysis.word(index).pointee.lower, than: look.states[index])
      else {
        continue
      }
      look.elsewhere[index] = UInt16(summary(others))
    }
  }

  private static func pair(_ index: Int, _ analysis: borrowing Analysis) -> UInt64 {
    Hashing.finished(
      Hashing.pair(analysis.word(index - 1).pointee.lower, analysis.word(index).pointee.lower))
  }

  // MARK: Acronyms

  /// Records the guess for each run of two to eight capitalized words, with small words between
  /// them, by its initials.
  private mutating func addInitials(
    _ sentence: Range<Int>, _ look: borrowing FirstPassResult, _ tokens: UnsafeBufferPointer<Token>,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    for start in sentence
    where FirstPassResult.isOfInterest(tokens[start])
      && !TagSet.isInside(Int(look.guesses[start] >> 2))
      && look.guesses[start] >> 2 > 0
    {
      var hash = Hashing.seed
      var capitals = 0
      var index = start
      while index < sentence.upperBound, capitals < 8 {
        if index > start, !TagSet.isInside(Int(look.guesses[index] >> 2)) { break }
        if tokens[index].isCapital {
          hash = Hashing.step(hash, bytes[Int(tokens[index].start)])
          capitals += 1
        }
        index += 1
      }
      if capitals > 1 { acronyms.add(Hashing.finished(hash), look.states[start]) }
    }
  }

  /// The hash of an acronym's letters; nil if the token is not an acronym.
  private static func initials(
    _ token: Token, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> UInt64? {
    guard token.flags.contains(.allCapitals), token.count <= 12 else { return nil }
    var hash = Hashing.seed
    for byte in bytes[token.bytes] where byte != UInt8(ascii: ".") {
      hash = Hashing.step(hash, byte)
    }
    return Hashing.finished(hash)
  }

  // MARK: Features

  /// Computes the features of the token at `index`; none if there are no guesses.
  mutating func collect(
    _ index: Int, in sentence: Range<Int>, _ look: borrowing FirstPassResult,
    _ analysis: borrowing Analysis, _ tokens: UnsafeBufferPointer<Token>,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    buffer.clear()
    buffer.begin()
    defer { buffer.end() }
    let left = index > sentence.lowerBound ? index - 1 : nil
    let right = index + 1 < sentence.upperBound ? index + 1 : nil
    let here = UInt64(look.elsewhere[index])
    let before = left.map { UInt64(look.elsewhere[$0]) } ?? 0
    let after = right.map { UInt64(look.elsewhere[$0]) } ?? 0
    let guess = UInt64(look.guesses[index])
    let guessBefore = left.map { UInt64(look.guesses[$0]) } ?? 0xFF
    let guessAfter = right.map { UInt64(look.guesses[$0]) } ?? 0xFF
    addNeighbours(before, after, guess)
    guard FirstPassResult.isOfInterest(tokens[index]) else { return }
    if here != 0 {
      addWord(index, here, guess, guessBefore, guessAfter, look, analysis)
    }
    buffer.template = 40
    if let left, tokens[left].isCapital,
      let others = pairs.others(Self.pair(index, analysis), than: look.states[index])
    {
      let summary = UInt64(summary(others))
      buffer.add(summary)
      buffer.add(summary << 8 | guess)
      let inside = UInt64(insideShare(others))
      buffer.add(summary << 8 | inside)
    }
    buffer.template = 50
    if let hash = Self.initials(tokens[index], bytes), let long = acronyms.all(hash) {
      let summary = UInt64(summary(long))
      buffer.add(summary)
      buffer.add(summary << 8 | guess)
    }
  }

  private mutating func addNeighbours(_ before: UInt64, _ after: UInt64, _ guess: UInt64) {
    buffer.template = 10
    if before != 0 { buffer.add(before << 16 | guess) }
    buffer.template = 11
    if after != 0 { buffer.add(after << 16 | guess) }
  }

  private mutating func addWord(
    _ index: Int, _ here: UInt64, _ guess: UInt64, _ guessBefore: UInt64, _ guessAfter: UInt64,
    _ look: borrowing FirstPassResult, _ analysis: borrowing Analysis
  ) {
    buffer.template = 20
    guard
      let others = words.others(analysis.word(index).pointee.lower, than: look.states[index])
    else { return }
    let inside = UInt64(insideShare(others))
    let headline: UInt64 = analysis.places[index].isHeadline ? 1 : 0
    buffer.add(here)
    buffer.add(here >> 2)
    buffer.add(here << 8 | guess)
    buffer.add(here << 8 | inside)
    buffer.add(here << 16 | inside << 8 | guess)
    buffer.add(here << 16 | guessBefore << 8 | inside)
    buffer.add(here << 16 | guessAfter << 8 | inside)
    buffer.add(here << 1 | headline)
    buffer.add(Hashing.pair(here, analysis.word(index).pointee.shape))
    buffer.add(UInt64(analysis.word(index).pointee.commonness) << 32 | here)
    for label in 0..<labels {
      let share = Self.bucket(others.share(label))
      if share > 0 { buffer.put(UInt64(label) << 8 | UInt64(share)) }
    }
  }

  // MARK: Occurrences as numbers

  /// The most frequent label of occurrences, its share and their number, as one number; never 0.
  private func summary(_ others: Occurrences) -> Int {
    var best = 0
    var share: Float = 0
    for label in 0..<labels where others.share(label) > share {
      best = label
      share = others.share(label)
    }
    let many =
      switch others.count {
      case 1: 0
      case 2...3: 1
      case 4...9: 2
      default: 3
      }
    let bucket = Self.bucket(share)
    return (bucket == 0 ? 1 : 2 + best * 8 + bucket) << 2 | many
  }

  private static func bucket(_ share: Float) -> Int {
    switch share {
    case 0.95...: 7
    case 0.8...: 6
    case 0.6...: 5
    case 0.4...: 4
    case 0.2...: 3
    case 0.08...: 2
    case 0.02...: 1
    default: 0
    }
  }

  /// Whether most mentions that include it begin with it or earlier: 0 to 3.
  private func insideShare(_ others: Occurrences) -> Int {
    var begins: UInt32 = 0
    var insides: UInt32 = 0
    for label in 0..<labels {
      begins += others.states[TagSet.begin(label)]
      insides += others.states[TagSet.begin(label) + 1]
    }
    let all = begins + insides
    return all < 25 ? 0 : insides * 4 < all ? 1 : insides * 4 < all * 3 ? 2 : 3
  }
}
