import PostilSystem
import PostilTerminal
import PostilKit
import PostilStore

/// The key of each label: digits for the schema's first layer, as in a review, and a letter of its name for
/// every other label.
struct LabelKeys {
  /// The keys in the order of the schema.
  let all: [(key: Character, layer: Layer, label: String)]

  /// The keys that mean something else while marking.
  static let taken: Set<Character> = [
    "h", "l", "j", "k", "n", "N", "s", "z", "e", "o", "q", "/", ":", "?", " ",
  ]

  init(_ schema: Schema) {
    var all: [(key: Character, layer: Layer, label: String)] = []
    for (index, rules) in schema.layers.enumerated() {
      for (place, label) in rules.labels.enumerated() {
        let digit = index == 0 && place < 9 ? Character(String(place + 1)) : nil
        let used = Self.taken.union(all.map(\.key))
        let letters = label.lowercased() + label.uppercased()
        guard let key = digit ?? letters.first(where: { $0.isLetter && !used.contains($0) }) else {
          continue
        }
        all.append((key, rules.layer, label))
      }
    }
    self.all = all
  }

  /// The label of a key.
  subscript(key: Character) -> (layer: Layer, label: String)? {
    all.first { $0.key == key }.map { ($0.layer, $0.label) }
  }
}
