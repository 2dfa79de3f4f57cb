/// What a label set says about one label besides its name.
package struct LabelFacts: Hashable, Sendable {
  /// What the label means, in a sentence or two.
  package var about: String?
  /// Its key in `mark` and `review`, a letter or a digit.
  package var key: Character?
  package var colour: LabelColour?

  /// Makes facts; by default there are none.
  package init(about: String? = nil, key: Character? = nil, colour: LabelColour? = nil) {
    self.about = about
    self.key = key
    self.colour = colour
  }

  /// The keys that `mark` and `review` use for other things, which no label can have. *KeyTablesTests.*
  package static let usedKeys: Set<Character> = Set("?aynNxAXsjlkhfeozdq")
}
