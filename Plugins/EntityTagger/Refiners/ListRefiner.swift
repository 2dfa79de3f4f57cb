import PostilKit

/// Names of lists are mentions, word for word: those of users' lists wherever they occur, the others unless
/// the model is certain of another reading.
struct ListRefiner: Refiner {
  /// The score of a known name; a candidate with at least this score is kept.
  private static let certain = 0.8

  private struct Entry {
    var phrase: EntityList.Phrase
    var words: [String]
  }

  /// The names by their first word, the longest first.
  private let entries: [String: [Entry]]
  /// For each byte whether a name begins with it; few words of a text do.
  private var initials = [Bool](repeating: false, count: 256)
  private let known: EntityList

  init(_ known: EntityList) {
    var entries: [String: [Entry]] = [:]
    for phrase in known.phrases {
      let text = Text(phrase.name)
      let words = Tokens(text).map { text[$0] }
      if let first = words.first {
        entries[first, default: []].append(Entry(phrase: phrase, words: words))
      }
    }
    for first in entries.keys { initials[Int(first.utf8.first ?? 0)] = true }
    self.entries = entries.mapValues { $0.sorted { $0.words.count > $1.words.count } }
    self.known = known
  }

  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    relabel(&candidates, article)
    var found: [MentionCandidate] = []
    var taken = 0..<0
    var place = 0
    for start in article.tokens.indices where start >= taken.upperBound {
      while place < candidates.count, candidates[place].tokens.upperBound <= start { place += 1 }
      guard initials[Int(article.text.utf8[Int(article.tokens[start].start)])],
        let entry = entries[article.word(start)]?.first(where: { matches($0, start, article) })
      else { continue }
      let tokens = start..<start + entry.words.count
      let overlapping = candidates[place...].prefix { $0.tokens.lowerBound < tokens.upperBound }
      guard
        overlapping.allSatisfy({ Self.yields($0, tokens, entry.phrase.isOwn) })
          || Self.areParts(overlapping, tokens)
      else { continue }
      taken = tokens
      // `The [United States] Embassy` is no country.
      if entry.phrase.label == "GPE", tokens.upperBound < article.tokens.count,
        ["Embassy", "Consulate"].contains(article.word(tokens.upperBound))
      {
        continue
      }
      found.append(
        MentionCandidate(
          tokens: tokens, label: entry.phrase.label, score: entry.phrase.isOwn ? 1 : Self.certain,
          rule: entry.phrase.isOwn ? "list" : "known name"))
    }
    guard !found.isEmpty else { return }
    let covered = Set(found.flatMap(\.tokens))
    candidates.removeAll { $0.tokens.contains(where: covered.contains) }
    candidates = (candidates + found).sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  /// Whether a name at these tokens replaces a candidate. A longer candidate that contains the name is
  /// another name: `Bank of Oslo`.
  private static func yields(_ candidate: MentionCandidate, _ tokens: Range<Int>, _ isOwn: Bool)
    -> Bool
  {
    if candidate.tokens.clamped(to: tokens) == tokens, candidate.tokens != tokens { return false }
    return isOwn || candidate.score < certain && candidate.tokens != tokens
  }

  /// Whether the model has taken one name for several: `[Mumbai] [Indians]`.
  private static func areParts(_ found: ArraySlice<MentionCandidate>, _ tokens: Range<Int>) -> Bool
  {
    found.count > 1 && found.first?.tokens.lowerBound == tokens.lowerBound
      && found.last?.tokens.upperBound == tokens.upperBound
      && zip(found, found.dropFirst()).allSatisfy { $0.tokens.upperBound == $1.tokens.lowerBound }
  }

  /// Gives a candidate the label of the known name where the model is uncertain: `KSA` is a country.
  /// A person whose full name the article has remains one: `Fitch`, after `Janet Fitch`.
  private func relabel(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    let surnames = Set(
      candidates.filter { $0.label == "PER" && $0.tokens.count > 1 }.map {
        article.word($0.tokens.upperBound - 1)
      })
    for index in candidates.indices
    where candidates[index].score < Self.certain
      || candidates[index].label == "MISC" && !article.isLanguage(candidates[index].tokens)
      || candidates[index].label == "PER" && candidates[index].tokens.count > 1
    {
      let kind = EntityKind(candidates[index].label)
      let words = article.words(candidates[index].tokens)
      let other =
        kind == .person && !surnames.contains(words)
        ? known.entry(words, .organizationOrPlace).flatMap { $0.label == "ORG" ? $0 : nil } : nil
      let people =
        kind != .person && candidates[index].tokens.count == 1
        ? known.entry(words, .label("NORP")) : nil
      guard let entry = known.entry(words, kind) ?? other ?? people,
        entry.label != candidates[index].label
      else { continue }
      candidates[index].label = entry.label
      candidates[index].rule += ", label of a known name"
    }
  }

  private func matches(_ entry: Entry, _ start: Int, _ article: ScannedArticle) -> Bool {
    start + entry.words.count <= article.tokens.count
      && entry.words.enumerated().allSatisfy { article.word(start + $0) == $1 }
  }
}
