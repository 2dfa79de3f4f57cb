import PostilKit
import PostilSystem

/// The score of quotes.
///
/// Contents are trimmed of quotation marks and punctuation, and paired one to one by the share of
/// letters that they have in common with the longer one: at least half for `strict`, which then
/// requires equality, 0.8 for `relaxed`, 0.3 for `touch`. A false positive counts towards the kind
/// given by the quotation marks in the text.
package struct QuoteScore: Hashable, Sendable {
  /// The unit of comparison.
  package enum Unit: String, Sendable, CaseIterable {
    /// A quote with all its spans.
    case quote
    /// Each span separately.
    case span
  }

  /// The share of right answers.
  package struct Accuracy: Hashable, Sendable {
    /// Number of right answers.
    package var right = 0
    /// Number of answers.
    package var count = 0
    /// In per cent, rounded to one decimal.
    package var percent: Double {
      Decimals.rounded(100 * Double(right) / Double(max(1, count)), 1)
    }
    var json: JSONValue { ["acc": .double(percent), "n": .int(count)] }
  }

  /// The figures of some kinds of quotes.
  package struct Figures: Hashable, Sendable {
    /// Equal contents.
    package var strict = MatchCounts()
    /// Contents that share 0.8 of their letters.
    package var relaxed = MatchCounts()
    /// Contents that share 0.3 of their letters.
    package var touch = MatchCounts()
    /// Right sources among the touching pairs.
    package var source = Accuracy()
    /// Right speakers' names among the touching pairs whose gold has one.
    package var speaker = Accuracy()
    /// Speakers with the name that gold's source holds, among the touching pairs whose gold has no speaker and whose
    /// source holds a name.
    package var named = Accuracy()
    /// Addressees of the touching pairs.
    package var addressee = MatchCounts()
    var relaxedWithSource = 0
    var strictWithSource = 0

    /// Relaxed contents with the right source.
    package var endToEnd: MatchCounts { Self.both(relaxedWithSource, relaxed) }
    /// Strict contents with the right source.
    package var strictEndToEnd: MatchCounts { Self.both(strictWithSource, strict) }

    private static func both(_ right: Int, _ counts: MatchCounts) -> MatchCounts {
      MatchCounts(
        right: right, spurious: counts.right + counts.spurious - right,
        missing: counts.right + counts.missing - right)
    }
  }

  /// The figures over all requested kinds.
  package internal(set) var overall = Figures()
  /// The figures by kind, unless kinds were requested.
  package internal(set) var kinds: [(kind: String, figures: Figures)] = []
  /// The cues, compared on their own.
  package internal(set) var cue = MatchCounts()
  /// The letters of contents.
  package internal(set) var letters = MatchCounts()
  /// Of the right letters, those with the right source.
  package internal(set) var letterSource = Accuracy()

  /// All kinds, in the order of the table.
  package static let allKinds = QuoteLabel.allCases.map(\.rawValue)

  init(
    gold: [ScoredQuote], predicted: [ScoredQuote], texts: [String: ScoredText],
    kinds: [String] = [],
    unit: Unit = .quote
  ) {
    let golds = Dictionary(grouping: gold.filter { texts[$0.article] != nil }, by: \.article)
    let guesses = Dictionary(
      grouping: predicted.filter { texts[$0.article] != nil }, by: \.article)
    let asked = Set(kinds.isEmpty ? Self.allKinds : kinds)
    var byKind = Self.allKinds.map { ($0, Figures()) }
    for article in Set(golds.keys).union(guesses.keys) {
      guard let text = texts[article] else { continue }
      let pair = QuoteComparison(
        gold: golds[article] ?? [], predicted: guesses[article] ?? [], text: QuoteText(text),
        unit: unit)
      pair.count(asked, into: &overall)
      pair.countCues(asked, into: &cue)
      pair.countLetters(asked, into: &letters, sources: &letterSource)
      for index in byKind.indices where kinds.isEmpty {
        pair.count([byKind[index].0], into: &byKind[index].1)
      }
    }
    if kinds.isEmpty { self.kinds = byKind }
  }

  /// Scores are equal if all their figures are.
  package static func == (left: QuoteScore, right: QuoteScore) -> Bool { left.json == right.json }
  /// Hashes the figures.
  package func hash(into hasher: inout Hasher) { hasher.combine(json) }
}

extension QuoteScore {
  private var rows: [(name: String, counts: MatchCounts)] {
    [
      ("strict", overall.strict), ("relaxed", overall.relaxed), ("touch", overall.touch),
      ("e2e", overall.endToEnd), ("e2es", overall.strictEndToEnd), ("cue", cue), ("char", letters),
    ]
  }

  /// The figures, in per cent with one decimal.
  package var json: JSONValue {
    var object = JSONObject()
    for (name, counts) in rows { object[name] = counts.percentJSON }
    object["speaker_acc"] = overall.source.json
    object["addressee"] = overall.addressee.percentJSON
    object["resolved"] = overall.speaker.json
    if overall.named.count > 0 { object["named"] = overall.named.json }
    for (kind, figures) in kinds {
      object[kind] = [
        "strict": figures.strict.percentJSON, "relaxed": figures.relaxed.percentJSON,
        "speaker_acc": figures.source.json, "e2e": figures.endToEnd.percentJSON,
      ]
    }
    object["char_speaker_acc"] = .double(letterSource.percent)
    return .object(object)
  }

  /// The figures as a table, in per cent.
  package var table: String {
    var lines = rows.map { Self.line($0.name, $0.counts) }
    lines.append(
      "source right \(Self.number(overall.source.percent)) of \(overall.source.count) pairs,"
        + " by letters \(Self.number(letterSource.percent))")
    if overall.addressee.right + overall.addressee.missing > 0 {
      lines.append(Self.line("addressee", overall.addressee))
    }
    if overall.speaker.count > 0 {
      lines.append(
        "speaker right \(Self.number(overall.speaker.percent)) of \(overall.speaker.count)")
    }
    if overall.named.count > 0 {
      lines.append(
        "speaker named \(Self.number(overall.named.percent)) of \(overall.named.count) sources with a name"
      )
    }
    for (kind, figures) in kinds {
      lines.append(Self.line("\(kind) strict", figures.strict))
      lines.append(Self.line("\(kind) relaxed", figures.relaxed))
      lines.append(Self.line("\(kind) e2e", figures.endToEnd))
    }
    return ([Self.head] + lines).joined(separator: "\n")
  }

  private static let head =
    String(repeating: " ", count: 17)
    + ["P", "R", "F1"].map { Decimals.cell($0, 6) }.joined()
    + ["right", "spurious", "missing"].map { Decimals.cell($0, 9) }.joined()

  private static func line(_ name: String, _ counts: MatchCounts) -> String {
    let (p, r, f) = counts.percent
    return name + String(repeating: " ", count: max(1, 17 - name.count))
      + [p, r, f].map { Decimals.cell(number($0), 6) }.joined()
      + [counts.right, counts.spurious, counts.missing].map { Decimals.cell("\($0)", 9) }.joined()
  }

  private static func number(_ value: Double) -> String { Decimals.fixed(value, 1) }
}
