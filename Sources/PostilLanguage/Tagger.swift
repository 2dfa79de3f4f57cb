import PostilKit

/// Tags tokens with their part of speech: an averaged perceptron that decides greedily from left to
/// right.
///
/// Its model is one mapped file: a header, a hash table of features, and for each feature the tags it
/// speaks for or against with a weight in a byte.
public struct Tagger: Sendable {
  /// The first bytes of a model file.
  package static let magic: [UInt8] = Array("PSTLPOS1".utf8)

  private let resource: Resource
  private let mask: UInt32
  private let slots: Int
  private let weights: Int
  private let weightCount: Int

  /// Takes a model file.
  ///
  /// - Throws: `AnnotatorError` for a file that is no model or is cut short.
  public init(_ resource: Resource) throws {
    let bytes = resource.bytes
    guard bytes.count >= 16, bytes.prefix(8).elementsEqual(Self.magic) else {
      throw AnnotatorError("the tagger's model is not one: its first bytes are not PSTLPOS1")
    }
    let slotCount = Int(bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
    let weightCount = Int(bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
    guard slotCount > 0, slotCount & (slotCount - 1) == 0,
      bytes.count == 16 + slotCount * 8 + weightCount * 2
    else { throw AnnotatorError("the tagger's model is cut short") }
    self.resource = resource
    mask = UInt32(slotCount - 1)
    slots = 16
    weights = 16 + slotCount * 8
    self.weightCount = weightCount
  }

  /// Tags all tokens of a text.
  public func tags(_ text: Text, _ tokens: Tokens, _ sentences: Sentences) -> [PennTag] {
    var tags = [PennTag](repeating: .xx, count: tokens.count)
    var words: [WordFeatures] = []
    text.utf8.withUnsafeBufferPointer { bytes in
      for sentence in sentences {
        words.removeAll(keepingCapacity: true)
        words.append(.boundary)
        words.append(.boundary)
        for index in sentence { words.append(features(bytes, tokens[index])) }
        words.append(.boundary)
        words.append(.boundary)
        tag(sentence, words, bytes, tokens, &tags)
      }
    }
    return tags
  }

  /// What is known of a token by itself, from its bytes and from the model.
  private func features(_ bytes: UnsafeBufferPointer<UInt8>, _ token: Token) -> WordFeatures {
    var word = WordFeatures(bytes, token)
    guard token.kind == .word else { return word }
    let group = row(TaggerFeatures.group(word))
    if group.count == 2 {
      word.group = UInt32(
        resource.bytes.loadUnaligned(fromByteOffset: group.lowerBound, as: UInt16.self))
    }
    let usual = row(TaggerFeatures.usual(word))
    if usual.count == 2 { word.usual = UInt32(resource.bytes[usual.lowerBound]) + 1 }
    return word
  }

  /// Whether the model has met a token's word, in whatever spelling.
  public func knows(_ token: Token, of text: Text) -> Bool {
    text.utf8.withUnsafeBufferPointer {
      let word = WordFeatures($0, token)
      return !row(TaggerFeatures.word(word)).isEmpty || certain(word) != nil
    }
  }

  private func tag(
    _ sentence: Range<Int>, _ words: [WordFeatures], _ bytes: UnsafeBufferPointer<UInt8>,
    _ tokens: Tokens, _ tags: inout [PennTag]
  ) {
    var last = UInt32(PennTag.xx.rawValue)
    var beforeLast = last
    words.withUnsafeBufferPointer { words in
      guard let base = words.baseAddress else { return }
      for index in sentence {
        let offset = index - sentence.lowerBound
        let word = base + offset + 2
        let tag =
          Self.punctuation(bytes, tokens[index]) ?? certain(word[0])
          ?? best(word, last, beforeLast, offset == 0)
        tags[index] = tag
        beforeLast = last
        last = UInt32(tag.rawValue)
      }
    }
  }

  private func certain(_ word: WordFeatures) -> PennTag? {
    let row = row(TaggerFeatures.certain(word))
    return row.isEmpty ? nil : PennTag(rawValue: resource.bytes[row.lowerBound])
  }

  private func best(
    _ word: UnsafePointer<WordFeatures>, _ last: UInt32, _ beforeLast: UInt32, _ isFirst: Bool
  ) -> PennTag {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: TaggerFeatures.count) { keys in
      var count = 0
      TaggerFeatures.each(word, last: last, beforeLast: beforeLast, isFirst: isFirst) {
        keys[count] = $0
        count += 1
      }
      return best(keys)
    }
  }

  /// The tag that most speaks for; all slots are looked up before any weight is, so that the processor
  /// waits for them together.
  private func best(_ keys: UnsafeMutableBufferPointer<UInt32>) -> PennTag {
    let bytes = resource.bytes
    return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: keys.count) { found in
      for index in keys.indices {
        found[index] = bytes.loadUnaligned(
          fromByteOffset: slots + Int(first(keys[index])) * 8, as: UInt64.self)
      }
      return withUnsafeTemporaryAllocation(of: Int32.self, capacity: 256) { scores in
        for tag in 0..<PennTag.allCases.count { scores[tag] = 0 }
        for index in keys.indices {
          let name = UInt32(truncatingIfNeeded: found[index])
          if name == 0 { continue }
          let row = name == keys[index] ? weights(found[index]) : row(keys[index])
          var at = row.lowerBound
          while at < row.upperBound {
            let tag = Int(bytes[at])
            if tag < PennTag.allCases.count {
              scores[tag] &+= Int32(Int8(bitPattern: bytes[at + 1]))
            }
            at += 2
          }
        }
        var best = 0
        for tag in 1..<PennTag.allCases.count where scores[tag] > scores[best] { best = tag }
        return PennTag(rawValue: UInt8(best)) ?? .nn
      }
    }
  }

