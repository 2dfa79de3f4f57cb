import PartOfSpeech

/// Trains an averaged perceptron.
/// Each feature is dropped a quarter of the time in training, so that the model does not rely on
/// single features; rare ones would otherwise have too much weight.
struct PartOfSpeechTrainer {
  /// Minimum number of occurrences of a feature in the treebank.
  private static let minimum = 3
  /// The scale of weights stored as a byte; small enough that few overflow, which costs more than
  /// rounding.
  private static let scale = 5.0
  /// Minimum scaled weight: smaller ones are mostly noise and are omitted.
  private static let leastWeight = 3.0

  private let treebank: Treebank
  private let lexicon: WordLexicon
  private let features: FeatureTable
  /// The indices of the features, the most frequent first.
  private let ranking: [Int]
  private let tagCount: Int
  private var weights: [Int32]
  private var totals: [Int64]
  private var stamps: [Int64]
  /// The totals at the last restart.
  private var earlier: [Int64]
  private var step: Int64 = 0
  private var noise = SplitMix(state: 77)

  init(_ treebank: Treebank, _ lexicon: WordLexicon) {
    self.treebank = treebank
    self.lexicon = lexicon
    tagCount = treebank.classes.count
    var counts: [UInt32: Int] = [:]
    for sentence in treebank.sentences {
      TrainingWords(sentence, lexicon).each(from: treebank) { site, gold in
        site.features { counts[$0, default: 0] += 1 }
        return gold
      }
    }
    let features = FeatureTable(counts.filter { $0.value >= Self.minimum }.keys.sorted())
    ranking = features.keys.indices.sorted {
      (counts[features.keys[$1], default: 0], $0) < (counts[features.keys[$0], default: 0], $1)
    }
    self.features = features
    weights = [Int32](repeating: 0, count: features.keys.count * tagCount)
    totals = [Int64](repeating: 0, count: weights.count)
    stamps = totals
    earlier = totals
  }

  /// Restarts with weights of zero; the model is the average over all restarts, each with other
  /// random choices.
  mutating func restart() {
    for index in weights.indices {
      settle(index)
      weights[index] = 0
    }
    earlier = totals
  }

  /// Excludes the passes since the last restart from the average, but continues from their weights:
  /// the first pass is still far from the result.
  mutating func forgetAverage() {
    totals = earlier
    for index in stamps.indices { stamps[index] = step }
  }

  /// Runs once over the treebank and further sentences, in a random order from `seed`; returns the
  /// share of correct decisions.
  mutating func pass(seed: UInt64, _ further: [TreebankSentence] = []) -> Double {
    var generator = SplitMix(state: seed)
    var right = 0
    var all = 0
    for sentence in (treebank.sentences + further).shuffled(using: &generator) {
      TrainingWords(sentence, lexicon).each(from: treebank) { site, gold in
        if let known = site.known { return known }
        let guess = decide(site, gold: gold)
        all += 1
        right += guess == gold ? 1 : 0
        return guess
      }
    }
    return Double(right) / Double(max(1, all))
  }

  private mutating func decide(_ site: TrainingWords.Site, gold: UInt8) -> UInt8 {
    var rows: [Int] = []
    // Each bit is set with a probability of a quarter.
    var coins = noise.next() & noise.next()
    site.features {
      if let place = features[$0], coins & 1 == 0 { rows.append(place * tagCount) }
      coins >>= 1
    }
    let best = best(rows)
    step += 1
    if best != gold {
      for row in rows {
        update(row + Int(gold), 1)
        update(row + Int(best), -1)
      }
    }
    return best
  }

  private func best(_ rows: [Int]) -> UInt8 {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: tagCount) { scores in
      scores.initialize(repeating: 0)
      weights.withUnsafeBufferPointer { weights in
        for row in rows {
          for tag in 0..<tagCount { scores[tag] &+= weights[row &+ tag] }
        }
      }
      var best = 0
      for tag in 1..<tagCount where scores[tag] > scores[best] { best = tag }
      return UInt8(best)
    }
  }

  private mutating func update(_ index: Int, _ change: Int32) {
    settle(index)
    weights[index] += change
  }

  /// Adds a weight to its total for the steps since its last change.
  private mutating func settle(_ index: Int) {
    totals[index] += (step - stamps[index]) * Int64(weights[index])
    stamps[index] = step
  }

  /// The bytes of the model: averaged weights in a byte each, the lexicon, and shortcuts.
  /// Frequent features are stored together, so that they stay in the processor's cache.
  func model(_ lexicon: WordLexicon, _ settled: [Shortcuts.Settled] = []) -> [UInt8] {
    var file = ModelFile(classes: treebank.classes)
    for place in ranking { file.add(features.keys[place], pairs(place * tagCount)) }
    for (word, entry) in lexicon.entries {
      file.add(TaggerFeatures.lexicon(word), payload: entry.payload)
    }
    for one in settled where lexicon.entries[one.place.word] != nil {
      guard let shortcut = one.place.shortcut else { continue }
      file.add(
        shortcut.key(one.place.word, one.place.spelling, one.place.neighbour),
        payload: Shortcut.payload(one.place.word, class: one.class))
    }
    return file.bytes()
  }

  private func pairs(_ row: Int) -> [(UInt8, Int8)] {
    (0..<tagCount).compactMap { tag in
      let index = row + tag
      let total = totals[index] + (step - stamps[index]) * Int64(weights[index])
      let weight = (Double(total) / Double(max(1, step)) * Self.scale).rounded()
      guard abs(weight) >= Self.leastWeight else { return nil }
      return (UInt8(tag), Int8(max(-127, min(127, weight))))
    }
  }
}

/// The features with weights, each with its index.
struct FeatureTable {
  let keys: [UInt32]
  private let slots: [Int32]

  init(_ keys: [UInt32]) {
    self.keys = keys
    var count = 1
    while count < keys.count * 2 { count *= 2 }
    var slots = [Int32](repeating: -1, count: count)
    for (place, key) in keys.enumerated() {
      var slot = Self.first(key, count)
      while slots[slot] >= 0 { slot = (slot + 1) & (count - 1) }
      slots[slot] = Int32(place)
    }
    self.slots = slots
  }

  private static func first(_ key: UInt32, _ count: Int) -> Int {
    Int((key &* 0x9E37_79B1) >> 8) & (count - 1)
  }

  subscript(key: UInt32) -> Int? {
    var slot = Self.first(key, slots.count)
    while slots[slot] >= 0 {
      if keys[Int(slots[slot])] == key { return Int(slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }
}

/// A small random number generator with the same results on every machine.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
