import PostilKit

/// A trained model in one mapped file; only the transitions are copied.
///
/// The file is little-endian: eight bytes `POSTILT2`, for each ``Section`` its offset and length in
/// bytes as two 64-bit numbers, then the sections, each at a multiple of 64 bytes.
package struct SequenceModel: Sendable {
  /// The sections of the file, in order.
  enum Section: Int, CaseIterable {
    case labels, words, phrases
    case transitions, step, bitmap, ranks, rows
    case secondTransitions, secondStep, secondBitmap, secondRanks, secondRows

    /// The sections of a pass.
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

  /// Its labels.
  package let tags: TagSet
  let lexicon: FeatureLexicon
  /// The first pass, which sees each sentence alone.
  let first: Pass
  /// The second pass, which uses features of the first pass's result; nil for a one-pass model.
  let second: Pass?

  private let owner: Resource

  /// Reads a mapped model.
  /// - Throws: `AnnotatorError` if the file is not a valid model of this version.
  package init(_ resource: Resource) throws(AnnotatorError) {
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
    lexicon = FeatureLexicon(words: words, phrases: phrases)
    owner = resource
  }

  /// How frequent a word is in lower case in the text that the lists were made of: a logarithm from 0, unknown,
  /// to 15.
  package func commonness(_ bytes: UnsafeBufferPointer<UInt8>, _ token: Token) -> Int {
    commonness(bytes, token.bytes)
  }

  /// The same for the word at some bytes.
  package func commonness(_ bytes: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> Int {
    var lower = Hashing.seed
    for byte in bytes[word] { lower = Hashing.step(lower, WordForm.lowercased(byte)) }
    return Int(lexicon.entry(lower: Hashing.finished(lower)).commonness)
  }

  /// The numbers in a section.
  fileprivate static func numbers<Number>(
    _ bytes: UnsafeRawBufferPointer
  ) -> UnsafeBufferPointer<Number> {
    UnsafeBufferPointer(
      start: bytes.baseAddress?.assumingMemoryBound(to: Number.self),
      count: bytes.count / MemoryLayout<Number>.stride)
  }

  /// The sections of the file.
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

  /// The bytes of numbers in the file's format.
  static func bytes<Number: BitwiseCopyable>(_ numbers: [Number]) -> [UInt8] {
    numbers.withUnsafeBytes { Array($0) }
  }
}

extension SequenceModel.Pass {
  /// Reads the sections of a pass in the order of ``SequenceModel/Section/first``; nil if they are
  /// not consistent.
  fileprivate init?(_ parts: [UnsafeRawBufferPointer]) {
    let transitions: UnsafeBufferPointer<Float> = SequenceModel.numbers(parts[0])
    let steps: UnsafeBufferPointer<Float> = SequenceModel.numbers(parts[1])
    guard transitions.count == Transitions.floatCount, let step = steps.first,
      let weights = Weights(
        bitmap: SequenceModel.numbers(parts[2]), ranks: SequenceModel.numbers(parts[3]),
        rows: SequenceModel.numbers(parts[4]), step: step)
    else { return nil }
    self.init(weights: weights, transitions: Array(transitions))
  }
}
