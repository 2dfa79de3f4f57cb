import PostilExchange
import PostilKit

/// CoNLL-U with labels of tokens in the last column: `NER=B-PER`, as UNER and Stanza have them.
///
/// `SpaceAfter` and `SpacesAfter` keep the text exactly; nothing is said about lemmas, parts of speech and
/// syntax. A token has one label: of overlapping annotations the longest is written.
package struct CoNLLUExporter: Exporter {
  /// `conllu`.
  package var name: String { "conllu" }
  package var saysPublished: Bool { true }
  /// What it writes.
  package var summary: String {
    "CoNLL-U with the text kept and NER= in MISC, for Stanza, UDPipe and corpus tools"
  }
  package var cannotSay: String {
    "overlaps, several spans, annotations without words, attributes, roles"
  }
  /// `conllu`.
  package var corpusExtension: String? { "conllu" }
  /// Programs learn from it.
  package var isForTraining: Bool { true }
  /// Its last column holds one layer.
  package let defaultLayer: Layer?
  package var flags: [String] { ["scheme"] }
  private let layers: Set<Layer>
  private let scheme: LabelScheme

  /// Makes an exporter of the options' layers and scheme.
  package init(_ options: ExportOptions = ExportOptions()) {
    defaultLayer = options.schema.mainLayer
    layers = Set(options.layers.isEmpty ? [options.schema.mainLayer] : options.layers)
    scheme = options.scheme
  }

  /// Writes one article.
  package func export(_ article: Article, _ annotations: [Annotation]) -> ExportedArticle {
    let runs = LabelRuns(article.text, annotations, layers: layers)
    let labels = runs.labels(scheme)
    let pieces = runs.tokens.pieces
    var lines = ["# newdoc id = \(Self.oneLine(article.id))"]
    if let published = article.published { lines.append("# published = \(published)") }
    for (number, sentence) in runs.sentences.enumerated() where !sentence.isEmpty {
      let words = Span(
        pieces[sentence.lowerBound].span.start, pieces[sentence.upperBound - 1].span.end)
      if number > 0 { lines.append("") }
      lines.append("# sent_id = \(Self.oneLine(article.id))-\(number + 1)")
      lines.append("# text = \(Self.oneLine(article.text[words]))")
      for index in sentence {
        let end = index + 1 < pieces.count ? pieces[index + 1].span.start : article.text.count
        let before = index == 0 ? article.text[Span(0, pieces[0].span.start)] : ""
        let space = article.text[Span(pieces[index].span.end, end)]
        let misc = Self.misc(labels[index], before, space, isLast: index == sentence.upperBound - 1)
        lines.append(
          "\(index - sentence.lowerBound + 1)\t\(article.text[pieces[index].span])\t_\t_\t_\t_\t_\t_\t_\t\(misc)"
        )
      }
    }
    return ExportedArticle(
      files: [ExportedFile(name: article.id + ".conllu", lines: lines + [""])], losses: runs.losses)
  }

  /// The last column. White space other than one space after a token is spelt out.
  private static func misc(_ label: String, _ before: String, _ space: String, isLast: Bool)
    -> String
  {
    var parts: [String] = label == "O" ? [] : ["NER=\(label)"]
    if space.isEmpty { parts.append("SpaceAfter=No") }
    if !before.isEmpty { parts.append("SpacesBefore=\(CoNLLUSpaces.spelled(before))") }
    if !space.isEmpty, space != " " { parts.append("SpacesAfter=\(CoNLLUSpaces.spelled(space))") }
    return parts.isEmpty ? "_" : parts.joined(separator: "|")
  }

  private static func oneLine(_ text: String) -> String {
    String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
  }
}

/// White space as UDPipe spells it in `SpacesAfter`.
enum CoNLLUSpaces {
  private static let escapes: [(Character, String)] = [
    (" ", "\\s"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r"), ("|", "\\p"), ("\\", "\\\\"),
  ]

  static func spelled(_ space: String) -> String {
    var spelled = ""
    for scalar in space.unicodeScalars {
      spelled += escapes.first { $0.0.unicodeScalars.first == scalar }?.1 ?? String(scalar)
    }
    return spelled
  }

  static func read(_ spelled: Substring) -> String {
    var space = ""
    var isEscaped = false
    for character in spelled {
      if isEscaped {
        space.append(escapes.first { $0.1.last == character }?.0 ?? character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        space.append(character)
      }
    }
    return space
  }
}
