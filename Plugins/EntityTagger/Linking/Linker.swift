import PostilKit

/// Decides which entity each mention of an article refers to, from the article and the lists of
/// known entities, and why.
/// A mention that fits two entities is not joined: joining later is easier than separating.
struct Linker {
  /// The entity of a mention.
  struct Link: Hashable {
    /// The entity's name, the same for all its mentions.
    var name: String
    /// Its external id, if a list has one.
    var ref: String?
    /// Why the mention refers to it; nil if the name is the mention's own words.
    var reason: String?
  }

  private let article: ScannedArticle
  private let known: EntityList
  /// All distinct forms of names in the article.
  private var forms: [Form] = []
  private var numbers: [String: Int] = [:]
  /// The form of each mention, by its first token.
  private var formOfToken: [Int: Int] = [:]
  /// For each form the form that it was joined to; itself for the first of its entity.
  private var parents: [Int] = []

  /// A form of a name as the article has it.
  private struct Form {
    /// Its index among the forms, in the order of the article.
    var number: Int
    var surface: String
    var kind: EntityKind
    var name: Name
    var count = 1
    var entry: EntityList.Entry?
    /// Why it was joined to others.
    var reason: String?
  }

  init(_ candidates: [MentionCandidate], _ article: ScannedArticle, _ known: EntityList) {
    self.article = article
    self.known = known
    for candidate in candidates { note(candidate) }
    parents = Array(forms.indices)
    joinDefined(candidates)
    joinKnown()
    indexNames()
    joinRelated()
    joinHandles()
    joinTitles(candidates)
    joinShared()
    name()
  }

  /// The entity that a mention refers to.
  func link(_ candidate: MentionCandidate) -> Link {
    guard let number = number(candidate) else { return Link(name: surface(candidate.tokens)) }
    let surface = forms[number].surface
    let root = root(number)
    let name = names[root] ?? surface
    let reason = name == surface ? nil : forms[number].reason ?? "same name"
    return Link(name: name, ref: refs[root] ?? nil, reason: reason.map { "\($0) of \(name)" })
  }

  // MARK: Forms

  private mutating func note(_ candidate: MentionCandidate) {
    let surface = surface(candidate.tokens)
    let kind = EntityKind(candidate.label)
    let key = kind.key(surface)
    if let number = numbers[key] {
      forms[number].count += 1
      formOfToken[candidate.tokens.lowerBound] = number
    } else {
      numbers[key] = forms.count
      formOfToken[candidate.tokens.lowerBound] = forms.count
      let name = Name(Self.plain(surface), of: kind.nameKind)
      forms.append(Form(number: forms.count, surface: surface, kind: kind, name: name))
    }
  }

