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

  let article: ScannedArticle
  let known: EntityList
  /// All distinct forms of names in the article.
  var forms: [Form] = []
  var numbers: [String: Int] = [:]
  /// The form of each mention, by its first token.
  var formOfToken: [Int: Int] = [:]
  /// For each form the form that it was joined to; itself for the first of its entity.
  var parents: [Int] = []

  /// A form of a name as the article has it.
  struct Form {
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
    var gender: ForenameGenders.Gender?
  }

  /// The surnames that several people of the article have.
  var sharedSurnames: Set<String> = []
  let forenames: ForenameGenders

  init(
    _ candidates: [MentionCandidate], _ article: ScannedArticle, _ known: EntityList,
    _ forenames: ForenameGenders, _ references: ReferenceTable? = nil
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
    if let references { refer(candidates, references) }
  }

  /// The entity that a mention refers to.
  func link(_ candidate: MentionCandidate) -> Link {
    guard let number = number(candidate) else { return Link(name: surface(candidate.tokens)) }
    let surface = forms[number].surface
    let root = root(number)
    let name = names[root] ?? surface
    let reason = name == surface ? nil : forms[number].reason ?? "same name"
    let ref = refOfToken[candidate.tokens.lowerBound] ?? refs[root] ?? nil
    return Link(name: name, ref: ref, reason: reason.map { "\($0) of \(name)" })
  }

  // MARK: Forms

  /// Notes surnames of several people, if an honorific tells any of them apart.
  mutating func findSharedSurnames(_ candidates: [MentionCandidate]) {
    guard candidates.contains(where: { gender(before: $0) != nil }) else { return }
    var bearers: [String: Set<String>] = [:]
    for candidate in candidates where candidate.label == "PER" && candidate.tokens.count > 1 {
      let name = Name(surface(candidate.tokens), of: .person)
      if let last = name.parts.last { bearers[last, default: []].insert(name.parts[0]) }
    }
    sharedSurnames = Set(bearers.filter { $0.value.count > 1 }.keys)
  }

  mutating func note(_ candidate: MentionCandidate) {
    let surface = surface(candidate.tokens)
    let kind = EntityKind(candidate.label)
    let gender = honorific(candidate, surface)
    let key = kind.key(surface) + (gender.map { "\t\($0)" } ?? "")
    formOfToken[candidate.tokens.lowerBound] = numbers[key] ?? forms.count
    if let number = numbers[key] {
      forms[number].count += 1
      if candidate.label != "ORG" { forms[number].isOrganization = false }
    } else {
      numbers[key] = forms.count
      forms.append(
        Form(
          number: forms.count, surface: surface, kind: kind,
          name: Name(Self.plain(surface), of: kind.nameKind), first: candidate.tokens.lowerBound,
          isOrganization: candidate.label == "ORG", gender: gender))
    }
  }

  /// What the honorific before a surname that several people have says of the gender.
  func honorific(_ candidate: MentionCandidate, _ surface: String) -> ForenameGenders.Gender? {
    guard !sharedSurnames.isEmpty, let gender = gender(before: candidate) else { return nil }
    let parts = Name(Self.plain(surface), of: .person).parts
    return parts.count == 1 && sharedSurnames.contains(parts[0]) ? gender : nil
  }

  /// The gender that the word before a person has as an honorific.
  func gender(before candidate: MentionCandidate) -> ForenameGenders.Gender? {
    let first = candidate.tokens.lowerBound
    guard candidate.label == "PER", first > 0 else { return nil }
    return ForenameGenders.gender(honorific: article.word(first - 1))
  }

  /// The words of a candidate, with white space normalized to single blanks.
  func surface(_ tokens: Range<Int>) -> String {
    let words = article.words(tokens)
    if !Self.mayHoldOtherBlanks(words) { return words }
    return words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Whether a text may contain white space other than single blanks. Most names do not, and a
  /// check of bytes is fast.
  static func mayHoldOtherBlanks(_ words: String) -> Bool {
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
  static func plain(_ surface: String) -> String {
    guard let first = surface.first, "@#".contains(first) else { return surface }
    return String(surface.dropFirst().map { $0 == "_" || $0.isNumber ? " " : $0 })
  }

  func number(_ candidate: MentionCandidate) -> Int? {
    formOfToken[candidate.tokens.lowerBound]
  }

  /// The forms by the keys of their names, without handles.
  var byKey: [String: [Int]] = [:]

  // MARK: Names

  var names: [Int: String] = [:]
  var refs: [Int: String?] = [:]
  /// What mentions refer to that are parts of other names, by their first token; none within for nothing.
  var refOfToken: [Int: String?] = [:]

  /// Gives each entity the name of the list, or else its fullest form.
  mutating func name() {
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
  static func isLess(_ left: Form, _ right: Form) -> Bool {
    func rank(_ form: Form) -> [Int] {
      let isHandle = form.surface.hasPrefix("@")
      // A short word in capitals may be an acronym.
      let isLong =
        form.name.parts.count > 1 || form.surface.utf8.count > 6 || form.kind == .person
        || form.surface.utf8.count > 3 && !form.isOrganization
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
