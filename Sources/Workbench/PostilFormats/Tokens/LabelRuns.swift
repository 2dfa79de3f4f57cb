import PostilExchange
import PostilKit

/// The tokens of an article and the annotations that are runs of them: what a format with one label a
/// token can hold. Of overlapping annotations the longest is taken.
struct LabelRuns {
  /// An annotation with its tokens and the label that is written.
  struct Run {
    let annotation: Annotation
    let tokens: Range<Int>
    let label: String
  }

  /// The tokens, cut where annotations begin and end.
  let tokens: ExportTokens
  /// In reading order.
  let runs: [Run]
  /// What cannot be written.
  let losses: [ExportLoss]

  /// Chooses among the annotations of some layers.
  init(_ text: Text, _ annotations: [Annotation], layers: Set<Layer>) {
    let choice = DisjointSpans(annotations, in: text, layers: layers, Self.unwritable)
    let chosen = choice.chosen
    let tokens = ExportTokens(text, cutAt: chosen.map { $0.spans[0] })
    self.tokens = tokens
    var missing: [ExportLoss] = []
    runs = chosen.compactMap { annotation in
      guard let range = tokens.range(of: annotation.spans[0]) else {
        missing.append(ExportLoss(id: annotation.id, .all("it has no words")))
        return nil
      }
      return Run(annotation: annotation, tokens: range, label: Self.column(annotation.label))
    }
    losses = choice.losses + missing
  }

  /// The labels of the tokens.
  func labels(_ scheme: LabelScheme) -> [String] {
    scheme.labels(tokens.pieces.count, runs.map { ($0.tokens, $0.label) })
  }

  /// The tokens of each sentence. None ends inside an annotation: readers would take its rest for an error.
  var sentences: [Range<Int>] {
    var mayBreak = [Bool](repeating: true, count: tokens.pieces.count)
    for run in runs { for index in run.tokens.dropFirst() { mayBreak[index] = false } }
    var starts = tokens.pieces.indices.filter {
      $0 == 0 || tokens.pieces[$0].beginsSentence && mayBreak[$0]
    }
    starts.append(tokens.pieces.count)
    return zip(starts, starts.dropFirst()).map { $0..<$1 }
  }

  /// A label without white space and without what separates values in a column.
  static func column(_ label: String) -> String {
    label.isEmpty ? "_" : String(label.map { $0.isWhitespace || $0 == "|" ? "_" : $0 })
  }

  /// What a label of tokens cannot say about an annotation.
  static func unwritable(_ annotation: Annotation) -> [ExportLoss.Part] {
    var losses: [ExportLoss.Part] = []
    if column(annotation.label) != annotation.label {
      losses.append(.other("label '\(annotation.label)' written as '\(column(annotation.label))'"))
    }
    return losses + annotation.detailLosses
  }
}