  /// The words of a candidate, with white space normalized to single blanks.
  private func surface(_ tokens: Range<Int>) -> String {
    let words = article.words(tokens)
    if !Self.mayHoldOtherBlanks(words) { return words }
    return words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Whether a text may contain white space other than single blanks. Most names do not, and a
  /// check of bytes is fast.
  private static func mayHoldOtherBlanks(_ words: String) -> Bool {
    var last: UInt8 = 0x20
    for byte in words.utf8 {
      // The first bytes of white space outside ASCII.
      let isOther = byte < 0x20 || [0xC2, 0xE1, 0xE2, 0xE3].contains(byte)
      if isOther || (byte == 0x20 && last == 0x20) { return true }
      last = byte
    }
    return false
  }

  /// A handle's letters as words: `@Ann_Lee` is `Ann Lee`.
  private static func plain(_ surface: String) -> String {
    guard let first = surface.first, "@#".contains(first) else { return surface }
    return String(surface.dropFirst().map { $0 == "_" || $0.isNumber ? " " : $0 })
  }

  private func number(_ candidate: MentionCandidate) -> Int? {
    formOfToken[candidate.tokens.lowerBound]
  }

  // MARK: Joining

  private func root(_ number: Int) -> Int {
    var number = number
    while parents[number] != number { number = parents[number] }
    return number
  }

  /// Joins two forms to one entity, unless lists have them as two.
  private mutating func join(_ number: Int, _ other: Int, because reason: String) {
    let (left, right) = (root(number), root(other))
    guard left != right else { return }
    if let one = forms[left].entry, let two = forms[right].entry, one != two { return }
    forms[left].entry = forms[left].entry ?? forms[right].entry
    for form in [number, other] where forms[form].reason == nil { forms[form].reason = reason }
    parents[right] = left
  }

  /// `Shanghai Cooperation Organization (SCO)`, `Foreign Ministry (@mfa)`: joins one word in
  /// parentheses to the name before it.
  private mutating func joinDefined(_ candidates: [MentionCandidate]) {
    for (before, inside) in zip(candidates, candidates.dropFirst()) {
      let open = before.tokens.upperBound
      guard inside.tokens.count == 1, before.tokens.count > 1 || inside.rule.hasPrefix("handle"),
        inside.tokens.lowerBound > open, inside.tokens.lowerBound <= open + 3,
        article.word(inside.tokens.lowerBound - 1) == "(",
        EntityKind(before.label) == EntityKind(inside.label),
        let long = number(before), let short = number(inside)
      else { continue }
      let isHandle = article.tokens[inside.tokens.lowerBound].kind == .handle
      guard isHandle || forms[short].name.isAbbreviation(of: forms[long].name) else { continue }
      join(short, long, because: isHandle ? "handle" : "acronym")
    }
  }

  /// Joins names of the same entry of a list.
  private mutating func joinKnown() {
    var first: [EntityList.Entry: Int] = [:]
    for number in forms.indices {
      guard let entry = known.entry(forms[number].surface, forms[number].kind) else { continue }
      if forms[root(number)].entry == nil { forms[root(number)].entry = entry }
      if forms[number].reason == nil { forms[number].reason = "known name" }
      if let other = first[entry] {
        join(number, other, because: "known name")
      } else {
        first[entry] = number
      }
    }
  }

  /// Joins names that are forms of each other: first those with a plain relation, then short forms
  /// to their only long form.
  private mutating func joinRelated() {
    let pairs = relatedPairs()
    for (left, right, relation) in pairs where relation == .same || relation == .spelling {
      join(left, right, because: relation.rawValue)
    }
    var longer: [Int: [(form: Int, relation: NameRelation)]] = [:]
    for (left, right, relation) in pairs where relation != .same && relation != .spelling {
      let isLeftShort = forms[left].name.parts.count < forms[right].name.parts.count
      longer[isLeftShort ? left : right, default: []].append((isLeftShort ? right : left, relation))
    }
    // Short forms with more words first: once `Ann Lee` is `Ann Mary Lee`, `Lee` fits only one
    // person.
    let order = longer.keys.sorted {
      (forms[$0].name.parts.count, $1) > (forms[$1].name.parts.count, $0)
    }
    for short in order {
      guard let all = longer[short] else { continue }
      // A surname is stronger evidence than a first name: `George` is not `Lloyd George` beside
      // `George Hill`.
      let surnames = all.filter { $0.relation != .firstName }
      let chosen = surnames.isEmpty ? all : surnames
      guard let best = chosen.first, Set(chosen.map { root($0.form) }).count == 1 else { continue }
      join(short, best.form, because: best.relation.rawValue)
    }
  }

  /// Maximum number of forms with similar names that are compared with each other: an article with
  /// a thousand people of one name must not take a million comparisons.
  private static let mostAlike = 60

  /// The forms by the keys of their names, without handles.
  private var byKey: [String: [Int]] = [:]

  private mutating func indexNames() {
    for number in forms.indices where !isHandle(number) {
      for key in forms[number].name.keys {
        byKey[forms[number].kind.key(key), default: []].append(number)
      }
    }
    byKey = byKey.filter { $0.value.count <= Self.mostAlike }
  }

  private func relatedPairs() -> [(left: Int, right: Int, relation: NameRelation)] {
    var seen: Set<[Int]> = []
    var pairs: [(left: Int, right: Int, relation: NameRelation)] = []
    for numbers in byKey.values {
      for (place, left) in numbers.enumerated() {
        for right in numbers[(place + 1)...] where seen.insert([left, right]).inserted {
          guard let relation = forms[left].name.relation(to: forms[right].name) else { continue }
          pairs.append((left, right, relation))
        }
      }
    }
    return pairs.sorted { ($0.left, $0.right) < ($1.left, $1.right) }
  }

  private func isHandle(_ number: Int) -> Bool { forms[number].surface.hasPrefix("@") }

  /// Joins a handle to the one person whose name it spells: `@Amirabdolahian`.
  private mutating func joinHandles() {
    for number in forms.indices where isHandle(number) && forms[number].kind == .person {
      let name = forms[number].name
      let near = Set(name.keys.flatMap { byKey[EntityKind.person.key($0)] ?? [] }).sorted()
      let alike = near.filter { other in
        name.relation(to: forms[other].name).map { $0 != .firstName } == true
      }
      guard let first = alike.first, Set(alike.map(root)).count == 1 else { continue }
      join(number, first, because: "handle")
    }
  }

  /// Joins a title alone to the one person with that title in the article: `Supreme Leader Ali
  /// Khamenei`.
  private mutating func joinTitles(_ candidates: [MentionCandidate]) {
    var bearers: [Int: Set<Int>] = [:]
    for candidate in candidates {
      guard let title = article.title(before: candidate), let person = number(candidate),
        let number = numbers[EntityKind.person.key(article.words(title))]
      else { continue }
      bearers[number, default: []].insert(root(person))
    }
    for (title, persons) in bearers.sorted(by: { $0.key < $1.key }) {
      if let person = persons.first, persons.count == 1 { join(person, title, because: "title") }
    }
  }

  /// Joins a name that several entities share to the one that the article also names otherwise.
  private mutating func joinShared() {
    for number in forms.indices where forms[root(number)].entry == nil {
      let entries = known.candidates(forms[number].surface, forms[number].kind)
      guard !entries.isEmpty else { continue }
      let named = forms.indices.filter { other in
        forms[root(other)].entry.map(entries.contains) == true
      }
      guard let first = named.first, Set(named.map(root)).count == 1 else { continue }
      join(number, first, because: "known name")
    }
  }

  // MARK: Names

  private var names: [Int: String] = [:]
  private var refs: [Int: String?] = [:]

  /// Gives each entity the name of the list, or else its fullest form.
  private mutating func name() {
    var members: [Int: [Int]] = [:]
    for number in forms.indices { members[root(number), default: []].append(number) }
    for (root, numbers) in members {
      let entry = forms[root].entry
      names[root] = entry?.name ?? numbers.map { forms[$0] }.max(by: Self.isLess)?.surface
      refs[root] = entry?.ref
    }
  }

  /// Whether a form is a worse name than another: a handle, in capitals, shorter, less frequent,
  /// later.
  private static func isLess(_ left: Form, _ right: Form) -> Bool {
    func rank(_ form: Form) -> [Int] {
      let isHandle = form.surface.hasPrefix("@")
      // A short word in capitals may be an acronym.
      let isLong = form.name.parts.count > 1 || form.surface.utf8.count > 6
      let isLoud = isLong && form.surface.uppercased() == form.surface
      return [isHandle ? 0 : 1, isLoud ? 0 : 1, form.name.parts.count, form.count]
    }
    let (one, two) = (rank(left), rank(right))
    return one == two ? left.number > right.number : one.lexicographicallyPrecedes(two)
  }
}

extension Name {
  /// Whether a name of one word can abbreviate a longer name before it: an acronym, or some of its
  /// letters in order.
  func isAbbreviation(of long: Name) -> Bool {
    if relation(to: long) != nil { return true }
    guard parts.count == 1, long.parts.count > 1, parts[0].utf8.count <= 8,
      string.contains(where: \.isUppercase)
    else { return false }
    var rest = parts[0].utf8[...]
    for byte in long.parts.joined().utf8 where byte == rest.first { rest = rest.dropFirst() }
    return rest.isEmpty && long.parts.first?.utf8.first == parts[0].utf8.first
  }
}
