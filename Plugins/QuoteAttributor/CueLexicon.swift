import PostilKit

/// Verbs that introduce what somebody says, with what may follow them.
struct CueLexicon: Sendable {
  /// What follows a cue and where it may stand.
  enum Class: String, Sendable {
    case say, state, tell, urge, ask, vow, note, judge, hold

    /// Whether it may stand inside or behind what it introduces, or before its source.
    var isFree: Bool { self == .say || self == .state || self == .tell || self == .ask }
  }

  /// A lemma's line.
  struct Entry: Hashable, Sendable {
    var lemma: String
    var kind: Class
    /// How often it is a cue when it occurs, from 0 to 1.
    var share: Double
    /// Particles and prepositions right behind it that belong to the cue.
    var particles: [String] = []
  }

  private var entries: [String: Entry] = [:]
  /// Forms seen with a lemma, the irregular ones.
  private let irregular: [String: String]

  /// Reads the list of cues: `[class]` opens a class, `lemma percent particles…` is a line
  /// of it.
  init(_ cues: [String], irregular forms: [String]) throws {
    var kind: Class?
    for line in cues {
      if line.hasPrefix("[") {
        kind = Class(rawValue: String(line.dropFirst().prefix { $0 != "]" }))
        if kind == nil { throw AnnotatorError("cues.txt: there is no class '\(line)'") }
        continue
      }
      let fields = line.split(separator: " ")
      guard let kind, fields.count >= 2, let share = Int(fields[1]) else {
        throw AnnotatorError(
          "cues.txt: '\(line)' is not a lemma, a number and particles under a class")
      }
      let lemma = String(fields[0])
      entries[lemma] = Entry(
        lemma: lemma, kind: kind, share: Double(share) / 100,
        particles: fields.dropFirst(2).map(String.init))
    }
    var irregular: [String: String] = [:]
    for line in forms {
      let words = line.split(separator: " ").map(String.init)
      for form in words.dropFirst() { irregular[form] = words[0] }
    }
    self.irregular = irregular
  }

  /// The entry of a verb form in lower case.
  func entry(_ form: String) -> Entry? {
    if let entry = entries[form] { return entry }
    if let lemma = irregular[form] { return entries[lemma] }
    for lemma in Self.lemmas(form) {
      if let entry = entries[lemma] { return entry }
    }
    return nil
  }

  /// The lemmas a regular form may have, likeliest first.
  static func lemmas(_ form: String) -> [String] {
    let count = form.utf8.count
    guard count > 3 else { return [] }
    func stem(_ suffix: Int) -> String { String(form.dropLast(suffix)) }
    if form.hasSuffix("ies") || form.hasSuffix("ied") { return [stem(3) + "y", stem(1)] }
    if form.hasSuffix("ing"), count > 5 { return bases(stem(3)) }
    if form.hasSuffix("ed") { return bases(stem(2)) }
    if form.hasSuffix("es") { return [stem(1), stem(2)] }
    return form.hasSuffix("s") ? [stem(1)] : []
  }

  private static func bases(_ stem: String) -> [String] {
    var bases = [stem, stem + "e"]
    let end = stem.utf8.suffix(2)
    if end.count == 2, end.first == end.last { bases.append(String(stem.dropLast())) }
    return bases
  }
}
