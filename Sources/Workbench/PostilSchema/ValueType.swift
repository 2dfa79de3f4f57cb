import PostilKit

/// The type of an attribute's value.
package enum ValueType: Hashable, Sendable {
  /// Any string.
  case text
  /// A string, or a list of several: `speaker`.
  case texts
  /// True or false.
  case truth
  case number
  /// A whole number.
  case integer
  /// A TIMEX3 value: `2023-03-13`, `P2W`, `PRESENT_REF`.
  case timex
  /// A day: `2023-03-13`.
  case date
  /// An id in an external database: `wikidata:Q2866`.
  case reference
  /// One of these words.
  case words([String])
  /// Anything.
  case any

  package init?(setting: JSONValue) {
    if let words = setting.array {
      let strings = words.compactMap(\.string)
      guard !strings.isEmpty, strings.count == words.count else { return nil }
      self = .words(strings)
      return
    }
    let names: [String: ValueType] = [
      "text": .text, "string": .text, "texts": .texts, "true-false": .truth, "boolean": .truth,
      "number": .number,
      "integer": .integer, "timex": .timex, "date": .date, "reference": .reference, "any": .any,
    ]
    guard let type = setting.string.flatMap({ names[$0] }) else { return nil }
    self = type
  }

  /// A description of what is expected, as the end of an error's sentence.
  package var expected: String {
    switch self {
    case .text: "a text is expected"
    case .texts: "a text is expected, or a list such as [\"Ann Lee\",\"Rui Costa\"]"
    case .truth: "true or false is expected"
    case .number: "a number is expected"
    case .integer: "a whole number is expected"
    case .timex: "a TIMEX3 value such as 2023-03-13, 2023-W11, P2W or PRESENT_REF is expected"
    case .date: "a day such as 2023-03-13 is expected"
    case .reference: "a database and an id such as wikidata:Q2866 are expected"
    case .words(let words): "one of \(words.joined(separator: ", ")) is expected"
    case .any: "a value is expected"
    }
  }

  /// The type as postil.toml spells it; the words themselves, if it is a choice of words.
  package var setting: JSONValue {
    switch self {
    case .text: "text"
    case .texts: "texts"
    case .truth: "true-false"
    case .number: "number"
    case .integer: "integer"
    case .timex: "timex"
    case .date: "date"
    case .reference: "reference"
    case .words(let words): .array(words.map { .string($0) })
    case .any: "any"
    }
  }

  /// Whether a value is of this type.
  package func admits(_ value: JSONValue) -> Bool {
    switch self {
    case .text: value.string != nil
    case .texts: value.string != nil || Self.isList(value)
    case .truth: value.bool != nil
    case .number: value.double != nil
    case .integer: value.int != nil
    case .timex: value.string.map(TimexValue.isValid) ?? false
    case .date: value.string.map { $0.count == 10 && CalendarDate($0) != nil } ?? false
    case .reference: value.string.map(Self.isReference) ?? false
    case .words(let words): value.string.map(words.contains) ?? false
    case .any: true
    }
  }

  /// The value that a person typed, or nil if it does not have this type.
  package func value(typed: String) -> JSONValue? {
    let value: JSONValue
    switch self {
    case .truth:
      let truths = ["true": true, "yes": true, "false": false, "no": false]
      guard let truth = truths[typed.lowercased()] else { return nil }
      value = .bool(truth)
    case .texts where typed.hasPrefix("["):
      value =
        (try? JSONParser.parse(typed)).flatMap { Self.isList($0) ? $0 : nil } ?? .string(typed)
    case .number, .integer:
      guard let number = try? JSONParser.parse(typed) else { return nil }
      value = number
    case .words(let words):
      value = .string(words.first { $0.lowercased() == typed.lowercased() } ?? typed)
    default: value = .string(typed)
    }
    return admits(value) ? value : nil
  }

  /// Whether a value is a list of two texts or more, each once.
  private static func isList(_ value: JSONValue) -> Bool {
    guard let list = value.array else { return false }
    let texts = Set(list.compactMap(\.string))
    return texts.count > 1 && texts.count == list.count
  }

  private static func isReference(_ reference: String) -> Bool {
    let parts = reference.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return false }
    let isName = parts[0].utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20)
        || [0x2E, 0x5F, 0x2D].contains($0)
    }
    return isName && !parts[1].unicodeScalars.contains { $0.value <= 0x20 || $0.value == 0x7F }
  }
}
