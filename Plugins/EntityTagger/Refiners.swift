import PostilKit
import SequenceLabeling

/// Changes, drops or adds candidates; they stay in reading order and do not overlap.
protocol Refiner: Sendable {
  func refine(_ candidates: inout [Candidate], _ article: ScannedArticle)
}

/// All refiners, in the order in which they run: edges first, since the others compare names.
let refiners: [any Refiner] = [
  EdgeRefiner(), DatelineRefiner(), AcronymRefiner(), HandleRefiner(), HandleNameRefiner(),
  HandleSubjectRefiner(), FamilyNameRefiner(), SurnameRefiner(), TitleRefiner(), PlaceRefiner(),
]

/// Takes determiners, titles and the possessive off a name: `President [Raisi]'s`.
struct EdgeRefiner: Refiner {
  func refine(_ candidates: inout [Candidate], _ article: ScannedArticle) {
    candidates = candidates.compactMap { candidate in
      let tokens = NameEdges.trimmed(
        candidate.tokens, isPerson: candidate.label == "PER", article.text, article.tokens)
      guard !tokens.isEmpty, tokens != candidate.tokens else {
        return tokens.isEmpty ? nil : candidate
      }
      var trimmed = candidate
      trimmed.tokens = tokens
      trimmed.rule = "crf, edges trimmed"
      return trimmed
    }
  }
}

/// What a dateline begins with is a place, however its capitals look: `[ROTTERDAM], 4 May (Wire) -`.
struct DatelineRefiner: Refiner {
  func refine(_ candidates: inout [Candidate], _ article: ScannedArticle) {
    for start in article.tokens.indices
    where article.tokens[start].flags.contains([.paragraphBefore, .allCapitals]) {
      guard let place = Dateline(article.text, article.tokens, from: start)?.place else { continue }
      let old = candidates.first { $0.tokens.overlaps(place) }
      if let old, ["GPE", "LOC"].contains(old.label) { continue }
      candidates.removeAll { $0.tokens.overlaps(place) }
      candidates.append(
        Candidate(tokens: place, label: "GPE", score: max(old?.score ?? 0, 0.8), rule: "dateline"))
    }
    candidates.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }
}

/// A handle in parentheses behind a name is the same entity: `Foreign Ministry (@mfa)`. Other handles
/// are what the model says.
struct HandleRefiner: Refiner {
  func refine(_ candidates: inout [Candidate], _ article: ScannedArticle) {
    var result: [Candidate] = []
    var taken = Set(candidates.flatMap(\.tokens))
    for (place, candidate) in candidates.enumerated() {
      result.append(candidate)
      let limit = min(candidate.tokens.upperBound + 4, article.tokens.count)
      guard
        let handle = (candidate.tokens.upperBound..<limit).first(where: {
          article.tokens[$0].kind == .handle
        }), !taken.contains(handle), isOpened(handle, article),
        place + 1 == candidates.count || candidates[place + 1].tokens.lowerBound > handle
      else { continue }
      taken.insert(handle)
      result.append(
        Candidate(
          tokens: handle..<handle + 1, label: candidate.label, score: candidate.score,
          rule: "handle of the name before it"))
    }
    candidates = result
  }

  private func isOpened(_ handle: Int, _ article: ScannedArticle) -> Bool {
    article.word(handle - 1) == "("
  }
}

/// A handle that spells a full name of the article is that name's: `@IlhamAliyev`.
struct HandleNameRefiner: Refiner {
  /// The least certainty of a full name.
  private static let sure = 0.7

  func refine(_ candidates: inout [Candidate], _ article: ScannedArticle) {
    let taken = Set(candidates.flatMap(\.tokens))
    let handles = article.tokens.indices.filter {
      article.tokens[$0].kind == .handle && !taken.contains($0)
    }
    guard !handles.isEmpty else { return }
    var names: [String: Candidate] = [:]
    for candidate in candidates where candidate.tokens.count > 1 && candidate.score >= Self.sure {
      names[Self.letters(article.words(candidate.tokens))] = candidate
    }
    for handle in handles {
      guard let name = names[Self.letters(article.word(handle))] else { continue }
      candidates.append(
        Candidate(
          tokens: handle..<handle + 1, label: name.label, score: name.score,
          rule: "handle that spells a name"))
    }
    candidates.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  private static func letters(_ words: String) -> String {
    words.lowercased().filter(\.isLetter)
  }
}

/// Initials in parentheses behind a name are a name of the same kind: `Mohammed bin Salman (MBS)`.
struct AcronymRefiner: Refiner {
  func refine(_ candidates: inout [Candidate], _ article: ScannedArticle) {
    for place in candidates.indices.dropFirst() {
      let (name, short) = (candidates[place - 1], candidates[place])
      guard name.label != short.label, short.tokens.count == 1,
        short.tokens.lowerBound == name.tokens.upperBound + 1,
        article.word(name.tokens.upperBound) == "(", name.score >= short.score,
        initials(name, article) == article.word(short.tokens.lowerBound).lowercased()
      else { continue }
      candidates[place].label = name.label
      candidates[place].rule = "initials of the name before it"
    }
  }

