import PostilKit
import SequenceLabeling

/// Joins the forms of an article that are names of one entity, the surest first.
extension Linker {
  func root(_ number: Int) -> Int {
    var number = number
    while parents[number] != number { number = parents[number] }
    return number
  }

  /// Joins two forms to one entity, unless lists have them as two.
  mutating func join(_ number: Int, _ other: Int, because reason: String) {
    let (left, right) = (root(number), root(other))
    guard left != right else { return }
    if let one = forms[left].entry, let two = forms[right].entry, one != two { return }
    forms[left].entry = forms[left].entry ?? forms[right].entry
    for form in [number, other] where forms[form].reason == nil { forms[form].reason = reason }
    parents[right] = left
  }

  /// `Shanghai Cooperation Organization (SCO)`, `Foreign Ministry (@mfa)`: joins one word in
  /// parentheses to the name before it.
  mutating func joinDefined(_ candidates: [MentionCandidate]) {
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
    for candidate in candidates where candidate.rule.hasSuffix(MentionCandidate.secondWord) {
      guard let short = number(candidate) else { continue }
      let long = forms.indices.filter {
        forms[$0].isOrganization && forms[$0].name.parts.count == 2
          && forms[$0].name.parts[1] == forms[short].name.parts[0]
      }
      if let one = long.first, long.count == 1 { join(one, short, because: "short form") }
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
  mutating func joinKnown() {
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
  mutating func joinRelated() {
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
  func ofGender(
    _ all: [(form: Int, relation: NameRelation)], _ short: Int
  ) -> [(form: Int, relation: NameRelation)] {
    guard let gender = forms[short].gender else { return all }
    let certain = all.filter { forenames.gender(of: forms[$0.form].name) == gender }
    return certain.isEmpty
      ? all.filter { forenames.gender(of: forms[$0.form].name) == nil } : certain
  }

  /// Whom a short form means of several: the only one, the only one named so far, or the one named much more
  /// often than the others.
  func bearer(_ all: [Int], of short: Int) -> Int? {
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
  static let mostAlike = 60

  mutating func indexNames() {
    for number in forms.indices where !isHandle(number) {
      for key in forms[number].name.keys {
        byKey[forms[number].kind.key(key), default: []].append(number)
      }
    }
    byKey = byKey.filter { $0.value.count <= Self.mostAlike }
  }

  func relatedPairs() -> [(left: Int, right: Int, relation: NameRelation)] {
    var seen: Set<Int> = []
    var pairs: [(left: Int, right: Int, relation: NameRelation)] = []
    for numbers in byKey.values {
      for (place, left) in numbers.enumerated() {
        for right in numbers[(place + 1)...] where seen.insert(left * forms.count + right).inserted
        {
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
  func areApart(_ one: Name, _ other: Name) -> Bool {
    guard one.kind == .person else { return false }
    return one.hasOtherInitials(than: other) || one.startsInside(other) || other.startsInside(one)
  }

  /// Maximum number of forms of which each is compared with each.
  static let mostCompared = 80

  /// Joins a surname to the one person whose inner surname it is: `Calderón`, `Felipe Calderón Hinojosa`.
  mutating func joinInnerSurnames() {
    let people = forms.indices.filter { forms[$0].kind == .person && !isHandle($0) }
    guard people.count <= Self.mostCompared else { return }
    for short in people where forms[short].name.parts.count == 1 && root(short) == short {
      let long = people.filter {
        forms[short].name.isInnerSurname(of: forms[$0].name)
          || forms[short].name.isCutForename(of: forms[$0].name)
      }
      guard let best = long.first, Set(long.map(root)).count == 1 else { continue }
      join(best, short, because: "surname")
    }
  }

  mutating func joinTransliterations() {
    let people = forms.indices.filter { forms[$0].kind == .person && !isHandle($0) }
    guard people.count <= Self.mostCompared else { return }
    let bySound = Dictionary(grouping: people) { forms[$0].name.sound }
    for other in people {
      let alike = (bySound[forms[other].name.sound] ?? []).filter {
        $0 != other && forms[$0].name.isTransliteration(of: forms[other].name)
          && !areApart(forms[$0].name, forms[other].name)
      }
      guard let best = alike.first, Set(alike.map(root)).count == 1, root(best) != root(other)
      else { continue }
      join(best, other, because: "other spelling")
    }
  }

  /// Joins the short forms of organizations to the only one that they fit.
  mutating func joinShortForms() {
    let all = forms.indices.filter { forms[$0].isOrganization && !isHandle($0) }
    guard all.count <= Self.mostCompared else { return }
    for short in all {
      // A known organization of its own is no short form: `Siemens`, beside `Siemens Energy`.
      let isKnown = forms[short].entry?.name == forms[short].surface
      let long = all.compactMap { other in
        forms[short].name.shortForm(of: forms[other].name).map { (form: other, reason: $0) }
      }.filter {
        !isKnown || $0.reason != "short form"
          || forms[short].name.isWholeCompany(of: forms[$0.form].name)
      }
      guard let best = long.first, Set(long.map { root($0.form) }).count == 1 else { continue }
      join(best.form, short, because: best.reason)
    }
  }

  func isHandle(_ number: Int) -> Bool { forms[number].surface.hasPrefix("@") }

  /// Joins a handle to the one person whose name it spells: `@Amirabdolahian`.
  mutating func joinHandles() {
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
  mutating func joinTitles(_ candidates: [MentionCandidate]) {
    var bearers: [Int: Set<Int>] = [:]
    for candidate in candidates {
      guard let person = number(candidate) else { continue }
      for title in article.titles(before: candidate) {
        guard let number = numbers[EntityKind.person.key(article.words(title))] else { continue }
        bearers[number, default: []].insert(root(person))
      }
    }
    for (title, persons) in bearers.sorted(by: { $0.key < $1.key }) {
      if let person = persons.first, persons.count == 1 { join(person, title, because: "title") }
    }
  }

  /// Joins a name that several entities share to the one that the article also names otherwise.
  mutating func joinShared() {
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
}
