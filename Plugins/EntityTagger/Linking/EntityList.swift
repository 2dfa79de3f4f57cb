import PostilKit

/// Known entities, one per line: `LABEL | name | other names, separated by commas | external id`.
///
/// A `~` before a name marks one that several entities may share, such as `Islamic Republic`.
struct EntityList: Sendable {
  /// One entity.
  struct Entry: Hashable, Sendable {
    /// The name that all its mentions get.
    var name: String
    /// The label that its mentions have.
    var label: String
    /// Its external id, such as `wikidata:Q794`.
    var ref: String?
    /// Whether it is from a user's list, which no other list overrules.
    var isOwn = false
  }

  /// The entries by kind and name, for names of one entity.
  private var named: [String: Entry] = [:]
  /// The entries by kind and name, for names that several entities may share.
  private var shared: [String: [Entry]] = [:]
  /// A name to find in texts.
  struct Phrase: Hashable, Sendable {
    var label: String
    var name: String
    /// Whether it is from a user's list.
    var isOwn: Bool
  }

  /// All names of users' lists, and those of the other lists that have several words.
  private(set) var phrases: [Phrase] = []
  /// The same in capitals, with single blanks, for headlines in capitals.
  private var loud: Set<String> = []
  /// Maximum number of words of a name in ``loud``.
  static let longestLoud = 6

  /// Adds the entries of a list.
  ///
  /// - Parameters:
  ///   - isOwn: Whether it is a user's: its names are mentions wherever they occur, and override names of
  ///     other lists.
  ///   - labels: The labels of the model.
  /// - Throws: `AnnotatorError` that quotes the line.
  mutating func add(
    _ list: Resource, named path: String, isOwn: Bool, labels: Set<String>
  ) throws(AnnotatorError) {
    for line in list.lines {
      guard let (read, others) = Self.entry(line) else {
        throw AnnotatorError(
          "\(path): '\(line)' is not a valid entry; write 'LABEL | name | other names | external id'"
        )
      }
      var entry = read
      guard labels.contains(entry.label) else {
        throw AnnotatorError(
          "\(path): '\(line)' has the label '\(entry.label)', which the model does not have; its labels are "
            + labels.sorted().joined(separator: ", "))
      }
      entry.isOwn = isOwn
      let kind = EntityKind(entry.label)
      for name in [entry.name] + others {
        if name.hasPrefix("~") {
          shared[kind.key(name.dropFirst()), default: []].append(entry)
        } else {
          if isOwn || name.contains(" ") {
            phrases.append(Phrase(label: entry.label, name: name, isOwn: isOwn))
            loud.insert(name.uppercased())
          }
          if isOwn || named[kind.key(name)] == nil { named[kind.key(name)] = entry }
        }
      }
    }
  }

  /// Adds the entities of the workspace's own list whose labels the model has.
  mutating func add(_ own: [KnownEntity], labels: Set<String>) {
    for entity in own where labels.contains(entity.type) {
      let entry = Entry(name: entity.name, label: entity.type, ref: entity.id, isOwn: true)
      for name in [entity.name] + entity.variants {
        phrases.append(Phrase(label: entry.label, name: name, isOwn: true))
        loud.insert(name.uppercased())
        named[EntityKind(entry.label).key(name)] = entry
      }
    }
  }

  private static func entry(_ line: String) -> (Entry, others: [String])? {
    let fields = line.split(separator: "|", omittingEmptySubsequences: false).map(trimmed)
    guard (2...4).contains(fields.count), !fields[0].isEmpty, !fields[1].isEmpty else { return nil }
    let others = fields.count > 2 ? fields[2].split(separator: ",").map(trimmed) : []
    let ref = fields.count > 3 && !fields[3].isEmpty ? fields[3] : nil
    return (
      Entry(name: fields[1], label: fields[0], ref: ref), others.filter { !$0.isEmpty && $0 != "~" }
    )
  }

  private static func trimmed(_ field: Substring) -> String {
    let isBlank = { (character: Character) in character == " " || character == "\t" }
    let start = field.drop(while: isBlank)
    return start.lastIndex { !isBlank($0) }.map { String(start[...$0]) } ?? ""
  }

  /// Whether words in capitals are a name of several words.
  func hasLoud(_ words: String) -> Bool { loud.contains(words) }

  /// The entity of a name that only one entity has.
  func entry(_ name: String, _ kind: EntityKind) -> Entry? { named[kind.key(name)] }

  /// The entities that may share a name.
  func candidates(_ name: String, _ kind: EntityKind) -> [Entry] { shared[kind.key(name)] ?? [] }
}
