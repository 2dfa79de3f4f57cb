import PostilKit
import PostilPlugins
import PostilStore

/// What plugins have made, held against what an article has: a suggestion that says the same as an annotation
/// in any state is not a second annotation, and equal suggestions of two plugins are one.
struct SuggestionMatch {
  /// What each plugin has made, without what somebody else has said already. Roles link to what is kept.
  private(set) var kept: [[Annotation]]
  /// For each plugin the undecided suggestions of others that it has made too.
  private(set) var agreed: [[Annotation]]

  /// The ids of what is said already, by those of what is not kept; nil if it is rejected.
  private var replaced: [String: String?] = [:]
  private var first: [Sameness: String] = [:]
  private var places: [String: (run: Int, index: Int)] = [:]
  /// The layers on which something may have been said before: those of the article's annotations, and those
  /// that several plugins make.
  private var shared: Set<Layer> = []

  /// - Parameters:
  ///   - made: What each plugin has made.
  ///   - annotators: The plugins as `NAME@VERSION`.
  init(_ made: [[Annotation]], by annotators: [String], in store: AnnotationStore) {
    kept = made.map { _ in [] }
    agreed = made.map { _ in [] }
    let existing = store.annotations
    findShared(made, existing)
    for index in existing.indices {
      let key = Sameness(existing[index].annotation)
      if first[key] == nil { first[key] = existing[index].id }
    }
    for (run, made) in made.enumerated() {
      if made.allSatisfy({ !shared.contains($0.layer) }) {
        kept[run] = made
        continue
      }
      let ids = Set(made.lazy.filter { [shared] in shared.contains($0.layer) }.map(\.id))
      // What has no words is the same if its roles are, which the others decide.
      for annotation in made.filter({ !$0.spans.isEmpty }) + made.filter(\.spans.isEmpty) {
        add(annotation, run, ids, annotators[run], store)
      }
    }
    for run in kept.indices where !replaced.isEmpty {
      for index in kept[run].indices { relink(&kept[run][index]) }
    }
  }

  /// The ids of undecided suggestions that several plugins make.
  var agreedIDs: Set<String> { Set(agreed.joined().map(\.id)) }

  private mutating func findShared(_ made: [[Annotation]], _ existing: [StoredAnnotation]) {
    var makers: [Layer: Int] = [:]
    for (run, annotations) in made.enumerated() {
      for layer in Set(annotations.lazy.map(\.layer))
      where makers.updateValue(run, forKey: layer) != nil { shared.insert(layer) }
    }
    shared.formUnion(existing.lazy.map(\.annotation.layer))
  }

  private mutating func add(
    _ annotation: Annotation, _ run: Int, _ ids: Set<String>, _ annotator: String,
    _ store: AnnotationStore
  ) {
    guard shared.contains(annotation.layer) else { return kept[run].append(annotation) }
    var annotation = annotation
    if annotation.spans.isEmpty { relink(&annotation) }
    let key = Sameness(annotation)
    // What one plugin makes several times differs in attributes or roles.
    guard store[id: annotation.id] == nil, let other = first[key], !ids.contains(other) else {
      if first[key] == nil { first[key] = annotation.id }
      places[annotation.id] = (run, kept[run].count)
      return kept[run].append(annotation)
    }
    let isRejected = store[id: other]?.annotation.state == .rejected
    replaced.updateValue(isRejected ? nil : other, forKey: annotation.id)
    if let place = places[other] {
      kept[place.run][place.index].agree(annotator, store[id: other]?.annotation)
    } else if var same = store[id: other]?.annotation, same.state == .suggested,
      !store.isTouched(other), same.agree(annotator)
    {
      agreed[run].append(same)
    }
  }

  private func relink(_ annotation: inout Annotation) {
    if annotation.roles.isEmpty { return }
    annotation.roles = annotation.roles.mapValues { links in
      links.map { link in
        RoleLink(spans: link.spans, id: link.id.flatMap { replaced[$0, default: $0] })
      }
    }
  }
}

extension Annotation {
  /// Notes that another plugin suggests the same; false if that is known.
  @discardableResult
  fileprivate mutating func agree(_ annotator: String, _ old: Annotation? = nil) -> Bool {
    if let old, alsoSuggestedBy.isEmpty { alsoSuggestedBy = old.alsoSuggestedBy }
    let name = Author.pluginName(ofAnnotator: annotator)
    if self.annotator == annotator || alsoSuggestedBy.contains(annotator) { return false }
    alsoSuggestedBy =
      alsoSuggestedBy.filter { Author.pluginName(ofAnnotator: $0) != name } + [annotator]
    return true
  }
}
