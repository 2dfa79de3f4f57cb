import PostilSystem
import PostilStore
import PostilKit

/// The lines of a text and their words, delimited by white space; both are numbered from 1.
package struct WordGrid: Sendable {
  package let text: Text
  /// The words as ranges of bytes, in order.
  private let words: [Range<UInt32>]
  /// For each line the index of its first word; a last element for the end.
  private let firstWords: [Int]
  /// For each line the byte offset of its start; a last element past the end of the text.
  private let lineStarts: [Int]

  package init(_ text: Text) {
    self.text = text
    var words: [Range<UInt32>] = []
    var firstWords = [0]
    var lineStarts = [0]
    text.utf8.withUnsafeBufferPointer { bytes in
      var at = 0
      while at < bytes.count {
        let space = WhiteSpace.length(bytes, at)
        if space > 0 {
          if bytes[at] == 0x0A {
            firstWords.append(words.count)
            lineStarts.append(at + 1)
          }
          at += space
        } else {
          let start = at
          while at < bytes.count, WhiteSpace.length(bytes, at) == 0 { at += 1 }
          words.append(UInt32(truncatingIfNeeded: start)..<UInt32(truncatingIfNeeded: at))
        }
      }
    }
    // A line break at the very end terminates the last line and does not start another.
    if lineStarts.count > 1, lineStarts.last == text.utf8.count {
      lineStarts.removeLast()
      firstWords.removeLast()
    }
    self.words = words
    self.firstWords = firstWords + [words.count]
    self.lineStarts = lineStarts + [text.utf8.count]
  }

  /// The number of lines, at least 1.
  package var lineCount: Int { lineStarts.count - 1 }

  /// Number of words in a line; 0 for a line that does not exist.
  package func wordCount(line: Int) -> Int {
    guard line >= 1, line <= lineCount else { return 0 }
    return firstWords[line] - firstWords[line - 1]
  }

  /// The bytes of a word; nil if it does not exist.
  package func word(_ line: Int, _ word: Int) -> Range<Int>? {
    guard word >= 1, word <= wordCount(line: line) else { return nil }
    let range = words[firstWords[line - 1] + word - 1]
    return Int(range.lowerBound)..<Int(range.upperBound)
  }

  /// The bytes of a line, without its line break.
  package func line(_ line: Int) -> Range<Int> {
    guard line >= 1, line <= lineCount else { return 0..<0 }
    var end = lineStarts[line]
    let start = lineStarts[line - 1]
    while end > start, text.utf8[end - 1] == 0x0A || text.utf8[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  /// The line and word that contain a byte, or the following word if it is between two.
  package func place(ofByte byte: Int) -> (line: Int, word: Int) {
    var low = 0
    var high = lineCount
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= byte { low = middle } else { high = middle }
    }
    var first = firstWords[low]
    var last = firstWords[low + 1]
    while first < last {
      let middle = (first + last) / 2
      if Int(words[middle].upperBound) <= byte { first = middle + 1 } else { last = middle }
    }
    return (low + 1, max(1, min(first, firstWords[low + 1] - 1) - firstWords[low] + 1))
  }

  /// Number of words in all lines.
  package var wordCount: Int { words.count }

  /// The bytes of a word, with words counted from 0 through the whole text; nil if out of range.
  package func word(at index: Int) -> Range<Int>? {
    guard words.indices.contains(index) else { return nil }
    return Int(words[index].lowerBound)..<Int(words[index].upperBound)
  }

  /// The index, through the whole text, of the word at a byte.
  package func wordIndex(ofByte byte: Int) -> Int {
    let place = place(ofByte: byte)
    return firstWords[place.line - 1] + place.word - 1
  }

  /// The position of a span as a person would type it: `1.8`, `1.8-9`, `2.17-3.2`.
  package func name(_ span: Span) -> String {
    let bytes = text.bytes(span)
    let start = place(ofByte: bytes.lowerBound)
    let end = place(ofByte: max(bytes.lowerBound, bytes.upperBound - 1))
    if start == end { return "\(start.line).\(start.word)" }
    if start.line == end.line { return "\(start.line).\(start.word)-\(end.word)" }
    return "\(start.line).\(start.word)-\(end.line).\(end.word)"
  }

  /// The position of several spans.
  package func name(_ spans: [Span]) -> String { spans.map(name).joined(separator: "+") }
}

/// White space that separates words.
package enum WhiteSpace {
  /// The length in bytes of the white space character at `at`; 0 if there is none. No-break spaces
  /// and line breaks count as white space.
  package static func length(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    switch bytes[at] {
    case 0x20, 0x09...0x0D: return 1
    case 0xC2:
      return at + 1 < bytes.count && (bytes[at + 1] == 0xA0 || bytes[at + 1] == 0x85) ? 2 : 0
    case 0xE1, 0xE2, 0xE3, 0xEF: return isWide(bytes, at) ? 3 : 0
    default: return 0
    }
  }

  private static func isWide(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    guard at + 2 < bytes.count else { return false }
    let code =
      UInt32(bytes[at] & 0x0F) << 12 | UInt32(bytes[at + 1] & 0x3F) << 6
      | UInt32(bytes[at + 2] & 0x3F)
    switch code {
    case 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: return true
    default: return false
    }
  }
}
