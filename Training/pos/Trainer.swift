import PostilKit
import PostilLanguage

/// An averaged perceptron in the making.
struct Trainer {
  private static let tagCount = PennTag.allCases.count
  private var places: [UInt32: Int] = [:]
  private var weights: [Int32] = []
  private var totals: [Int64] = []
  private var stamps: [Int64] = []
  private var certain: [UInt32: PennTag] = [:]
  private var lexicon: WordLexicon
  private var step: Int64 = 0

  /// Features that occur at least `minimum` times get weights.
  init(_ sentences: [TreebankSentence], classes: WordClasses, minimum: Int) {
    lexicon = WordLexicon(classes)
    for sentence in sentences { lexicon.count(sentence) }
    let lexicon = lexicon
    var counts: [UInt32: Int] = [:]
    var wordTags: [UInt32: [PennTag: Int]] = [:]
    for sentence in sentences {
      Self.visit(sentence, lexicon) { word, last, beforeLast, isFirst, tag, _ in
        TaggerFeatures.each(word, last: last, beforeLast: beforeLast, isFirst: isFirst) {
          counts[$0, default: 0] += 1
        }
        wordTags[TaggerFeatures.certain(word[0]), default: [:]][tag, default: 0] += 1
        return tag
      }
    }
    for key in counts.filter({ $0.value >= minimum }).keys.sorted() { places[key] = places.count }
    weights = [Int32](repeating: 0, count: places.count * Self.tagCount)
    totals = [Int64](repeating: 0, count: weights.count)
    stamps = totals
    for (word, tags) in wordTags {
      let all = tags.values.reduce(0, +)
      if let top = tags.max(by: { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }),
        all >= 40, top.value * 1000 >= all * 995
      {
        certain[word] = top.key
      }
    }
  }

  /// Goes through the sentences once, in an order that `seed` decides.
  mutating func pass(_ sentences: [TreebankSentence], seed: UInt64) -> Double {
    var generator = SplitMix(state: seed)
    let lexicon = lexicon
    var right = 0
    var all = 0
    for sentence in sentences.shuffled(using: &generator) {
      Self.visit(sentence, lexicon) { word, last, beforeLast, isFirst, tag, token in
        if let known = Self.fixed(sentence, token) ?? certain[TaggerFeatures.certain(word[0])] {
          return known
        }
        let guess = decide(word, last, beforeLast, isFirst, gold: tag)
        all += 1
        right += guess == tag ? 1 : 0
        return guess
      }
    }
    return Double(right) / Double(max(1, all))
  }

  private mutating func decide(
    _ word: UnsafePointer<WordFeatures>, _ last: UInt32, _ beforeLast: UInt32, _ isFirst: Bool,
    gold: PennTag
  ) -> PennTag {
    var rows: [Int] = []
    TaggerFeatures.each(word, last: last, beforeLast: beforeLast, isFirst: isFirst) {
      if let place = places[$0] { rows.append(place * Self.tagCount) }
    }
    var scores = [Int32](repeating: 0, count: Self.tagCount)
    for row in rows { for tag in 0..<Self.tagCount { scores[tag] += weights[row + tag] } }
    var best = 0
    for tag in 1..<Self.tagCount where scores[tag] > scores[best] { best = tag }
    step += 1
    if best != Int(gold.rawValue), gold != .xx {
      for row in rows {
        update(row + Int(gold.rawValue), 1)
        update(row + best, -1)
      }
    }
    return PennTag(rawValue: UInt8(best)) ?? .nn
  }

  private mutating func update(_ index: Int, _ change: Int32) {
    totals[index] += (step - stamps[index]) * Int64(weights[index])
    stamps[index] = step
    weights[index] += change
  }

  /// The model file: averaged weights in a byte each, small ones left out.
  func model() -> [UInt8] {
    var averages: [(key: UInt32, pairs: [(UInt8, Int8)])] = []
    // Large enough that few weights leave a byte, which costs more than rounding does.
    let scale = 5.0
    for (key, place) in places {
      var pairs: [(UInt8, Int8)] = []
      for tag in 0..<Self.tagCount {
        let index = place * Self.tagCount + tag
        let total = totals[index] + (step - stamps[index]) * Int64(weights[index])
        let weight = (Double(total) / Double(max(1, step)) * scale).rounded()
        if abs(weight) >= 1 { pairs.append((UInt8(tag), Int8(max(-127, min(127, weight))))) }
      }
      if !pairs.isEmpty { averages.append((key, pairs)) }
    }
    for (word, tag) in certain { averages.append((word, [(tag.rawValue, 127)])) }
    averages += lexicon.rows
    averages.sort { $0.key < $1.key }
    return ModelFile.bytes(averages)
  }

  /// Calls `body` for each token with its features, the two tags before it and its own; what it
  /// returns is the tag the next tokens see.
  private static func visit(
    _ sentence: TreebankSentence, _ lexicon: WordLexicon,
    _ body: (UnsafePointer<WordFeatures>, UInt32, UInt32, Bool, PennTag, Token) -> PennTag
  ) {
    var last = UInt32(PennTag.xx.rawValue)
    var beforeLast = last
    sentence.text.utf8.withUnsafeBufferPointer { bytes in
      let edge = [WordFeatures.boundary, .boundary]
      let words = edge + sentence.tokens.map { lexicon.features(bytes, $0) } + edge
      words.withUnsafeBufferPointer { words in
        guard let base = words.baseAddress else { return }
        for (index, token) in sentence.tokens.enumerated() {
          let tag = body(
            base + index + 2, last, beforeLast, index == 0, sentence.tags[index], token)
          beforeLast = last
          last = UInt32(tag.rawValue)
        }
      }
    }
  }

  private static func fixed(_ sentence: TreebankSentence, _ token: Token) -> PennTag? {
    sentence.text.utf8.withUnsafeBufferPointer { Tagger.punctuation($0, token) }
  }
}

/// Writes the tagger's file.
enum ModelFile {
  static func bytes(_ rows: [(key: UInt32, pairs: [(UInt8, Int8)])]) -> [UInt8] {
    var slotCount = 1
    while slotCount * 3 < rows.count * 4 { slotCount *= 2 }
    var slots = [UInt64](repeating: 0, count: slotCount)
    var pairs: [UInt8] = []
    for row in rows {
      var slot = Int((row.key &* 0x9E37_79B1) >> 8) & (slotCount - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slotCount - 1) }
      slots[slot] = UInt64(row.key) | UInt64((pairs.count / 2) << 6 | row.pairs.count) << 32
      for (tag, weight) in row.pairs { pairs += [tag, UInt8(bitPattern: weight)] }
    }
    var bytes = Tagger.magic
    for value in [UInt32(slotCount), UInt32(pairs.count / 2)] { append(value, to: &bytes) }
    for slot in slots {
      append(UInt32(truncatingIfNeeded: slot), to: &bytes)
      append(UInt32(slot >> 32), to: &bytes)
    }
    return bytes + pairs
  }

  private static func append(_ value: UInt32, to bytes: inout [UInt8]) {
    for shift in [0, 8, 16, 24] as [UInt32] {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }
}

/// A small random generator, the same on every machine.
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
