import PostilKit
import SequenceLabeling

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
    /// Its first token in the article.
    var first: Int
    /// Whether all its mentions are organizations.
    var isOrganization: Bool
    /// What `Mr.` or `Mrs.` before it says, where several people have the surname.
    var gender: Forenames.Gender?
  }

  /// The surnames that several people of the article have.
  private var sharedSurnames: Set<String> = []
  private let forenames: Forenames

  init(
    _ candidates: [MentionCandidate], _ article: ScannedArticle, _ known: EntityList,
    _ forenames: Forenames
  ) {
    self.article = article
    self.known = known
    self.forenames = forenames
    findSharedSurnames(candidates)
    for candidate in candidates { note(candidate) }
    parents = Array(forms.indices)
    joinDefined(candidates)
    joinKnown()
    indexNames()
    joinRelated()
    joinInnerSurnames()
    joinTransliterations()
    joinShortForms()
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

  private mutating func findSharedSurnames(_ candidates: [MentionCandidate]) {
    var bearers: [String: Set<String>] = [:]
    for candidate in candidates where candidate.label == "PER" && candidate.tokens.count > 1 {
      let name = Name(surface(candidate.tokens), of: .person)
      if let last = name.parts.last { bearers[last, default: []].insert(name.parts[0]) }
    }
    sharedSurnames = Set(bearers.filter { $0.value.count > 1 }.keys)
  }

  private mutating func note(_ candidate: MentionCandidate) {
    let surface = surface(candidate.tokens)
    let kind = EntityKind(candidate.label)
    let name = Name(Self.plain(surface), of: kind.nameKind)
    let gender = honorific(candidate, name)
    let key = kind.key(surface) + (gender.map { "\t\($0)" } ?? "")
    formOfToken[candidate.tokens.lowerBound] = numbers[key] ?? forms.count
    if let number = numbers[key] {
      forms[number].count += 1
      if candidate.label != "ORG" { forms[number].isOrganization = false }
    } else {
      numbers[key] = forms.count
      forms.append(
        Form(
          number: forms.count, surface: surface, kind: kind, name: name,
          first: candidate.tokens.lowerBound, isOrganization: candidate.label == "ORG",
          gender: gender))
    }
  }

  /// What the honorific before a surname that several people have says of the gender.
  private func honorific(_ candidate: MentionCandidate, _ name: Name) -> Forenames.Gender? {
    let first = candidate.tokens.lowerBound
    guard candidate.label == "PER", first > 0, name.parts.count == 1,
      sharedSurnames.contains(name.parts[0])
    else { return nil }
    return Forenames.gender(honorific: article.word(first - 1))
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
    for (name, other) in zip(candidates, candidates.dropFirst()) {
      let between = name.tokens.upperBound..<max(name.tokens.upperBound, other.tokens.lowerBound)
      guard EntityKind(name.label) == EntityKind(other.label), article.isKnownAs(between),
        let one = number(name), let two = number(other)
      else { continue }
      join(one, two, because: "other name")
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
      if forms[left].gender != forms[right].gender { continue }
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
      let chosen = ofGender(surnames.isEmpty ? all : surnames, short)
      guard let best = bearer(chosen.map(\.form), of: short),
        let relation = chosen.first(where: { root($0.form) == root(best) })?.relation
      else { continue }
      join(best, short, because: relation.rawValue)
    }
  }

  /// Of the forms that a surname may be short for, those whose gender its honorific does not exclude.
  private func ofGender(
    _ all: [(form: Int, relation: NameRelation)], _ short: Int
  ) -> [(form: Int, relation: NameRelation)] {
    guard let gender = forms[short].gender else { return all }
    let certain = all.filter { forenames.gender(of: forms[$0.form].name) == gender }
    return certain.isEmpty
      ? all.filter { forenames.gender(of: forms[$0.form].name) == nil } : certain
  }

  /// Whom a short form means of several: the only one, the only one named so far, or the one named much more
  /// often than the others.
  private func bearer(_ all: [Int], of short: Int) -> Int? {
    let roots = Set(all.map(root))
    if roots.count < 2 { return all.first }
    let before = all.filter { forms[$0].first < forms[short].first }
    if Set(before.map(root)).count == 1 { return before[0] }
    var counts: [Int: Int] = [:]
    for form in all { counts[root(form), default: 0] += forms[form].count }
    let order = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return order[0].value >= 3 && order[0].value >= 3 * order[1].value ? order[0].key : nil
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
          guard let relation = forms[left].name.relation(to: forms[right].name),
            !areApart(forms[left].name, forms[right].name)
          else { continue }
          pairs.append((left, right, relation))
        }
      }
    }
    return pairs.sorted { ($0.left, $0.right) < ($1.left, $1.right) }
  }

  /// Whether two related names are those of two people: by their initials, or by half a forename.
  private func areApart(_ one: Name, _ other: Name) -> Bool {
    guard one.kind == .person else { return false }
    return one.hasOtherInitials(than: other) || one.startsInside(other) || other.startsInside(one)
  }

  /// Maximum number of forms of which each is compared with each.
  private static let mostCompared = 80

  /// Joins a surname to the one person whose inner surname it is: `Calderón`, `Felipe Calderón Hinojosa`.
  private mutating func joinInnerSurnames() {
    let people = forms.indices.filter { forms[$0].kind == .person && !isHandle($0) }
    guard people.count <= Self.mostCompared else { return }
    for short in people where forms[short].name.parts.count == 1 && root(short) == short {
      let long = people.filter { forms[short].name.isInnerSurname(of: forms[$0].name) }
      guard let best = long.first, Set(long.map(root)).count == 1 else { continue }
      join(best, short, because: "surname")
    }
  }

  /// Joins the transliterations of one name.
  private mutating func joinTransliterations() {
    let people = forms.indices.filter { forms[$0].kind == .person && !isHandle($0) }
    guard people.count <= Self.mostCompared else { return }
    for other in people {
      let alike = people.filter {
        $0 != other && forms[$0].name.isTransliteration(of: forms[other].name)
          && !areApart(forms[$0].name, forms[other].name)
      }
      guard let best = alike.first, Set(alike.map(root)).count == 1, root(best) != root(other)
      else { continue }
      join(best, other, because: "other spelling")
    }
  }

  /// Joins the short forms of organizations to the only one that they fit.
  private mutating func joinShortForms() {
    let all = forms.indices.filter { forms[$0].isOrganization && !isHandle($0) }
    guard all.count <= Self.mostCompared else { return }
    for short in all {
      // A known organization of its own is no short form: `Siemens`, beside `Siemens Energy`.
      let isKnown = forms[short].entry?.name == forms[short].surface
      let long = all.compactMap { other in
        forms[short].name.shortForm(of: forms[other].name).map { (form: other, reason: $0) }
      }.filter { !isKnown || $0.reason != "short form" }
      guard let best = long.first, Set(long.map { root($0.form) }).count == 1 else { continue }
      join(best.form, short, because: best.reason)
    }
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
      let isLong =
        form.name.parts.count > 1 || form.surface.utf8.count > 6 || form.kind == .person
      let isLoud = isLong && form.surface.uppercased() == form.surface
      let isTitle = form.surface.split(separator: " ").allSatisfy { NameEdges.isTitle(String($0)) }
      return [isHandle ? 0 : 1, isTitle ? 0 : 1, isLoud ? 0 : 1, form.name.parts.count, form.count]
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
