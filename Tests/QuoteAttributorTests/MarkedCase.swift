import PostilKit

/// A constructed example: a text whose contents, sources, cues and addressees are marked as
/// `{{q1|…}}`, `{{s1|…}}`, `{{c1|…}}`, `{{a1|…}}`.
struct MarkedCase: Sendable, CustomStringConvertible {
  /// An expected attribution.
  struct Expected: Sendable {
    var content: [Span] = []
    var source: Span?
    var cue: Span?
    var addressee: Span?
    var speaker: String?
  }

  var name: String
  var text: String
  var expected: [Expected]
  var description: String { name }

  /// Reads marked text; `speakers` are lines such as `1=Raisi`.
  init(name: String, marked: String, speakers: [String] = []) {
    self.name = name
    var plain: [Unicode.Scalar] = []
    var open: [(role: Character, number: Int, isPart: Bool, start: Int)] = []
    var found: [Int: Expected] = [:]
    let scalars = Array(marked.unicodeScalars)
    var at = 0
    while at < scalars.count {
      if let mark = Self.opening(scalars, at) {
        open.append((mark.role, mark.number, mark.isPart, plain.count))
        at += mark.length
      } else if at + 1 < scalars.count, scalars[at] == "}", scalars[at + 1] == "}",
        let mark = open.popLast()
      {
        let span = Span(mark.start, plain.count)
        if !mark.isPart { found[mark.number, default: Expected()].add(mark.role, span) }
        at += 2
      } else {
        plain.append(scalars[at])
        at += 1
      }
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: plain)
    self.text = String(text)
    for speaker in speakers {
      let parts = speaker.split(separator: "=", maxSplits: 1)
      if parts.count == 2, let number = Int(parts[0]) { found[number]?.speaker = String(parts[1]) }
    }
    if let first = found[1]?.source {
      for number in found.keys where found[number]?.source == nil && number > 1 {
        if found[number]?.speaker == found[1]?.speaker { found[number]?.source = first }
      }
    }
    expected = found.keys.sorted().compactMap { found[$0] }.filter { !$0.content.isEmpty }
  }

  private static func opening(
    _ scalars: [Unicode.Scalar], _ at: Int
  ) -> (role: Character, number: Int, isPart: Bool, length: Int)? {
    guard at + 4 < scalars.count, scalars[at] == "{", scalars[at + 1] == "{",
      let number = Int(String(scalars[at + 3]))
    else { return nil }
    let isPart = scalars[at + 4] == "x"
    guard scalars[at + (isPart ? 5 : 4)] == "|" else { return nil }
    return (Character(scalars[at + 2]), number, isPart, isPart ? 6 : 5)
  }

  /// Reads a file of cases: `= name | note`, the marked text, `@ 1=speaker`.
  static func read(_ file: String) -> [MarkedCase] {
    var cases: [MarkedCase] = []
    for block in ("\n" + file).split(separator: "\n= ", omittingEmptySubsequences: true).dropFirst()
    {
      let lines = block.split(separator: "\n", omittingEmptySubsequences: false)
      let name = lines[0].split(separator: "|")[0].filter { $0 != " " }
      let body = lines.dropFirst().filter { !$0.hasPrefix("@ ") }
      let speakers = lines.filter { $0.hasPrefix("@ ") }.map { String($0.dropFirst(2)) }
      var marked = body.joined(separator: "\n")
      while marked.hasSuffix("\n") { marked.removeLast() }
      cases.append(MarkedCase(name: name, marked: marked, speakers: speakers))
    }
    return cases
  }
}

extension MarkedCase.Expected {
  mutating func add(_ role: Character, _ span: Span) {
    switch role {
    case "q": content = (content + [span]).sorted()
    case "s": source = span
    case "c": cue = cue ?? span
    case "a": addressee = span
    default: break
    }
  }
}
