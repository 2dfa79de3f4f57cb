import PostilKit

extension ImportedArticle {
  /// Changes the annotations as the options want them.
  mutating func apply(_ options: ImportOptions) {
    if options.textsOnly {
      annotations = []
      losses = []
      isLeftOut = isLeftOut && text.utf8.isEmpty
    }
    for index in annotations.indices {
      if let state = options.state { annotations[index].state = state }
      if let annotator = options.annotator { annotations[index].annotator = annotator }
    }
  }

  /// Adds the annotations of another record of the same article, such as another person's. One that is
  /// equal to one of the first record is not added.
  ///
  /// - Returns: What of an equal annotation was not taken.
  mutating func merge(_ other: ImportedArticle) -> [ImportLoss] {
    var losses: [ImportLoss] = []
    var places: [Annotation: Int] = [:]
    for (index, one) in annotations.enumerated() { places[Self.key(one)] = index }
    var ids = Set(annotations.map(\.id))
    // The id here of each annotation of the other record.
    var new: [String: String] = [:]
    var added: [Annotation] = []
    for one in other.annotations {
      if let place = places[Self.key(one)] {
        new[one.id] = annotations[place].id
        losses += lost(one, besides: annotations[place])
        continue
      }
      var one = one
      let id = Self.free(one, &ids)
      new[one.id] = id
      one.id = id
      added.append(one)
    }
    for one in added {
      var one = one
      one.roles = one.roles.mapValues { links in
        links.map { RoleLink(spans: $0.spans, id: $0.id.map { new[$0] ?? $0 }) }
      }
      annotations.append(one)
    }
    published = published ?? other.published
    return losses
  }

  private static func key(_ annotation: Annotation) -> Annotation {
    Annotation(
      layer: annotation.layer, label: annotation.label, spans: annotation.spans,
      roles: annotation.spans.isEmpty ? annotation.roles : [:], state: annotation.state)
  }

  /// The annotation's id, or another one if that is taken.
  private static func free(_ annotation: Annotation, _ ids: inout Set<String>) -> String {
    var id = annotation.id
    var ordinal = 1
    while !ids.insert(id).inserted {
      id = AnnotationIDs.derived(annotation, ordinal: ordinal)
      ordinal += 1
    }
    return id
  }

  private func lost(_ one: Annotation, besides other: Annotation) -> [ImportLoss] {
    var lost: [(what: String, kind: String)] = []
    if one.annotator != other.annotator, !one.annotator.isEmpty {
      lost.append(
        (
          "\"\(one.text)\" is also by \(one.annotator), beside \(other.annotator)",
          "another annotator of an equal annotation"
        ))
    }
    for (name, value) in one.attributes.sorted(by: { $0.key < $1.key })
    where other.attributes[name] != value {
      lost.append(
        ("the \(name) '\(value.plain)' of \"\(one.text)\" in another record", "a second \(name)"))
    }
    if one.roles != other.roles {
      lost.append(("other roles of \"\(one.text)\" in another record", "other roles"))
    }
    return lost.map { ImportLoss(path: name, line: 0, what: $0.what, kind: $0.kind) }
  }
}
