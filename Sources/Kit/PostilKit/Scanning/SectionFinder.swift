/// Gives each line of a text the kind of its section.
struct SectionFinder {
  private let text: Text
  private let tokens: Tokens
  private var lines: [SectionLine]
  private var kinds: [Section.Kind]

  init(_ text: Text, _ tokens: Tokens) {
    self.text = text
    self.tokens = tokens
    lines = text.utf8.withUnsafeBufferPointer { SectionLine.all(of: $0) }
    kinds = [Section.Kind](repeating: .body, count: lines.count)
  }

  /// The sections: neighbouring lines of one kind that belong together are one section.
  mutating func find() -> [Section] {
    guard !lines.isEmpty else { return [] }
    markTail()
    markHead()
    markPosts()
    markRest()
    return sections()
  }

  private func words(_ index: Int) -> Substring {
    Substring(String(decoding: text.utf8[lines[index].bytes], as: UTF8.self))
  }

  // MARK: The tail

  /// The number of unknown lines allowed between known lines of a page's menus.
  private static let longestGap = 3

  /// Menus, buttons and forms at the end: short lines without a full stop, of which at least the first
  /// is in the list. Buttons may occur anywhere.
  private mutating func markTail() {
    var first = lines.count
    var gap = 0
    for index in lines.indices.dropFirst().reversed() where gap <= Self.longestGap {
      guard lines[index].isShort else { break }
      if mayBeBoilerplate(index), Boilerplate.isKnown(words(index)) {
        first = index
        gap = 0
      } else {
        gap += lines[index].ends || lines[index].count > 60 ? Self.longestGap + 1 : 1
      }
    }
    for index in first..<lines.count { kinds[index] = .boilerplate }
    for index in 0..<first where Boilerplate.lengths.contains(lines[index].count) {
      if mayBeBoilerplate(index), Boilerplate.isButton(words(index)) { kinds[index] = .boilerplate }
    }
  }

  private func mayBeBoilerplate(_ index: Int) -> Bool {
    let line = lines[index]
    guard line.isASCII, line.count > 1 else { return true }
    let start = line.bytes.lowerBound
    return Boilerplate.mayBegin(text.utf8[start], text.utf8[start + 1])
  }

  // MARK: The head

  /// The maximum length of the head, in lines.
  private static let headCount = 8

  private mutating func markHead() {
    var start = 0
    if hasTitle {
      kinds[0] = .title
      start = 1
    }
    for index in start..<min(Self.headCount, lines.count) where kinds[index] == .body {
      if start == 1, lines[index].count == lines[0].count, isEqual(index, 0) {
        kinds[index] = .repeatedTitle
      } else if lines[index].isShort, isClosed(index),
        Masthead.mayBe(lines[index], firstByte: text.utf8[lines[index].bytes.lowerBound]),
        let kind = Masthead.kind(words(index))
      {
        kinds[index] = kind
      }
    }
  }

  /// Whether a line is more than the first part of a sentence that continues on the next line.
  private func isClosed(_ index: Int) -> Bool {
    index + 1 == lines.count || lines[index + 1].isParagraph || lines[index + 1].opens
  }

  /// Whether the article opens with a headline.
  private var hasTitle: Bool {
    kinds[0] == .body && text.utf8.withUnsafeBufferPointer { Title.opens(lines, $0) }
  }

  private func isEqual(_ left: Int, _ right: Int) -> Bool {
    text.utf8[lines[left].bytes].elementsEqual(text.utf8[lines[right].bytes])
  }

  // MARK: Posts

  /// The longest post, in bytes, whose first lines are included in it.
  private static let longestPost = 400

  /// A post ends with its author, `— Name (@handle) March 13, 2023`, or with a link to its picture.
  private mutating func markPosts() {
    for index in lines.indices where kinds[index] == .body && lines[index].hasAt {
      guard isSignature(index) else { continue }
      kinds[index] = .post
      guard index > 0, kinds[index - 1] == .body else { continue }
      let isWhole = isPost(index - 1)
      guard !lines[index].isParagraph || isWhole else { continue }
      let start = isWhole ? index - 1 : firstLine(ofPostEndingAt: index - 1)
      for line in start..<index { kinds[line] = .post }
    }
    for index in lines.indices
    where kinds[index] == .body && lines[index].count <= Self.longestPost {
      if isPost(index) { kinds[index] = .post }
    }
  }

  private func isSignature(_ index: Int) -> Bool {
    lines[index].hasAt && Posts.isSignature(text.utf8[lines[index].bytes])
  }

  /// Whether a line is a post by itself.
  private func isPost(_ index: Int) -> Bool {
    lines[index].hasDot && Posts.isOne(text.utf8[lines[index].bytes])
  }

  /// The first line of a post given its last line: the lines above it belong to the post if they and it
  /// are a paragraph of their own.
  private func firstLine(ofPostEndingAt last: Int) -> Int {
    var start = last
    while start > 0, !lines[start].isParagraph, kinds[start - 1] == .body,
      lines[last].bytes.upperBound - lines[start - 1].bytes.lowerBound <= Self.longestPost
    { start -= 1 }
    return lines[start].isParagraph ? start : last
  }

  // MARK: Lists and headings

  private mutating func markRest() {
    for index in lines.indices where kinds[index] == .body {
      if lines[index].isListItem {
        kinds[index] = .listItem
      } else if isSubheading(index) {
        kinds[index] = .subheading
      }
    }
  }

  /// A short line without a full stop between a finished sentence and a longer line that is one.
  private func isSubheading(_ index: Int) -> Bool {
    let line = lines[index]
    guard index > 0, index + 1 < lines.count, line.count <= 90, line.opens, line.hasLetter,
      !line.ends, !line.isQuoted
    else { return false }
    let before = lines[index - 1]
    let next = lines[index + 1]
    let isAfterText = before.ends || kinds[index - 1] != .body
    return isAfterText && next.opens && next.ends && next.count > line.count && !next.isListItem
      && kinds[index + 1] == .body
  }

  // MARK: Result

  private func sections() -> [Section] {
    var sections: [Section] = []
    var token = 0
    for index in lines.indices {
      var bytes = lines[index].bytes
      while token < tokens.count, Int(tokens[token].start) < bytes.lowerBound { token += 1 }
      if kinds[index] == .body, let dateline = Dateline(text, tokens, from: token) {
        let end = Int(tokens[dateline.tokens.upperBound - 1].end)
        if end < bytes.upperBound {
          sections.append(Section(.dateline, bytes: bytes.lowerBound..<end))
          bytes =
            text.utf8[end..<bytes.upperBound].firstIndex { $0 != 0x20 }.map {
              $0..<bytes.upperBound
            } ?? end..<bytes.upperBound
        }
      }
      if let last = sections.last, last.kind == kinds[index], isJoined(index) {
        sections[sections.count - 1] = Section(
          last.kind, bytes: last.bytes.lowerBound..<bytes.upperBound)
      } else {
        sections.append(Section(kinds[index], bytes: bytes))
      }
    }
    return sections
  }

  /// Whether a line belongs to the section of the line before it.
  private func isJoined(_ index: Int) -> Bool {
    switch kinds[index] {
    case .body, .boilerplate: true
    case .post: index > 0 && kinds[index - 1] == .post && !isSignature(index - 1)
    default: false
    }
  }
}
