import PostilKit

/// Compares how articles spell names.
struct NameComparison {
  private let mentions: [Report.Mention]

  init(_ reports: [Report]) { mentions = reports.flatMap(\.mentions) }

  /// The entities that several articles name, with their spellings; those that are named most first.
  func comparisons() -> [Comparison] {
    var entities: [(key: String, mentions: [Report.Mention])] = []
    var places: [String: Int] = [:]
    for mention in mentions where !mention.isHandle {
      let key = EntityKind(mention.label).key(mention.entity)
      if let place = places[key] {
        entities[place].mentions.append(mention)
      } else {
        places[key] = entities.count
        entities.append((key, [mention]))
      }
    }
    let names = Dictionary(
      entities.map { ($0.mentions[0].entity, $0.mentions[0]) },
      uniquingKeysWith: { first, _ in first })
    for handle in mentions where handle.isHandle {
      guard let entity = names.values.first(where: { Self.isOtherSpelling(handle, of: $0) }),
        let place = places[EntityKind(entity.label).key(entity.entity)]
      else { continue }
      entities[place].mentions.append(handle)
    }
    return Self.merged(entities.map(\.mentions)).map(Self.comparison).filter(\.isShared)
      .sorted { ($1.cells.count, $0.topic) < ($0.cells.count, $1.topic) }
  }

  /// The mentions of entities, those with nearly one name together: `Luigi Morandi` and `Luigi Moranti`.
  private static func merged(_ entities: [[Report.Mention]]) -> [[Report.Mention]] {
    var merged: [[Report.Mention]] = []
    var byPart: [String: [Int]] = [:]
    for mentions in entities {
      let kind = EntityKind(mentions[0].label)
      let name = Name(mentions[0].entity, of: kind.nameKind)
      let keys = name.parts.map { kind.key($0) }
      let place = keys.lazy.flatMap { byPart[$0] ?? [] }.first { place in
        name.isNearly(Name(merged[place][0].entity, of: kind.nameKind))
      }
      if let place {
        merged[place] += mentions
      } else {
        merged.append(mentions)
        for key in keys { byPart[key, default: []].append(merged.count - 1) }
      }
    }
    return merged
  }

  /// Whether a handle is a person's name in other letters: `@Amirabdolahian`.
  private static func isOtherSpelling(_ handle: Report.Mention, of person: Report.Mention) -> Bool {
    guard EntityKind(person.label) == .person else { return false }
    let letters = handle.entity.filter(\.isLetter)
    guard letters.utf8.count >= 8 else { return false }
    let name = Name(letters, of: .person)
    let parts = Name(person.entity, of: .person).parts
    return parts.indices.contains { start in
      name.relation(to: Name(parts[start...].joined(separator: " "), of: .person)) != nil
    }
  }

  /// An entity's first mention in each article, and each one with another spelling.
  private static func comparison(_ mentions: [Report.Mention]) -> Comparison {
    var counts: [String: Int] = [:]
    for mention in mentions { counts[mention.cell.words, default: 0] += 1 }
    let forms = counts.keys.sorted {
      ($1.count, counts[$1] ?? 0, $0) < ($0.count, counts[$0] ?? 0, $1)
    }
    let kind = EntityKind(mentions[0].label).nameKind
    var others: Set<String> = []
    var spelt: Set<String> = []
    for (place, form) in forms.enumerated() {
      for other in forms[..<place] where areOther(form, other, kind) {
        let isRarer = (counts[form] ?? 0) <= (counts[other] ?? 0)
        others.insert(isRarer ? form : other)
        spelt.formUnion([form, other])
      }
    }
    var seen: Set<[String]> = []
    let cells = mentions.filter {
      let isFirst = seen.insert([
        $0.cell.article, spelt.contains($0.cell.words) ? $0.cell.words : "",
      ]).inserted
      return others.contains($0.cell.words)
        || isFirst && (spelt.isEmpty || spelt.contains($0.cell.words))
    }
    return Comparison(.name, mentions[0].entity, spelt.isEmpty ? [] : [.written], cells.map(\.cell))
  }

