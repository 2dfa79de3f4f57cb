import PostilKit

/// A trained model in one mapped file: nothing of it is copied but the transitions.
///
/// The file is little-endian: eight bytes `POSTILT1`, for each ``Section`` its offset and length in
/// bytes as two 64-bit numbers, then the sections, each at a multiple of 64 bytes.
public struct TaggerModel: Sendable {
  /// The parts of the file, in order.
  enum Section: Int, CaseIterable {
    case labels, transitions, step, bitmap, ranks, rows, words, phrases
  }

  static let magic: [UInt8] = Array("POSTILT1".utf8)
  static let headerCount = 8 + 16 * Section.allCases.count

  /// The labels that it gives.
  public let tags: TagSet
  let weights: Weights
  let lexicon: Lexicon
  let transitions: [Float]

  private let owner: Resource

  /// Takes a mapped model.
  ///
  /// - Throws: ``AnnotatorError`` if the file is no model of this version.
  public init(_ resource: Resource) throws(AnnotatorError) {
    let sections = try Self.sections(resource.bytes)
    func numbers<Number>(_ section: Section, _ type: Number.Type) -> UnsafeBufferPointer<Number> {
      let bytes = sections[section.rawValue]
      return UnsafeBufferPointer(
        start: bytes.baseAddress?.assumingMemoryBound(to: type),
        count: bytes.count / MemoryLayout<Number>.stride)
    }
    let names = String(decoding: sections[Section.labels.rawValue], as: UTF8.self)
    guard let tags = TagSet(names.split(separator: "\n").map(String.init)),
      let step = numbers(.step, Float.self).first,
      let weights = Weights(
        bitmap: numbers(.bitmap, UInt64.self), ranks: numbers(.ranks, UInt32.self),
        rows: numbers(.rows, Int8.self), step: step),
      let words = HashTable(numbers(.words, UInt32.self)),
      let phrases = HashTable(numbers(.phrases, UInt32.self)),
      case let transitions = numbers(.transitions, Float.self),
      transitions.count == Transitions.floatCount
    else { throw Self.damaged }
    self.tags = tags
    self.weights = weights
    lexicon = Lexicon(words: words, phrases: phrases)
    self.transitions = Array(transitions)
    owner = resource
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
