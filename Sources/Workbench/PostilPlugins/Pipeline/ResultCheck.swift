import PostilKit
import PostilStore

/// Makes annotations of Postil's out of what a plugin answered: checks every one against the text and
/// the manifest, drops what does not hold and counts why, gives ids.
struct ResultCheck {
  /// What is left, in reading order.
  private(set) var annotations: [Annotation] = []
  /// How many were dropped for which reason.
  private(set) var dropped: [String: Int] = [:]

  private let text: Text
  private let manifest: Manifest

  /// Checks a plugin's result.
  ///
  /// - Parameters:
  ///   - known: Ids of annotations that the plugin was given, which its roles may name.
  ///   - sections: Those of the text, to leave out silently what is suggested in repetitions; nil to
  ///     leave out nothing.
  init(
    _ result: HostedResult, text: Text, manifest: Manifest, known: Set<String>,
    sections: Sections? = nil
  ) {
    self.text = text
    self.manifest = manifest
    for reason in result.malformed { drop(reason) }
    var kept: [Annotation] = []
    kept.reserveCapacity(result.annotations.count)
    for annotation in result.annotations {
      if let reason = objection(to: annotation) {
        drop(reason)
      } else if sections?.admits(annotation, in: text) != false {
        kept.append(annotation)
      }
    }
    // Sorted before ids are given, so that an order that varies does not vary the ids.
    kept = kept.enumerated().sorted { Self.precedes($0, $1) }.map(\.element)
    identify(kept, known)
  }

  // MARK: One annotation

  private func objection(to annotation: Annotation) -> String? {
    guard manifest.produces.contains(annotation.layer) else {
      return "the layer '\(annotation.layer.rawValue.prefix(64))' is not in its manifest"
    }
    guard Names.isLabel(annotation.label) else {
      return "a label is empty, too long or has other characters than letters, digits, _ . : -"
    }
    if let reason = objection(to: annotation.spans) { return reason }
    if !annotation.text.isEmpty, !annotation.text.utf8.elementsEqual(text[annotation.spans].utf8) {
      return "its text is not that of its spans"
    }
    if let score = annotation.score, !(0...1).contains(score) {
      return "a score is not from 0 to 1"
    }
    for (name, links) in annotation.roles {
      guard Names.isLabel(name) else { return "a role has no sane name" }
      for link in links {
        if let reason = objection(to: link.spans) { return "in a role, " + reason }
      }
    }
    return annotation.attributes.keys.allSatisfy(Names.isLabel)
      ? nil : "an attribute has no sane name"
  }

  private func objection(to spans: [Span]) -> String? {
    var end = 0
    for span in spans {
      if span.isEmpty { return "a span is empty" }
      if span.start < end { return "spans are not in reading order" }
      if span.end > text.count { return "a span is outside the text" }
      end = span.end
    }
    return nil
  }

  private mutating func drop(_ reason: String) { dropped[reason, default: 0] += 1 }

  /// Reading order; then by layer and label, then as the plugin had them.
  private static func precedes(
    _ left: (offset: Int, element: Annotation), _ right: (offset: Int, element: Annotation)
  ) -> Bool {
    let (one, other) = (left.element, right.element)
    if one.spans != other.spans { return one.spans.lexicographicallyPrecedes(other.spans) }
    if one.layer != other.layer { return one.layer < other.layer }
    if one.label != other.label { return one.label < other.label }
    return left.offset < right.offset
  }

  // MARK: Ids

  /// What makes annotations equal but for their ordinal; equal ones stand side by side.
  private static func isSame(_ left: Annotation, _ right: Annotation) -> Bool {
    left.spans == right.spans && left.layer == right.layer && left.label == right.label
  }

  private mutating func identify(_ kept: [Annotation], _ known: Set<String>) {
    var ids: [String: String] = [:]
    annotations.reserveCapacity(kept.count)
    var equals: [Annotation] = []
    for var annotation in kept {
      let local = annotation.id
      if let first = equals.first, !Self.isSame(first, annotation) { equals = [] }
      annotation.id = ""
      if let index = equals.firstIndex(of: annotation) {
        drop("it is there twice")
        let twin = annotations.count - equals.count + index
        if !local.isEmpty { ids[local] = annotations[twin].id }
        continue
      }
      equals.append(annotation)
      finish(&annotation, ordinal: equals.count - 1)
      if !local.isEmpty { ids[local] = annotation.id }
      annotations.append(annotation)
    }
    for index in annotations.indices where !annotations[index].roles.isEmpty {
      let (roles, lost) = resolved(annotations[index].roles, ids, known)
      annotations[index].roles = roles
      for _ in 0..<lost { drop("a role names an annotation that is not there") }
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

  /// Roles with ids in the place of the plugin's own names, and how many names are of nothing.
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
