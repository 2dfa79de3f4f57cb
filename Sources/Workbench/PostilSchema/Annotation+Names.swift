import PostilKit

extension Annotation {
  /// The names in an attribute: one, or several if its value is a list, as a quote of two speakers has.
  package func names(in attribute: String) -> [String] {
    guard let value = attributes[attribute] else { return [] }
    return value.string.map { [$0] } ?? value.array?.compactMap(\.string) ?? []
  }

  /// Replaces the names in an attribute, each once: one as a text, several as a list.
  package mutating func setNames(_ names: [String], in attribute: String) {
    var seen: Set<String> = []
    let distinct = names.filter { seen.insert($0).inserted }
    attributes[attribute] =
      distinct.count > 1 ? .array(distinct.map { .string($0) }) : distinct.first.map { .string($0) }
  }
}
