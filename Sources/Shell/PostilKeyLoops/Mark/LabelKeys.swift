import PostilKit
import PostilSchema
import PostilStore
import PostilSystem
import PostilTerminal

/// The key of each label: the one that the schema says, digits for the first layer of the schema, as in a
/// review, and for every other label a letter that `MarkKeys` does not use, one of its name if possible.
package struct LabelKeys {
  /// The keys in the order of the schema.
  let all: [(key: Character, layer: Layer, label: String)]

  /// All letters, for labels whose own are taken.
  private static let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

  /// The keys of the labels of a schema.
  package init(_ schema: Schema) {
    var all: [(key: Character, layer: Layer, label: String)] = []
    let own = schema.layers.flatMap { $0.facts.values.compactMap(\.key) }
    var used = Set(MarkKeys.table.keys).union(own)
    for (index, rules) in schema.layers.enumerated() {
      for (place, label) in rules.labels.enumerated() {
        let digit = index == 0 && place < 9 ? Character(String(place + 1)) : nil
        let letters = label.lowercased() + label.uppercased() + Self.letters
        let free = letters.first { $0.isLetter && !used.contains($0) }
        guard let key = rules.facts[label]?.key ?? digit ?? free else { continue }
        used.insert(key)
        all.append((key, rules.layer, label))
      }
    }
    self.all = all
  }

  subscript(key: Character) -> (layer: Layer, label: String)? {
    all.first { $0.key == key }.map { ($0.layer, $0.label) }
  }

  /// The key of a label; nil if it has none.
  package func key(of label: String, on layer: Layer) -> Character? {
    all.first { $0.label == label && $0.layer == layer }?.key
  }

  /// The keys for `?`: `1 PER`.
  var entries: [String] { all.map { "\($0.key) \($0.label)" } }

  /// The first keys, for the prompt.
  var hints: [String] { Array(entries.prefix(9)) }
}
