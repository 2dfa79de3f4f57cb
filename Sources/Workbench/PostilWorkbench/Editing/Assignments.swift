import PostilKit
import PostilStore
import PostilSystem

/// Who annotates which articles: `assignments.tsv` in the workspace, a line for each article with its name and the
/// people, separated by tabs.
package struct Assignments: Sendable {
  /// The name of the file.
  package static let name = "assignments.tsv"
  /// The line that names the folder of the hidden gold.
  private static let goldMark = "# gold\t"

  /// The people of each article, by its name.
  package private(set) var people: [String: [String]] = [:]
  /// The folder of sidecars that some of the articles are scored against; nil if there is none.
  package var gold: String?

  /// Nobody has anything.
  package init() {}

  /// Reads the file of a workspace; there need not be one.
  ///
  /// - Throws: `cannotRead`, `linkLeaves`.
  package init(in workspace: Workspace) throws(PostilError) {
    let file = FileAccess(Self.name, in: workspace.folder)
    guard let bytes = try file.readIfPresent(limit: 64 << 20) else { return }
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      if line.hasPrefix(Self.goldMark) {
        gold = String(line.dropFirst(Self.goldMark.count))
        continue
      }
      let fields = line.split(separator: "\t").map(String.init)
      guard fields.count > 1, !line.hasPrefix("#") else { continue }
      people[fields[0]] = Array(fields.dropFirst())
    }
  }

  /// All people, in the order in which they have got articles by name.
  package var everybody: [String] {
    var seen: Set<String> = []
    return people.sorted { $0.key < $1.key }.flatMap(\.value).filter { seen.insert($0).inserted }
  }

  /// Gives articles that nobody has yet to people: a share of them, and those that have gold, to all, the others in
  /// turn. The names of the articles decide which, so that it is the same each time.
  ///
  /// - Parameters:
  ///   - overlap: The share that all get, from 0 to 1.
  ///   - hasGold: Whether an article has gold.
  /// - Returns: The number of articles that were given.
  package mutating func assign(
    _ articles: [String], to names: [String], overlap: Double, hasGold: (String) -> Bool
  ) -> Int {
    let new = articles.filter { people[$0] == nil }
      .sorted { SHA256.hex($0.utf8) < SHA256.hex($1.utf8) }
    let golds = new.filter(hasGold)
    let others = new.filter { !hasGold($0) }
    let shared = Int((overlap * Double(others.count)).rounded())
    for name in golds + others.prefix(shared) { people[name] = names }
    for (place, name) in others.dropFirst(shared).enumerated() {
      people[name] = [names[place % names.count]]
    }
    return new.count
  }

  /// Writes the file.
  ///
  /// - Throws: `cannotWrite`.
  package func write(in workspace: Workspace) throws(PostilError) {
    var text = "# article and who annotates it, separated by tabs; written by postil assign\n"
    if let gold { text += "\(Self.goldMark)\(gold)\n" }
    for (article, names) in people.sorted(by: { $0.key < $1.key }) {
      text += "\(([article] + names).joined(separator: "\t"))\n"
    }
    try FileAccess(Self.name, in: workspace.folder).replace(with: Array(text.utf8))
  }
}
