import PostilKit

/// The words of a text by which the index tells where a search cannot find anything: runs of ASCII letters and
/// digits, in lower case, of three characters or more.
package struct IndexedWords: Sendable {
  /// The distinct words.
  package private(set) var words: Set<String> = []
  /// Whether the text has what this list of words does not tell: a Kelvin sign, which equals the letter K, or
  /// a very long word. Every search has to look into it.
  package private(set) var isPartial = false

  /// The length of the shortest word in the list, and of the longest.
  private static let (shortest, longest) = (3, 256)

  /// The words of a text.
  package init(_ text: Text) {
    text.utf8.withUnsafeBufferPointer { take($0) }
  }

  private mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) {
    var at = 0
    while at < bytes.count {
      guard Self.isWord(bytes[at]) else {
        if bytes[at] == 0xE2, bytes[at...].starts(with: [0xE2, 0x84, 0xAA]) { isPartial = true }
        at += 1
        continue
      }
      let start = at
      while at < bytes.count, Self.isWord(bytes[at]) { at += 1 }
      if at - start > Self.longest { isPartial = true }
      if (Self.shortest...Self.longest).contains(at - start) {
        words.insert(Self.folded(UnsafeBufferPointer(rebasing: bytes[start..<at])))
      }
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
  }

  private static func folded(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    String(unsafeUninitializedCapacity: bytes.count) { buffer in
      for (index, byte) in bytes.enumerated() {
        buffer[index] = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
      }
      return bytes.count
    }
  }

  /// Parts of typed words of which each occurs in a word of every text in which they are found, in any case of
  /// their letters; none if nothing is known of the texts.
  package static func parts(of typed: String) -> [String] {
    // A letter before a mark of its own is another character, so only words in ASCII tell anything.
    typed.split(whereSeparator: \.isWhitespace).filter { $0.utf8.allSatisfy { $0 < 0x80 } }
      .flatMap { word in
        word.utf8.split { !isWord($0) }.filter { $0.count >= shortest }.map {
          String(decoding: $0, as: UTF8.self).lowercased()
        }
      }
  }
}
