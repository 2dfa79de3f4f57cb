import PostilKit
import PostilStore

/// Turns a plugin's answer into annotations: checks each against the text and the manifest, drops
/// invalid ones, counts the reasons, and assigns ids.
struct ResultCheck {
  /// The valid annotations, in text order.
  private(set) var annotations: [Annotation] = []
  /// Number of dropped annotations by reason.
  private(set) var dropped: [String: Int] = [:]

  private let text: Text
  private let manifest: Manifest

  /// Checks a plugin's result.
  ///
  /// - Parameters:
  ///   - known: Ids of annotations that the plugin was given and that its roles may name.
  ///   - sections: The sections of the text, used to drop suggestions in repeated passages without
  ///     counting them; nil to drop none.
  ///   - labels: What becomes of the labels; nil to take all.
  init(
    _ result: HostedResult, text: Text, manifest: Manifest, known: Set<String>,
    sections: Sections? = nil, labels: LabelRules? = nil
  ) {
    self.text = text
    self.manifest = manifest
    for reason in result.malformed { drop(reason) }
    var kept: [Annotation] = []
    kept.reserveCapacity(result.annotations.count)
    for var annotation in result.annotations {
      if let reason = objection(to: annotation) ?? labels?.apply(to: &annotation) {
        drop(reason)
      } else if sections?.admits(annotation, in: text) != false {
        kept.append(annotation)
      }
    }
    // Sorted before ids are assigned, so that the ids do not depend on the plugin's order.
    identify(kept.inTextOrder { Self.precedes(kept[$0], kept[$1]) }, known)
  }

  // MARK: One annotation

  private func objection(to annotation: Annotation) -> String? {
    guard manifest.produces.contains(annotation.layer) else {
      return "the layer '\(annotation.layer.rawValue.prefix(64))' is not in its manifest"
    }
    guard IdentifierRules.isLabel(annotation.label) else {
      return "a label is empty, too long or has characters other than letters, digits, _ . : -"
    }
    if annotation.spans.isEmpty { return "it has no spans" }
    if let reason = objection(to: annotation.spans) { return reason }
    if !annotation.text.isEmpty, !annotation.text.utf8.elementsEqual(text[annotation.spans].utf8) {
      return "its text differs from that of its spans"
    }
    if let score = annotation.score, !(0...1).contains(score) {
      return "a score is not between 0 and 1"
    }
    for (name, links) in annotation.roles {
      guard IdentifierRules.isLabel(name) else { return "a role has an invalid name" }
      for link in links {
        if let reason = objection(to: link.spans) { return "in a role, " + reason }
      }
    }
    return annotation.attributes.keys.allSatisfy(IdentifierRules.isLabel)
      ? nil : "an attribute has an invalid name"
  }

  private func objection(to spans: [Span]) -> String? {
    var end = 0
    for span in spans {
      if span.isEmpty { return "a span is empty" }
      if span.start < end { return "spans are not in text order" }
      if span.end > text.count { return "a span is outside the text" }
      end = span.end
    }
    return nil
  }

  private mutating func drop(_ reason: String) { dropped[reason, default: 0] += 1 }

  /// Of two with equal spans by layer and label, then in the plugin's order.
  private static func precedes(_ left: Annotation, _ right: Annotation) -> Bool {
    left.layer == right.layer ? left.label < right.label : left.layer < right.layer
  }

  // MARK: Ids

  /// Whether annotations are equal except for their ordinal; after sorting, equal ones are
  /// adjacent.
  private static func isSame(_ left: Annotation, _ right: Annotation) -> Bool {
    left.spans == right.spans && left.layer == right.layer && left.label == right.label
  }

  private mutating func identify(_ kept: [Annotation], _ known: Set<String>) {
    var ids: [String: String] = [:]
    annotations.reserveCapacity(kept.count)
    var equals = Equals()
    for var annotation in kept {
      let local = annotation.id
      if let first = equals.first, !Self.isSame(first, annotation) { equals = Equals() }
      annotation.id = ""
      if let index = equals.place(of: annotation) {
        drop("it is a duplicate")
        let original = annotations.count - equals.count + index
        if !local.isEmpty { ids[local] = annotations[original].id }
        continue
      }
      finish(&annotation, ordinal: equals.count - 1)
      if !local.isEmpty { ids[local] = annotation.id }
      annotations.append(annotation)
    }
    for index in annotations.indices where !annotations[index].roles.isEmpty {
      let (roles, lost) = resolved(annotations[index].roles, ids, known)
      annotations[index].roles = roles
      for _ in 0..<lost { drop("a role names an annotation that does not exist") }
    }
  }

  private func finish(_ annotation: inout Annotation, ordinal: Int) {
    annotation.id = AnnotationID.derived(
      layer: annotation.layer, label: annotation.label, spans: annotation.spans,
      annotator: manifest.name, ordinal: ordinal)
    annotation.text = text[annotation.spans]
    annotation.annotator = manifest.annotator
    annotation.state = .suggested
    annotation.unknown = JSONObject()
  }

  /// The roles with ids in place of the plugin's own names, and the number of names that match no
  /// annotation.
  private func resolved(
    _ roles: [String: [RoleLink]], _ ids: [String: String], _ known: Set<String>
  ) -> (roles: [String: [RoleLink]], lost: Int) {
    var lost = 0
    let resolved = roles.compactMapValues { links -> [RoleLink]? in
      let links = links.compactMap { link -> RoleLink? in
        guard let id = link.id else { return link }
        let meant = ids[id] ?? (known.contains(id) ? id : nil)
        if meant == nil { lost += 1 }
        return meant == nil && link.spans.isEmpty ? nil : RoleLink(spans: link.spans, id: meant)
      }
      return links.isEmpty ? nil : links
    }
    return (resolved, lost)
  }
}

/// Adjacent annotations that differ in more than their ordinal, each once.
private struct Equals {
  private(set) var first: Annotation?
  private(set) var count = 0
  /// The place of each, in constant time; empty while there is one only, as nearly always.
  private var places: [Annotation: Int] = [:]

  /// The place of an annotation that was here before; nil for a new one, which is added.
  mutating func place(of annotation: Annotation) -> Int? {
    if let first, places.isEmpty { places[first] = 0 }
    if let place = places[annotation] { return place }
    if first == nil { first = annotation } else { places[annotation] = count }
    count += 1
    return nil
  }
}
