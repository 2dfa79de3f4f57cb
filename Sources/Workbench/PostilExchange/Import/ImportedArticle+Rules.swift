import PostilKit
import PostilSchema

extension ImportedArticle {
  /// Leaves out what a schema forbids: links of roles, and relations without words that then connect nothing.
  /// What the schema requires and the file lacks is left in, for a person to complete.
  ///
  /// - Returns: What was left out.
  mutating func hold(to schema: Schema) -> [ImportLoss] {
    guard schema.layers.contains(where: { !$0.roleRules.isEmpty }) else { return [] }
    let byID = Dictionary(annotations.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var losses: [ImportLoss] = []
    for index in annotations.indices {
      let one = annotations[index]
      for (role, links) in one.roles.sorted(by: { $0.key < $1.key }) {
        let held = schema.admitted(links, of: role, on: one.layer) { byID[$0] }
        annotations[index].roles[role] = held.links.isEmpty ? nil : held.links
        losses += held.problems.map {
          ImportLoss(path: name, line: 0, what: $0.description)
        }
      }
    }
    let isEmpty = { (one: Annotation) in
      one.spans.isEmpty && one.roles.isEmpty && byID[one.id]?.roles.isEmpty == false
    }
    losses += annotations.filter(isEmpty).map {
      ImportLoss(path: name, line: 0, what: "'\($0.label)' then connects nothing")
    }
    annotations.removeAll(where: isEmpty)
    return losses
  }
}
