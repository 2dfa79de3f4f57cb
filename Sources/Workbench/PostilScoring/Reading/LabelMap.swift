import PostilSystem

/// Which labels are compared, and under which names.
package struct LabelMap: Hashable, Sendable {
  /// New names by old ones; `*` matches every label that occurs neither as an old nor as a new
  /// name.
  package var names: [String: String]
  /// Labels that are dropped, after renaming.
  package var dropped: Set<String>
  /// If not empty, the only labels that are kept, after renaming.
  package var only: Set<String>

  /// Creates a map; without arguments it keeps every label unchanged.
  package init(names: [String: String] = [:], dropped: Set<String> = [], only: Set<String> = []) {
    self.names = names
    self.dropped = dropped
    self.only = only
  }

  /// The name under which a label is compared; nil if it is dropped.
  package subscript(label: String) -> String? {
    let other = names.values.contains(label) ? nil : names["*"]
    let name = names[label] ?? other ?? label
    return dropped.contains(name) || !only.isEmpty && !only.contains(name) ? nil : name
  }

  /// Parses the value of a command line option: `A=B,C=D`.
  ///
  /// - Throws: `invalid` for a part without `=`.
  package static func names(_ list: String) throws(PostilError) -> [String: String] {
    var names: [String: String] = [:]
    for part in list.split(separator: ",") {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, !sides[0].isEmpty else {
        throw .value(.invalid(name: "renaming", value: String(part), form: "OLD=NEW"))
      }
      names[String(sides[0])] = String(sides[1])
    }
    return names
  }
}
