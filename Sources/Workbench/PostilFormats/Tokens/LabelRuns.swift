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
    var choice = Choice(length: text.count)
    for annotation in annotations.inReadingOrder.longestFirst {
      choice.take(annotation, layers)
    }
    let chosen = choice.chosen.sorted { $0.extent.start < $1.extent.start }
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

  private struct Choice {
    var chosen: [Annotation] = []
    var losses: [ExportLoss] = []
    /// The chosen annotation at each code point.
    private var owners: [Int]

    /// - Parameter length: The code points of the text.
    init(length: Int) { owners = [Int](repeating: -1, count: length) }

    mutating func take(_ annotation: Annotation, _ layers: Set<Layer>) {
      guard layers.contains(annotation.layer) else {
        return lose(annotation, .all("of layer \(annotation.layer)"))
      }
      guard annotation.spans.count == 1 else {
        return lose(
          annotation, .all("it has \(annotation.spans.isEmpty ? "no span" : "several spans")"))
      }
      // One that is as long or longer and overlaps has the first or the last code point, too.
      let extent = annotation.extent
      let ends = extent.isEmpty ? [] : [owners[extent.start], owners[extent.end - 1]]
      if let other = ends.first(where: { $0 >= 0 }) {
        return lose(annotation, .overlapping(chosen[other].id))
      }
      for place in extent.start..<extent.end { owners[place] = chosen.count }
      chosen.append(annotation)
      for part in LabelRuns.unwritable(annotation) { lose(annotation, part) }
    }

    private mutating func lose(_ annotation: Annotation, _ part: ExportLoss.Part) {
      losses.append(ExportLoss(id: annotation.id, part))
    }
  }
}

extension Annotation {
  /// The losses of a format that has spans and labels only.
  var detailLosses: [ExportLoss.Part] {
    stateLosses + attributes.keys.sorted().map { .member("attribute \($0)") } + roleLosses
      + methodLosses + (annotator.isEmpty ? [] : [.member("annotator")])
  }

  /// The loss of a format in which everything is accepted.
  var stateLosses: [ExportLoss.Part] {
    state == .accepted ? [] : [.member("state \(state.rawValue)")]
  }

  /// The losses of a format without relations.
  var roleLosses: [ExportLoss.Part] { roles.keys.sorted().map { .member("role \($0)") } }

  /// The losses of a format that does not say how an annotation was made.
  var methodLosses: [ExportLoss.Part] {
    (score == nil ? [] : [.member("score")]) + (rule == nil ? [] : [.member("rule")])
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
