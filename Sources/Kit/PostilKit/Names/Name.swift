/// A name as it is compared with others: are these two forms of one?
///
/// ```swift
/// let name = Name("Alexander Lukashenko", of: .person)
/// name.relation(to: Name("Aliaksandr Lukashenka", of: .person))  // .spelling
/// name.relation(to: Name("Lukashenko", of: .person))             // .surname
/// name.relation(to: Name("Alexander Stubb", of: .person))        // nil
/// ```
///
/// The comparison is careful: what might be two (`Ivanov` and `Ivanova`, `Niger` and `Nigeria`) is
/// two. It compares names alone, not their contexts, so two people of one name are the same to it.
public struct Name: Hashable, Sendable {
  /// What bears a name, which decides how it may be shortened and misspelt.
  public enum Kind: Hashable, Sendable {
    /// A person: surnames occur alone, spellings vary with the transliteration.
    case person
    /// An organization, a place or anything else: shortened to initials.
    case other
  }

  /// The name as it is written.
  public let string: String
  /// What bears it.
  public let kind: Kind
  /// Its words in lower case, without marks, punctuation and articles.
  public let parts: [String]

  /// Splits a name.
  public init(_ string: String, of kind: Kind) {
    self.string = string
    self.kind = kind
    parts = NameFolding.parts(string)
  }

  /// Hashes under which a name can be looked up: two names that are related share one at least.
  /// Use them to compare each of many names only with similar ones.
  public var keys: Set<String> {
    guard let first = parts.first, let last = parts.last else { return [] }
    let whole = parts.joined()
    var keys: Set<String> = [whole, Self.key(whole)]
    switch kind {
    case .person where parts.count > 1:
      keys.insert(Self.key(first))
      keys.insert(Self.key(last))
    case .person: break
    case .other:
      keys.formUnion(initials)
      if let acronym {
        keys.insert(acronym)
        keys.insert(String(string.filter(\.isUppercase)).lowercased())
      }
    }
    return keys
  }

  /// The letters of a word that no variant of it changes.
  private static func key(_ part: String) -> String {
    let skeleton = NameFolding.skeleton(part)
    return skeleton.count < 2 ? part : "/" + String(decoding: skeleton.sorted(), as: UTF8.self)
  }

  /// The initials that may abbreviate it, in lower case; none for a name of one word.
  var initials: Set<String> {
    guard parts.count > 1 else { return [] }
    let first = { (parts: [String]) in String(parts.compactMap(\.first)) }
    let large = parts.filter { !Self.small.contains($0) }
    return [first(parts), first(large)]
  }

  static let small: Set<String> = [
    "of", "and", "for", "in", "on", "to", "de", "la", "des", "du", "y",
  ]

  /// The letters of an acronym in lower case, if it may be one: one word of two to eight letters,
  /// most of them capitals.
  var acronym: String? {
    guard parts.count == 1, (2...8).contains(parts[0].utf8.count) else { return nil }
    let letters = string.unicodeScalars.filter(\.properties.isAlphabetic)
    let capitals = letters.filter(\.properties.isUppercase)
    return capitals.count >= 2 && capitals.count * 2 > letters.count ? parts[0] : nil
  }
}

/// How two names are forms of one name.
public enum NameRelation: String, Hashable, Sendable, CaseIterable {
  /// The same words; only case, marks, blanks, hyphens or articles differ.
  case same = "same name"
  /// Another spelling or transliteration: `Khamenei` and `Khameini`.
  case spelling = "other spelling"
  /// One is the other's surname, its given name is left out or an initial: `Lukashenko`.
  case surname = "surname"
  /// One is the other's given name, or the first of names whose family name comes first: `Xi`.
  case firstName = "first name"
  /// One is the other with middle names, titles or other words left out.
  case shorter = "shorter form"
  /// One is made of the initials of the other: `SCO`.
  case acronym = "acronym"
}
