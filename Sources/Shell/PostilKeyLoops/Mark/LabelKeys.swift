import PostilKit
import PostilSchema
import PostilStore
import PostilSystem
import PostilTerminal

/// The key of each label: digits for the first layer of the schema, as in a review, and for every other
/// label a letter of its name that `MarkKeys` does not use.
struct LabelKeys {
  /// The keys in the order of the schema.
  let all: [(key: Character, layer: Layer, label: String)]

  init(_ schema: Schema) {
    var all: [(key: Character, layer: Layer, label: String)] = []
    var used = Set(MarkKeys.table.keys)
    for (index, rules) in schema.layers.enumerated() {
      for (place, label) in rules.labels.enumerated() {
        let digit = index == 0 && place < 9 ? Character(String(place + 1)) : nil
        let letters = label.lowercased() + label.uppercased()
        guard let key = digit ?? letters.first(where: { $0.isLetter && !used.contains($0) }) else {
          continue
        }
        used.insert(key)
        all.append((key, rules.layer, label))
      }
    }
    self.all = all
  }

  subscript(key: Character) -> (layer: Layer, label: String)? {
    all.first { $0.key == key }.map { ($0.layer, $0.label) }
  }

  /// The keys for `?`: `1 PER`.
  var entries: [String] { all.map { "\($0.key) \($0.label)" } }

  /// The first keys, for the prompt.
  var hints: [String] { Array(entries.prefix(9)) }
}
