import PostilKit

/// A trained model in one mapped file: nothing of it is copied but the transitions.
///
/// The file is little-endian: eight bytes `POSTILT2`, for each ``Section`` its offset and length in
/// bytes as two 64-bit numbers, then the sections, each at a multiple of 64 bytes.
public struct TaggerModel: Sendable {
  /// The parts of the file, in order.
  enum Section: Int, CaseIterable {
    case labels, words, phrases
    case transitions, step, bitmap, ranks, rows
    case secondTransitions, secondStep, secondBitmap, secondRanks, secondRows

    /// The parts of a pass.
    static let first: [Section] = [.transitions, .step, .bitmap, .ranks, .rows]
    static let second: [Section] = [
      .secondTransitions, .secondStep, .secondBitmap, .secondRanks, .secondRows,
    ]
  }

  /// The weights of one pass over an article.
  struct Pass: Sendable {
    let weights: Weights
    let transitions: [Float]
  }

  static let magic: [UInt8] = Array("POSTILT2".utf8)
  static let headerCount = 8 + 16 * Section.allCases.count

  /// The labels that it gives.
  public let tags: TagSet
  let lexicon: Lexicon
  /// Looks at each sentence alone.
  let first: Pass
  /// Looks at the article with the first one's eyes; nil if the model has only one.
  let second: Pass?

  private let owner: Resource

  /// Takes a mapped model.
  ///
  /// - Throws: ``AnnotatorError`` if the file is no model of this version.
  public init(_ resource: Resource) throws(AnnotatorError) {
    let sections = try Self.sections(resource.bytes)
    let names = String(decoding: sections[Section.labels.rawValue], as: UTF8.self)
    guard let tags = TagSet(names.split(separator: "\n").map(String.init)),
      let words = HashTable(Self.numbers(sections[Section.words.rawValue])),
      let phrases = HashTable(Self.numbers(sections[Section.phrases.rawValue])),
      let first = Pass(Section.first.map { sections[$0.rawValue] })
    else { throw Self.damaged }
    let second = Section.second.map { sections[$0.rawValue] }
    self.second = Pass(second)
    guard self.second != nil || second.allSatisfy(\.isEmpty) else { throw Self.damaged }
    self.tags = tags
    self.first = first
    lexicon = Lexicon(words: words, phrases: phrases)
    owner = resource
  }

  /// The numbers in a part of the file.
  fileprivate static func numbers<Number>(
    _ bytes: UnsafeRawBufferPointer
  ) -> UnsafeBufferPointer<Number> {
    UnsafeBufferPointer(
      start: bytes.baseAddress?.assumingMemoryBound(to: Number.self),
      count: bytes.count / MemoryLayout<Number>.stride)
  }

  /// The parts of the file that it was taken from.
  var parts: [Section: [UInt8]] {
    guard let sections = try? Self.sections(owner.bytes) else { return [:] }
    return Dictionary(
      uniqueKeysWithValues: Section.allCases.map { ($0, Array(sections[$0.rawValue])) })
  }

  private static let damaged = AnnotatorError(
    "the model is damaged or of another version; train it again with 'postil-train'")

  private static func sections(
    _ bytes: UnsafeRawBufferPointer
  ) throws(AnnotatorError) -> [UnsafeRawBufferPointer] {
    guard bytes.count >= headerCount, bytes.starts(with: magic) else { throw damaged }
    var sections: [UnsafeRawBufferPointer] = []
    for section in Section.allCases {
      let offset = bytes.loadUnaligned(fromByteOffset: 8 + section.rawValue * 16, as: UInt64.self)
      let length = bytes.loadUnaligned(fromByteOffset: 16 + section.rawValue * 16, as: UInt64.self)
      guard offset % 64 == 0, offset <= UInt64(bytes.count),
        length <= UInt64(bytes.count) - offset
      else { throw damaged }
      sections.append(UnsafeRawBufferPointer(rebasing: bytes[Int(offset)..<Int(offset + length)]))
    }
    return sections
  }

  /// The bytes of a file with these sections.
  static func file(_ contents: [Section: [UInt8]]) -> [UInt8] {
    var header = magic
    var body: [UInt8] = []
    let start = (headerCount + 63) / 64 * 64
    for section in Section.allCases {
      let content = contents[section] ?? []
      header += bytes([UInt64(start + body.count), UInt64(content.count)])
      body += content
      body += [UInt8](repeating: 0, count: (64 - body.count % 64) % 64)
    }
    return header + [UInt8](repeating: 0, count: start - header.count) + body
  }

  /// Numbers as a file holds them.
  static func bytes<Number: BitwiseCopyable>(_ numbers: [Number]) -> [UInt8] {
    numbers.withUnsafeBytes { Array($0) }
  }
}

extension TaggerModel.Pass {
  /// Takes the parts of a pass in the order of ``TaggerModel/Section/first``; nil if they do not fit
  /// each other.
  fileprivate init?(_ parts: [UnsafeRawBufferPointer]) {
    let transitions: UnsafeBufferPointer<Float> = TaggerModel.numbers(parts[0])
    let steps: UnsafeBufferPointer<Float> = TaggerModel.numbers(parts[1])
    guard transitions.count == Transitions.floatCount, let step = steps.first,
      let weights = Weights(
        bitmap: TaggerModel.numbers(parts[2]), ranks: TaggerModel.numbers(parts[3]),
        rows: TaggerModel.numbers(parts[4]), step: step)
    else { return nil }
    self.init(weights: weights, transitions: Array(transitions))
  }

  /// The parts of a file that hold trained weights.
  static func parts(
    _ packed: PackedWeights, _ sections: [TaggerModel.Section]
  ) -> [TaggerModel.Section: [UInt8]] {
    let bytes = [
      TaggerModel.bytes(packed.transitions), TaggerModel.bytes([packed.step]),
      TaggerModel.bytes(packed.index.bitmap), TaggerModel.bytes(packed.index.sparseRanks),
      TaggerModel.bytes(packed.rows),
    ]
    return Dictionary(uniqueKeysWithValues: zip(sections, bytes))
  }
}
