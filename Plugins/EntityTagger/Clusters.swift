import PostilKit

/// Which mentions mean the same entity, as far as the article itself tells: equal names, the surname
/// of a full name, an acronym of a long name, and the best-known short names of states.
///
/// A mention that fits two entities stays on its own: joining is easier than taking apart.
struct Clusters {
  /// Names by which states and unions go, and their full names.
  private static let aliases = [
    "US": "United States", "U.S.": "United States", "USA": "United States",
    "U.S.A.": "United States", "America": "United States",
    "United States of America": "United States", "UK": "United Kingdom",
    "U.K.": "United Kingdom", "Britain": "United Kingdom", "Great Britain": "United Kingdom",
    "UN": "United Nations", "U.N.": "United Nations", "EU": "European Union",
    "E.U.": "European Union", "UAE": "United Arab Emirates",
  ]
  private static let smallWords: Set<String> = ["of", "the", "and", "for", "in", "on", "to", "&"]

  private let article: ScannedArticle
  /// The name of the cluster of each surface form, by kind of entity.
  private var names: [Key: String] = [:]

  private struct Key: Hashable {
    var kind: String
    var surface: String
  }

  init(_ candidates: [Candidate], _ article: ScannedArticle) {
    self.article = article
    joinPeople(candidates.filter { $0.label == "PER" })
    joinAcronyms(candidates.filter { $0.label != "PER" })
    joinHandles(candidates)
  }

  /// The name of the entity that a candidate means.
  func name(of candidate: Candidate) -> String {
    let surface = surface(candidate)
    if let name = names[Key(kind: Self.kind(candidate.label), surface: surface)] { return name }
    guard candidate.label != "PER" else { return surface }
    return Self.aliases[surface] ?? surface
  }

  /// The words of a candidate with every run of white space as one blank.
  private func surface(_ candidate: Candidate) -> String {
    article.words(candidate.tokens).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Labels that one entity may have in turn count as one kind.
  private static func kind(_ label: String) -> String {
    ["GPE", "LOC", "FAC", "ORG"].contains(label) ? "ORG" : label
  }

  // MARK: People

  private mutating func joinPeople(_ people: [Candidate]) {
    var surfaces: [String: [String]] = [:]
    for person in people {
      let parts = person.tokens.map(article.word).filter { $0 != "-" }
      surfaces[surface(person)] = parts
    }
    var full: [String: [(key: String, value: [String])]] = [:]
    for (surface, parts) in surfaces where parts.count > 1 {
      for part in Set([parts[0], parts[parts.count - 1]]) {
        full[part, default: []].append((surface, parts))
      }
    }
    for (surface, parts) in surfaces {
      let longer = (full[parts.last ?? ""] ?? []).filter {
        $0.key != surface && Self.isShort(parts, of: $0.value)
      }
      // Several long forms are one person only if each is a form of the longest.
      guard let longest = longer.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) }),
        longer.allSatisfy({ $0.key == longest.key || Self.isShort($0.value, of: longest.value) })
      else { continue }
      names[Key(kind: "PER", surface: surface)] = longest.key
    }
  }

  /// Whether a name is another's without some of its parts: the surname alone, or the first and last
  /// name, or the given name alone where it is no one's surname.
  private static func isShort(_ parts: [String], of full: [String]) -> Bool {
    guard let last = parts.last, parts.count < full.count else { return false }
    guard parts.count > 1 else { return last == full.last || last == full.first }
    return parts.first == full.first && last == full.last
  }

  // MARK: Organizations and places

  private mutating func joinAcronyms(_ candidates: [Candidate]) {
    var long: [String: Set<String>] = [:]
    for candidate in candidates where candidate.tokens.count > 1 {
      for initials in initials(candidate) {
        long[Self.kind(candidate.label) + initials, default: []].insert(surface(candidate))
      }
    }
    for candidate in candidates where candidate.tokens.count == 1 {
      let surface = surface(candidate)
      let letters = surface.filter { $0 != "." }
      let kind = Self.kind(candidate.label)
      guard letters.count > 1, letters.allSatisfy(\.isUppercase),
        let names = long[kind + letters], names.count == 1, let name = names.first
      else { continue }
      self.names[Key(kind: kind, surface: surface)] = Self.aliases[name] ?? name
    }
  }

  /// The first letters of a long name, with and without those of its small words.
  private func initials(_ candidate: Candidate) -> Set<String> {
    let words = candidate.tokens.map(article.word).filter { $0.first?.isLetter == true }
    let first = { (words: [String]) in String(words.compactMap(\.first)).uppercased() }
    return [first(words), first(words.filter { !Self.smallWords.contains($0) })]
  }

  private mutating func joinHandles(_ candidates: [Candidate]) {
    for (before, handle) in zip(candidates, candidates.dropFirst())
    where handle.rule.hasPrefix("handle") {
      names[Key(kind: Self.kind(handle.label), surface: surface(handle))] = name(of: before)
    }
  }
}
