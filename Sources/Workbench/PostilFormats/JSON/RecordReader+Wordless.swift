import PostilExchange
import PostilKit
import PostilSchema
import PostilSystem

/// Annotations without words of their own: labels of the article, and relations.
extension RecordReader {
  /// Takes categories of spaCy (numbers by name) and doccano (names), and what was chosen in Prodigy, as labels
  /// of the article, where the schema has them.
  ///
  /// - Returns: The members that were read; a choice of other things is none of the article's labels.
  mutating func takeCategories(_ object: JSONObject) -> Set<String> {
    let numbers = object["cats"]?.object?.members.filter { $0.value.double ?? 0 >= 0.5 } ?? []
    let listed = object["cats"]?.array ?? []
    for name in (numbers.map(\.name) + listed.map(\.plain)).uniqued() {
      if let label = category(name) { add(label) } else { lose("a category of the article") }
    }
    let accepted = (object["accept"]?.array ?? []).map { category($0.plain) }
    guard !accepted.isEmpty, !accepted.contains(nil) else { return [] }
    for case let label? in accepted { add(label) }
    return ["accept", "options"]
  }

  /// The label of the article that a name means.
  private func category(_ name: String) -> Annotation? {
    guard let (layer, label) = options.meaning(of: name), let rules = options.schema[layer],
      rules.hasWords != true
    else { return nil }
    return Annotation(layer: layer, label: label, spans: [], state: .accepted)
  }

  private mutating func add(_ label: Annotation) {
    let isThere = article.annotations.contains {
      $0.isOfArticle && $0.layer == label.layer && $0.label == label.label
    }
    if !isThere { article.annotations.append(label) }
  }

  /// Takes annotations without words, as a sidecar has them.
  mutating func takeWordless(_ list: [JSONValue]) {
    for json in list {
      let stored = AnnotationRecord(json, in: article.text, options)
      for loss in stored.lost { lose(loss.what, kind: loss.kind) }
      guard var annotation = stored.annotation else { continue }
      for (role, links) in annotation.roles {
        // An annotation of the record may have got another id.
        let there = links.compactMap { link -> RoleLink? in
          guard let id = link.id else { return link }
          guard let place = places[id], !ambiguous.contains(id) else { return nil }
          return RoleLink(spans: link.spans, id: article.annotations[place].id)
        }
        if there.count < links.count { lose("the role '\(role)' has no target") }
        annotation.roles[role] = there.isEmpty ? nil : there
      }
      article.annotations.append(annotation)
    }
  }

  /// Takes a relation that is an annotation of its own, if its name is a label of a layer of those: its ends
  /// have the layer's roles, in the schema's order.
  mutating func takePair(_ name: String, _ from: Int, _ to: Int?) -> Bool {
    let schema = options.schema
    guard !schema.roles(of: article.annotations[from].layer).contains(name),
      let (layer, label) = options.meaning(of: name), schema[layer]?.hasWords == false, let to
    else { return false }
    let roles = schema.roles(of: layer)
    guard roles.count >= 2 else { return false }
    let ends = [article.annotations[from], article.annotations[to]]
    let links = ends.map { RoleLink(spans: $0.spans, id: $0.id) }
    let pair = Annotation(
      layer: layer, label: label, spans: [], roles: [roles[0]: [links[0]], roles[1]: [links[1]]],
      state: .accepted)
    let isThere = article.annotations.contains {
      $0.layer == layer && $0.label == label
        && $0.roles.mapValues { $0.map(\.id) } == pair.roles.mapValues { $0.map(\.id) }
    }
    if !isThere { article.annotations.append(pair) }
    return true
  }
}
