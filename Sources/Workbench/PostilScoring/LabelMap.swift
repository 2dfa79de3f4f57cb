import PostilSystem

/// Which labels are compared, under which names.
package struct LabelMap: Hashable, Sendable {
  /// New names; `*` stands for every label that is named neither as old nor as new.
  package var names: [String: String]
  /// Labels left out, after renaming.
  package var dropped: Set<String>
  /// If not empty, the only labels kept, after renaming.
  package var only: Set<String>

  /// Makes a map; without arguments it keeps every label as it is.
  package init(names: [String: String] = [:], dropped: Set<String> = [], only: Set<String> = []) {
    self.names = names
    self.dropped = dropped
    self.only = only
  }

  /// The name under which a label is compared, or nil if it is left out.
  package subscript(label: String) -> String? {
    let other = names.values.contains(label) ? nil : names["*"]
    let name = names[label] ?? other ?? label
    return dropped.contains(name) || !only.isEmpty && !only.contains(name) ? nil : name
  }

  /// Reads what a command line says: `A=B,C=D`.
  ///
  /// - Throws: `badValue` for a part without `=`.
  package static func names(_ list: String) throws(PostilError) -> [String: String] {
    var names: [String: String] = [:]
    for part in list.split(separator: ",") {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, !sides[0].isEmpty else {
        throw .badValue(name: "renaming", value: String(part), expected: "it reads OLD=NEW")
      }
      names[String(sides[0])] = String(sides[1])
    }
    return names
  }
}
