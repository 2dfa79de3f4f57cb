import PostilKit

/// CoNLL-2003: one token a line in four columns, an empty line between sentences, IOB2 labels of one
/// layer.
///
/// Part of speech and chunk are the placeholders `-X-` and `_`. The format has no spans,
/// and a token has one label: of overlapping annotations the longest is written.
package struct CoNLLExporter: Exporter {
  /// `conll`.
  package var name: String { "conll" }
  /// What it writes.
  package var summary: String { "CoNLL-2003 columns with IOB2 labels of one layer (--layer)" }
  /// `conll`.
  package var corpusExtension: String? { "conll" }
  /// Programs learn from it.
  package var isForTraining: Bool { true }
  /// Its columns hold one layer.
  package var takesLayer: Bool { true }
  private let layer: Layer

  /// Makes an exporter of the options' layer.
  package init(_ options: ExportOptions = ExportOptions()) { layer = options.layer }

  /// Writes one article.
  package func export(_ article: Article, _ annotations: [Annotation]) -> ExportedArticle {
    let (chosen, losses) = choose(annotations.inReadingOrder, article.text.count)
    let tokens = ExportTokens(article.text, cutAt: chosen.map { $0.spans[0] })
    var labels = [String](repeating: "O", count: tokens.pieces.count)
    var mayBreak = [Bool](repeating: true, count: tokens.pieces.count)
    var missing: [ExportLoss] = []
    for annotation in chosen {
      guard let range = tokens.range(of: annotation.spans[0]) else {
        missing.append(ExportLoss(id: annotation.id, .all("it has no words")))
        continue
      }
      let label = Self.column(annotation.label)
      for index in range {
        labels[index] = (index == range.lowerBound ? "B-" : "I-") + label
        mayBreak[index] = index == range.lowerBound
      }
    }
    var lines = ["-DOCSTART- -X- O O"]
    for (index, piece) in tokens.pieces.enumerated() {
      // No sentence ends inside an annotation: readers would take its rest for an error.
      if index == 0 || (piece.beginsSentence && mayBreak[index]) { lines.append("") }
      lines.append("\(article.text[piece.span]) -X- _ \(labels[index])")
    }
    return ExportedArticle(
      files: [ExportedFile(name: article.id + ".conll", lines: lines + [""])],
      losses: losses + missing)
  }

  /// The annotations to write, in reading order, and what is lost.
  ///
  /// - Parameter length: The code points of the text.
  private func choose(
    _ annotations: [Annotation], _ length: Int
  ) -> (chosen: [Annotation], losses: [ExportLoss]) {
    var chosen: [Annotation] = []
    // The chosen annotation at each code point.
    var owners = [Int](repeating: -1, count: length)
    var losses: [ExportLoss] = []
    func lose(_ annotation: Annotation, _ part: ExportLoss.Part) {
      losses.append(ExportLoss(id: annotation.id, part))
    }
    for annotation in annotations.longestFirst {
      guard annotation.layer == layer else {
        lose(annotation, .all("of layer \(annotation.layer)"))
        continue
      }
      guard annotation.spans.count == 1 else {
        lose(annotation, .all("it has \(annotation.spans.isEmpty ? "no span" : "several spans")"))
        continue
      }
      // One that is as long or longer and overlaps has the first or the last code point, too.
      let extent = annotation.extent
      let ends = extent.isEmpty ? [] : [owners[extent.start], owners[extent.end - 1]]
      if let other = ends.first(where: { $0 >= 0 }) {
        lose(annotation, .overlapping(chosen[other].id))
        continue
      }
      for place in extent.start..<extent.end { owners[place] = chosen.count }
      chosen.append(annotation)
      for part in Self.unwritable(annotation) { lose(annotation, part) }
    }
    return (chosen.sorted { $0.extent.start < $1.extent.start }, losses)
  }

  private static func unwritable(_ annotation: Annotation) -> [ExportLoss.Part] {
    var losses: [ExportLoss.Part] = []
    if column(annotation.label) != annotation.label {
      losses.append(
        .other("label '\(annotation.label)' written as '\(column(annotation.label))'"))
    }
    if annotation.state != .accepted {
      losses.append(.member("state \(annotation.state.rawValue)"))
    }
    losses += annotation.attributes.keys.sorted().map { .member("attribute \($0)") }
    losses += annotation.roles.keys.sorted().map { .member("role \($0)") }
    if annotation.score != nil { losses.append(.member("score")) }
    if annotation.rule != nil { losses.append(.member("rule")) }
    if !annotation.annotator.isEmpty { losses.append(.member("annotator")) }
    return losses
  }

  /// A label without white space.
  private static func column(_ label: String) -> String {
    label.isEmpty
      ? "_" : String(label.map { $0.isWhitespace ? "_" : $0 })
  }
}

extension [Annotation] {
  /// By length in code points, the longest first; of the same length, the one that starts first.
  fileprivate var longestFirst: [Annotation] {
    enumerated().sorted {
      ($1.element.extent.count, $0.offset) < ($0.element.extent.count, $1.offset)
    }.map(\.element)
  }
}