  /// Whether two forms of a name spell a word of it in two ways.
  private static func areOther(_ form: String, _ other: String, _ kind: Name.Kind) -> Bool {
    let (one, two) = (Name(form, of: kind), Name(other, of: kind))
    if one.relation(to: two) == .spelling || one.isNearly(two) { return true }
    if form.hasPrefix("@") || other.hasPrefix("@") {
      return !two.parts.joined().hasSuffix(one.parts.joined())
        && !one.parts.joined().hasSuffix(two.parts.joined())
    }
    return one.parts.contains { part in
      part.utf8.count >= 5
        && two.parts.contains {
          $0 != part && Name($0, of: kind).relation(to: Name(part, of: kind)) == .spelling
        }
    }
  }
}

extension Name {
  /// Whether one word of two names of several differs in one letter, and the others are the same.
  fileprivate func isNearly(_ other: Name) -> Bool {
    guard parts.count > 1, parts.count == other.parts.count,
      let place = parts.indices.first(where: { parts[$0] != other.parts[$0] }),
      parts[(place + 1)...] == other.parts[(place + 1)...]
    else { return false }
    let (one, two) = (Array(parts[place].utf8), Array(other.parts[place].utf8))
    guard min(one.count, two.count) >= 5, abs(one.count - two.count) <= 1 else { return false }
    let same = zip(one, two).prefix { $0 == $1 }.count
    let rest = (one.dropFirst(same), two.dropFirst(same))
    return rest.0.dropFirst() == rest.1.dropFirst() || rest.0.dropFirst().elementsEqual(rest.1)
      || rest.0.elementsEqual(rest.1.dropFirst())
  }
}

/// Compares how articles spell words that are no names.
enum WordComparison {
  /// Words that one article writes as one and another as two, and long words with two spellings.
  static func comparisons(_ reports: [Report]) -> [Comparison] {
    var all: [String: [Cell]] = [:]
    for report in reports { all.merge(report.spellings, uniquingKeysWith: +) }
    let compounds = all.sorted { $0.key < $1.key }.compactMap { _, cells in comparison(cells) }
    return compounds
      + variants(
        all.filter { key, cells in
          cells.allSatisfy { $0.words == key }
        })
  }

  private static func comparison(_ cells: [Cell]) -> Comparison? {
    let forms = Set(
      cells.map {
        $0.words.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
      })
    guard forms.count > 1 else { return nil }
    return Comparison(.word, cells[0].words, [.written], cells)
  }

  /// Words in lower case of which one is the British and one the American spelling.
  private static func variants(_ words: [String: [Cell]]) -> [Comparison] {
    Dictionary(grouping: words.keys, by: american).values.filter { $0.count > 1 }
      .map { $0.sorted() }.sorted { $0[0] < $1[0] }
      .map { spellings in
        Comparison(.word, spellings[0], [.written], spellings.flatMap { words[$0] ?? [] })
      }
  }

  /// A word as Americans spell it, or nearly so: enough to find its British spelling.
  private static func american(_ word: String) -> String {
    var word = word
    for (british, american) in endings where word.hasSuffix(british) {
      word = word.dropLast(british.count) + american
      break
    }
    for (british, american) in differences { word = word.replacing(british, with: american) }
    return word
  }

  private static let endings = [
    ("our", "or"), ("ours", "ors"), ("oured", "ored"), ("ouring", "oring"), ("ourable", "orable"),
    ("mme", "m"), ("mmes", "ms"), ("tre", "ter"), ("tres", "ters"), ("ence", "ense"),
    ("ogue", "og"), ("elled", "eled"), ("elling", "eling"),
  ]

  private static let differences = [
    ("isa", "iza"), ("ise", "ize"), ("isi", "izi"), ("yse", "yze"), ("grey", "gray"),
  ]
}
