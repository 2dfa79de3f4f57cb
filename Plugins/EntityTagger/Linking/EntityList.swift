import PostilKit

/// Entities that are known before any article is read, one a line: `LABEL | name | other names, with
/// commas between | external id`.
///
/// A `~` before a name marks one that several entities may go by, such as `Islamic Republic`.
struct EntityList: Sendable {
  /// One entity.
  struct Entry: Hashable, Sendable {
    /// The name that all its mentions get.
    var name: String
    /// The label that its mentions have.
    var label: String
    /// Its external id, such as `wikidata:Q794`.
    var ref: String?
  }

  /// The entries by each name that is theirs alone, with its kind before it.
  private var named: [String: Entry] = [:]
  /// The entries by names that several may go by.
  private var shared: [String: [Entry]] = [:]
  /// A name that is to be found in texts.
  struct Phrase: Hashable, Sendable {
    var label: String
    var name: String
    /// Whether a user's list has it.
    var isOwn: Bool
  }

  /// The names of users' lists and, of the others, those of several words.
  private(set) var phrases: [Phrase] = []

  /// Adds the entries of a list.
  ///
  /// - Parameters:
  ///   - isOwn: Whether a user wrote it: its names are mentions wherever they stand, and win over
  ///     names that are known already.
  ///   - labels: The labels there are.
  /// - Throws: ``AnnotatorError`` that names the line.
  mutating func add(
    _ list: Resource, named path: String, isOwn: Bool, labels: Set<String>
  ) throws(AnnotatorError) {
    for line in list.lines {
      guard let (entry, others) = Self.entry(line) else {
        throw AnnotatorError(
          "\(path): '\(line)' is no entry; write 'LABEL | name | other names | external id'")
      }
      guard labels.contains(entry.label) else {
        throw AnnotatorError(
          "\(path): '\(line)' has the label '\(entry.label)', and the model knows "
            + labels.sorted().joined(separator: ", "))
      }
      let kind = EntityKind(entry.label)
      for name in [entry.name] + others {
        if name.hasPrefix("~") {
          shared[kind.key(name.dropFirst()), default: []].append(entry)
        } else {
          if isOwn || name.contains(" ") {
            phrases.append(Phrase(label: entry.label, name: name, isOwn: isOwn))
          }
          if isOwn || named[kind.key(name)] == nil { named[kind.key(name)] = entry }
        }
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

  /// The entity that a name is always a name of.
  func entry(_ name: String, _ kind: EntityKind) -> Entry? { named[kind.key(name)] }

  /// The entities that a name may be a name of.
  func candidates(_ name: String, _ kind: EntityKind) -> [Entry] { shared[kind.key(name)] ?? [] }
}