  /// The bytes of a feature's pairs of tag and weight; empty if the model does not have it.
  ///
  /// A slot is the key (never 0), then the place of the first pair in 26 bits and the count in 6.
  private func row(_ key: UInt32) -> Range<Int> {
    let bytes = resource.bytes
    var slot = first(key)
    for _ in 0..<64 {
      let found = bytes.loadUnaligned(fromByteOffset: slots + Int(slot) * 8, as: UInt64.self)
      let name = UInt32(truncatingIfNeeded: found)
      if name == key {
        return weights(found)
      }
      if name == 0 { break }
      slot = (slot &+ 1) & mask
    }
    return 0..<0
  }

  /// Where a key would stand if no other did.
  private func first(_ key: UInt32) -> UInt32 { ((key &* 0x9E37_79B1) >> 8) & mask }

  /// The bytes of the weights that a slot points to.
  private func weights(_ slot: UInt64) -> Range<Int> {
    let place = Int(slot >> 32)
    let first = min(place >> 6, weightCount)
    let count = min(place & 63, weightCount - first)
    return weights + first * 2..<weights + (first + count) * 2
  }

  /// The tag of a sign that can have no other.
  package static func punctuation(
    _ bytes: UnsafeBufferPointer<UInt8>, _ token: Token
  ) -> PennTag? {
    guard token.kind == .punctuation || token.kind == .symbol else {
      return token.kind == .address ? .add : nil
    }
    switch bytes[Int(token.start)] {
    case UInt8(ascii: ","): return .comma
    case UInt8(ascii: "."): return token.count == 1 ? .stop : nil
    case UInt8(ascii: "!"), UInt8(ascii: "?"): return .stop
    case UInt8(ascii: ":"), UInt8(ascii: ";"): return .colon
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): return .lrb
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): return .rrb
    case UInt8(ascii: "`"): return .open
    case UInt8(ascii: "$"): return .dollar
    case UInt8(ascii: "%"): return .nn
    case UInt8(ascii: "&"): return .cc
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return token.flags.contains(.spaceBefore) ? .open : .close
    case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "<"), UInt8(ascii: ">"): return nil
    case 0xC2: return token.count == 2 ? mark(bytes[Int(token.start) + 1]) : .sym
    case 0xE2: return token.count == 3 ? general(bytes, Int(token.start)) : .sym
    default: return .sym
    }
  }

  private static func mark(_ second: UInt8) -> PennTag {
    second == 0xAB ? .open : second == 0xBB ? .close : .sym
  }

  private static func general(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> PennTag {
    guard bytes[start + 1] == 0x80 else { return bytes[start + 1] == 0x82 ? .dollar : .sym }
    switch bytes[start + 2] {
    case 0x90...0x95: return .colon
    case 0xA6: return .stop
    case 0x98, 0x9A, 0x9C, 0x9E, 0xB9: return .open
    case 0x99, 0x9B, 0x9D, 0x9F, 0xBA: return .close
    default: return .sym
    }
  }
}