  private func initials(_ name: Candidate, _ article: ScannedArticle) -> String {
    String(name.tokens.compactMap { article.word($0).first(where: \.isLetter) }).lowercased()
  }
}

/// A handle at the head of a sentence that goes on with `his` or `her` is a person: `.@lee met her
/// colleague`.
struct HandleSubjectRefiner: Refiner {
  func refine(_ candidates: inout [Candidate], _ article: ScannedArticle) {
    let taken = Set(candidates.flatMap(\.tokens))
    var found: [Candidate] = []
    for sentence in article.sentences {
      let head = sentence.prefix(2).first { article.tokens[$0].kind == .handle }
      guard let handle = head, !taken.contains(handle),
        sentence.prefix(handle + 10 - sentence.lowerBound).contains(where: {
          $0 > handle && ["his", "her"].contains(article.word($0))
        })
      else { continue }
      found.append(
        Candidate(
          tokens: handle..<handle + 1, label: "PER", score: 0.6, rule: "handle of a person"))
    }
    guard !found.isEmpty else { return }
    candidates = (candidates + found).sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }
}

/// Names of lists are mentions, word for word: those of users' own lists wherever they stand, the
/// others where the model is not sure of something else.
struct ListRefiner: Refiner {
  /// A candidate surer than this holds against a known name.
  private static let sure = 0.8

  private struct Entry {
    var phrase: EntityList.Phrase
    var words: [String]
  }

  /// The names by their first word, the longest first.
  private let entries: [String: [Entry]]
  /// Whether one of them begins with that byte: few words of a text do.
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

  func refine(_ candidates: inout [Candidate], _ article: ScannedArticle) {
    relabel(&candidates, article)
    var found: [Candidate] = []
    var taken = 0..<0
    var place = 0
    for start in article.tokens.indices where start >= taken.upperBound {
      while place < candidates.count, candidates[place].tokens.upperBound <= start { place += 1 }
      guard initials[Int(article.text.utf8[Int(article.tokens[start].start)])],
        let entry = entries[article.word(start)]?.first(where: { matches($0, start, article) })
      else { continue }
      let tokens = start..<start + entry.words.count
      let overlapping = candidates[place...].prefix { $0.tokens.lowerBound < tokens.upperBound }
      guard overlapping.allSatisfy({ Self.yields($0, tokens, entry.phrase.isOwn) }) else {
        continue
      }
      taken = tokens
      found.append(
        Candidate(
          tokens: tokens, label: entry.phrase.label, score: entry.phrase.isOwn ? 1 : Self.sure,
          rule: entry.phrase.isOwn ? "list" : "known name"))
    }
    guard !found.isEmpty else { return }
    let covered = Set(found.flatMap(\.tokens))
    candidates.removeAll { $0.tokens.contains(where: covered.contains) }
    candidates = (candidates + found).sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  /// Whether a candidate makes room for a name at these tokens. A longer one that holds the name is
  /// another name: `Bank of Oslo`.
  private static func yields(_ candidate: Candidate, _ tokens: Range<Int>, _ isOwn: Bool) -> Bool {
    if candidate.tokens.clamped(to: tokens) == tokens, candidate.tokens != tokens { return false }
    return isOwn || candidate.score < sure && candidate.tokens != tokens
  }

  /// A known name of one word has its label where the model is in doubt: `KSA` is a country.
  private func relabel(_ candidates: inout [Candidate], _ article: ScannedArticle) {
    for index in candidates.indices where candidates[index].score < Self.sure {
      let kind = EntityKind(candidates[index].label)
      guard let entry = known.entry(article.words(candidates[index].tokens), kind),
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
