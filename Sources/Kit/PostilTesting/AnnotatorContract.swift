import PostilKit

/// The rules that every annotator must follow: spans are inside the text and not empty, annotations are
/// only on declared layers, a second call gives the same result, and no text makes it fail.
public enum AnnotatorContract {
  /// Calls an annotator, in this process or through a host.
  public typealias Asking = @Sendable (Article, [Annotation]) async throws -> [Annotation]

  /// The rules that an annotator breaks, one sentence each; empty if it keeps the contract.
  ///
  /// - Parameters:
  ///   - annotator: The annotator.
  ///   - manifest: The path of its `plugin.json`, which declares its layers.
  /// - Throws: `AnnotatorError` if the manifest cannot be read or declares no layers.
  public static func violations(
    of annotator: some Annotator, manifest: String
  ) async throws -> [String] {
    await violations(produces: try layers(declaredIn: manifest)) {
      try annotator.annotate($0, given: $1)
    }
  }

  private static func layers(declaredIn manifest: String) throws -> [Layer] {
    let file = try Resource(path: manifest)
    let json = try withExtendedLifetime(file) { try JSONParser.parse(Array(file.bytes)) }
    let layers = json["produces"]?.array?.compactMap(\.string).map { Layer(rawValue: $0) } ?? []
    guard !layers.isEmpty else {
      throw AnnotatorError("\(manifest) declares no layers: 'produces' is missing or empty")
    }
    return layers
  }

  /// The rules that an annotator breaks, wherever it runs.
  ///
  /// - Parameters:
  ///   - layers: The layers that it declares.
  ///   - texts: The texts to try, by name.
  ///   - given: Annotations for each text; none by default.
  ///   - annotate: Calls it.
  public static func violations(
    produces layers: [Layer], texts: [(name: String, text: Text)] = texts,
    given: (Text) -> [Annotation] = { _ in [] }, _ annotate: Asking
  ) async -> [String] {
    var violations: [String] = []
    for (name, text) in texts {
      let article = Article(id: name, text: text, published: CalendarDate("2013-02-12"))
      let given = given(text)
      do {
        let first = try await annotate(article, given)
        violations += Set(first.flatMap { objections(to: $0, in: text, layers) }).sorted()
          .map { "\(name): \($0)" }
        let second = try await annotate(article, given)
        if first != second { violations.append("\(name): it gives another result the second time") }
      } catch {
        violations.append("\(name): it fails: \(error)")
      }
    }
    return violations
  }

  private static func objections(
    to annotation: Annotation, in text: Text, _ layers: [Layer]
  ) -> [String] {
    var objections: [String] = []
    if !layers.contains(annotation.layer) {
      objections.append("it makes '\(annotation.layer)', which it does not declare")
    }
    if annotation.label.isEmpty { objections.append("a label is empty") }
    let roles = annotation.roles.values.flatMap { $0 }.map(\.spans)
    for spans in [annotation.spans] + roles {
      var end = 0
      for span in spans {
        if span.start < end || span.isEmpty {
          objections.append("\(span) is empty or out of order")
        }
        if span.end > text.count {
          objections.append("\(span) is outside the \(text.count) code points of the text")
        }
        end = span.end
      }
    }
    if let score = annotation.score, !(0...1).contains(score) {
      objections.append("the score \(score) is not from 0 to 1")
    }
    let isInside = annotation.spans.allSatisfy { $0.end <= text.count && $0.start <= $0.end }
    if isInside, !annotation.text.isEmpty, annotation.text != text[annotation.spans] {
      objections.append("a surface text is not that of its spans")
    }
    return objections
  }

  /// Texts that made annotators fail.
  public static let texts: [(name: String, text: Text)] = [
    ("empty", ""), ("one blank", " "), ("one letter", "a"), ("line breaks only", "\n\r\n\r\n"),
    ("CRLF", "BERLIN — Angela Merkel spoke.\r\n\r\n“We will act,” she said on Monday.\r\n"),
    ("lone CR", "Berlin\rMerkel said so in May 2012\r"),
    ("emoji", "👨‍👩‍👧 🇩🇪 Angela Merkel 👍🏽 said “yes” 🎉 on 11 February 2013 🎉"),
    ("combining marks", "Zoe\u{308} Ange\u{301}lique sa\u{302}id “e\u{301}” on Mo\u{304}nday."),
    ("no-break blanks", "Angela\u{A0}Merkel said\u{202F}“yes” on 11\u{A0}February\u{A0}2013."),
    ("no final newline", "“It is over,” said Angela Merkel"),
    ("byte order mark", "\u{FEFF}Angela Merkel said so on Monday.\n"),
    ("NUL and controls", "Angela\u{0}Merkel\u{1B}[31m said\u{7F}\u{85} “so” on\u{8}Monday."),
    ("bidirectional", "\u{202E}lekreM\u{202C} قالت ميركل \u{200F}“نعم” יום שני"),
    (
      "unassigned and last code points",
      "Angela \u{378} \u{10FFFF}\u{FFFE} Merkel \u{FFFD}\u{FFFD}."
    ),
    ("open quotes", "“““ She said ‘‘ \"\"\" “and then” ’’ \" on Monday \" ‘"),
    ("punctuation only", "“”‘’\"'«»()[]{}<>.,;:!?—–-…%$€#@&*/\\|~^_`+="),
    ("numbers", "2013-02-31 99/99/9999 00:61 10000000000000000000000 1.2.3.4 2013-W99 $1e400"),
    (
      "one very long line", String(repeating: "Angela Merkel said “yes” on Monday, ", count: 29_000)
    ),
    ("one very long word", String(repeating: "Abc", count: 100_000)),
    ("many short lines", String(repeating: "A\n", count: 50_000)),
  ].map { (name: $0.0, text: Text($0.1)) }
}
