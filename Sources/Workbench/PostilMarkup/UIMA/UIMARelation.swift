import PostilKit

/// A relation of WebAnno and INCEpTION: a structure that has two annotations as its ends.
struct UIMARelation {
  /// Its label: a feature, else the last part of its type.
  let label: String
  /// The numbers of the structures.
  let head: Int
  let dependent: Int

  /// Recognizes a relation; nil for any other structure.
  init?(_ structure: JSONValue) {
    guard let head = (structure["@Governor"] ?? structure["@source"])?.int,
      let dependent = (structure["@Dependent"] ?? structure["@target"])?.int
    else { return nil }
    self.head = head
    self.dependent = dependent
    let type = structure["%TYPE"]?.string ?? ""
    let own = structure.object?.members.first { member in
      !["%", "@", "^"].contains(member.name.prefix(1)) && member.value.string != nil
    }
    label =
      structure["label"]?.string ?? structure["value"]?.string ?? own?.value.string
      ?? type.split(separator: ".").last.map(String.init) ?? type
  }
}
