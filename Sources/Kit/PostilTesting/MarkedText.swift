import PostilKit

/// A text with its annotations marked in it, for tests that read like examples:
///
/// ```
/// [Angela Merkel]{PER} said [on Monday]{DATE 2013-02-11}.
/// [“We will vote”]{direct cue>c source>m}, [said]{#c} [[Merkel]{PER #m entity="Angela Merkel"}]{…}
/// ```
/// Marks nest. In the braces are the label (`layer:label` if the label does not imply the layer), a
/// bare word for the attribute `value`, `name=value` for other attributes, `#id` for an id and
/// `role>id` for a link to the mark with that id. A mark without a label only serves as the target
/// of links. `\` before a bracket, a brace or itself makes it text; brackets without braces are
/// text.
public struct MarkedText: Hashable, Sendable {
  /// The text without the marks.
  public let text: Text
  /// The annotations, in reading order; ids are those of the marks.
  public let annotations: [Annotation]

  /// The article of this text.
  public var article: Article { Article(text: text) }

  /// Why marked text is not valid.
  public struct Failure: Error, Hashable, CustomStringConvertible {
    /// The reason, with the mark that is not valid.
    public let description: String
  }

  /// The layer of a label if the mark does not give it.
  public static let layers: [String: Layer] = {
    let labels: [(Layer, [String])] = [
      (.entity, ["PER", "ORG", "LOC", "GPE", "NORP", "MISC"]),
      (.timex, TimexLabel.allCases.map(\.rawValue)),
      (.quote, QuoteLabel.allCases.map(\.rawValue)),
    ]
    return Dictionary(
      uniqueKeysWithValues: labels.flatMap { layer, names in names.map { ($0, layer) } })
  }()

  /// Reads marked text.
  ///
  /// - Throws: ``Failure``.
  public init(_ marked: String) throws(Failure) {
    var reader = MarkedTextReader(marked)
    try reader.read()
    text = Text(String(String.UnicodeScalarView(reader.plain)))
    let text = text
    let named = reader.named
    annotations = try reader.marks.map { (mark) throws(Failure) in
      try mark.annotation(in: text, named)
    }.sorted { $0.spans.lexicographicallyPrecedes($1.spans) }
  }

  /// Makes marked text of a text and its annotations.
  public init(_ text: Text, _ annotations: [Annotation]) {
    self.text = text
    self.annotations = annotations
  }
}

/// A mark as it was read.
struct ParsedMark {
  let span: Span
  let layer: Layer
  let label: String
  let id: String
  let attributes: [String: JSONValue]
  let roles: [(name: String, target: String)]

  func annotation(
    in text: Text, _ named: [String: (span: Span, isAnnotation: Bool)]
  ) throws(MarkedText.Failure) -> Annotation {
    var links: [String: [RoleLink]] = [:]
    for role in roles {
      guard let target = named[role.target] else {
        throw MarkedText.Failure(description: "no mark is named #\(role.target)")
      }
      links[role.name, default: []].append(
        RoleLink(spans: [target.span], id: target.isAnnotation ? role.target : nil))
    }
    return Annotation(
      id: id, layer: layer, label: label, spans: [span], text: text[span], roles: links,
      attributes: attributes)
  }
}

/// Reads marked text in one pass, with a stack of open brackets.
struct MarkedTextReader {
  private(set) var plain: [Unicode.Scalar] = []
  private(set) var marks: [ParsedMark] = []
  private(set) var named: [String: (span: Span, isAnnotation: Bool)] = [:]
  private let input: [Unicode.Scalar]
  private var at = 0

  init(_ marked: String) { input = Array(marked.unicodeScalars) }

  mutating func read() throws(MarkedText.Failure) {
    var open: [Int] = []
    let isMark = pairs()
    while at < input.count {
      let scalar = input[at]
      if scalar == "\\", at + 1 < input.count, "[]{}\\".unicodeScalars.contains(input[at + 1]) {
        plain.append(input[at + 1])
        at += 2
      } else if scalar == "[", isMark.contains(at) {
        open.append(plain.count)
        at += 1
      } else if scalar == "]", isMark.contains(at), let start = open.popLast() {
        at += 2
        try mark(Span(start, plain.count))
      } else {
        plain.append(scalar)
        at += 1
      }
    }
  }

  /// Places of brackets that are marks: those whose closing one is followed by a brace.
  private func pairs() -> Set<Int> {
    var found: Set<Int> = []
    var open: [Int] = []
    var index = 0
    while index < input.count {
      switch input[index] {
      case "\\": index += 1
      case "[": open.append(index)
      case "]":
        if let start = open.popLast(), index + 1 < input.count, input[index + 1] == "{" {
          found.formUnion([start, index])
        }
      default: break
      }
      index += 1
    }
    return found
  }

  private mutating func mark(_ span: Span) throws(MarkedText.Failure) {
    guard let end = input[at...].firstIndex(of: "}") else {
      throw MarkedText.Failure(description: "a brace has no end")
    }
    let content = String(String.UnicodeScalarView(input[at..<end]))
    at = end + 1
    var (label, id) = ("", "")
    var attributes: [String: JSONValue] = [:]
    var roles: [(name: String, target: String)] = []
    for (index, word) in Self.words(content).enumerated() {
      if word.hasPrefix("#") {
        id = String(word.dropFirst())
      } else if let equals = word.firstIndex(of: "="), word.first != "\"" {
        attributes[String(word[..<equals])] = .string(
          word[word.index(after: equals)...].filter { $0 != "\"" })
      } else if let arrow = word.firstIndex(of: ">") {
        roles.append((String(word[..<arrow]), String(word[word.index(after: arrow)...])))
      } else if index == 0 {
        label = word
      } else {
        attributes["value"] = .string(word.filter { $0 != "\"" })
      }
    }
    if !id.isEmpty { named[id] = (span, !label.isEmpty) }
    guard !label.isEmpty else { return }
    let (layer, name) = try Self.layer(label)
    marks.append(
      ParsedMark(
        span: span, layer: layer, label: name, id: id, attributes: attributes, roles: roles))
  }

  private static func layer(_ label: String) throws(MarkedText.Failure) -> (Layer, String) {
    if let colon = label.firstIndex(of: ":") {
      return (
        Layer(rawValue: String(label[..<colon])), String(label[label.index(after: colon)...])
      )
    }
    guard let layer = MarkedText.layers[label] else {
      throw MarkedText.Failure(
        description: "the layer of '\(label)' is unknown; write it as 'layer:\(label)'")
    }
    return (layer, label)
  }

  /// Words between blanks; blanks in quotation marks are part of a word.
  private static func words(_ content: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for character in content {
      if character == "\"" { isQuoted.toggle() }
      if character == " ", !isQuoted {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    return word.isEmpty ? words : words + [word]
  }
}
