import PostilKit
import PostilPointing
import PostilSchema
import PostilStore

/// Creates annotations by a person.
package struct Marker {
  private let writer: Writer
  private let schema: Schema
  private let layer: Layer
  private let label: String

  /// An annotation that was written, and a character that tells what happened: `+` new, `~`
  /// changed, `=` already there.
  package typealias Written = (article: OpenArticle, stored: StoredAnnotation, mark: String)

  package init(_ writer: Writer, schema: Schema, layer: Layer, label: String) {
    self.writer = writer
    self.schema = schema
    self.layer = layer
    self.label = label
  }

  /// Annotates each target in a single op; a suggestion with the same label on the same words is
  /// accepted, an accepted annotation is left unchanged, also if someone else has written it meanwhile.
  ///
  /// - Throws: What is wrong with a pair, and what a commit throws; nothing is written then.
  package func mark(
    _ targets: [Targets], _ pairs: [(name: String, value: Word)], in focus: inout Focus
  ) throws -> [Written] {
    var edits: [Edit] = []
    var known: [Written] = []
    var before: [String: Annotation.State] = [:]
    for part in targets {
      let (changes, old) = try self.changes(part, pairs, &focus)
      for stored in old {
        before[stored.id] = stored.annotation.state
        if stored.annotation.state == .accepted, pairs.isEmpty {
          known.append((part.article, stored, "="))
        }
      }
      if !changes.isEmpty { edits.append(Edit(article: part.article, changes: changes)) }
    }
    guard !edits.isEmpty else { return known }
    return known
      + (try writer.commit(edits)).flatMap { outcome -> [Written] in
        let (article, receipt) = (outcome.article, outcome.receipt)
        return receipt.written.map { stored -> Written in
          let joined: Annotation.State? = receipt.joined.contains(stored.id) ? .accepted : nil
          return (article, stored, Self.mark(before[stored.id] ?? joined))
        } + receipt.known.map { (article, $0, "=") }
      }
  }

  /// What happened to an annotation that was written.
  private static func mark(_ before: Annotation.State?) -> String {
    switch before {
    case nil: "+"
    case .accepted: "~"
    default: "accepted"
    }
  }

  private func isRole(_ name: String) -> Bool { schema.roles(of: layer).contains(name) }

  /// The changes in one article, and the annotations that already exist.
  private func changes(
    _ part: Targets, _ pairs: [(name: String, value: Word)], _ focus: inout Focus
  ) throws -> ([Change], known: [StoredAnnotation]) {
    let template = try annotation(pairs, in: part.article, &focus)
    var changes: [Change] = []
    var known: [StoredAnnotation] = []
    for target in part.targets {
      var new = template
      new.spans = spans(target, in: part.article)
      try schema.checkWords(new.spans, label: label, on: layer)
      let old = part.article.store.annotations.first { $0.annotation.isMarked(by: new) }
      if let old { known.append(old) }
      if old?.annotation.state == .accepted, pairs.isEmpty { continue }
      new = filled(new, old?.annotation, without: pairs)
      var both = new
      both.roles = (old?.annotation.roles ?? [:]).merging(new.roles) { $1 }
      try schema.checkRoles(of: both) { part.article.store[id: $0]?.annotation }
      changes.append(.mark(new))
    }
    return (changes, known)
  }

  /// The spans to annotate: those of a quote include its quotation marks.
  private func spans(_ target: Target, in article: OpenArticle) -> [Span] {
    layer == .quote && target.id == nil && !target.isExact
      ? Edges(text: article.store.article.text).withMarks(target.spans) : target.spans
  }

  /// A new annotation also has the attributes that the schema says, but for those that are given; one that is
  /// there already keeps what it has.
  private func filled(
    _ new: Annotation, _ old: Annotation?, without pairs: [(name: String, value: Word)]
  ) -> Annotation {
    guard old == nil else { return new }
    var new = new
    for (name, value) in schema.initialAttributes(of: layer)
    where !pairs.contains(where: { $0.name == name }) {
      new.attributes[name] = value
    }
    return new
  }

  /// The annotation, without its spans.
  private func annotation(
    _ pairs: [(name: String, value: Word)], in article: OpenArticle, _ focus: inout Focus
  ) throws -> Annotation {
    var annotation = Annotation(
      layer: layer, label: label, spans: [], state: .accepted, annotator: writer.author.name)
    // As with `set`, KEY= without a value is no attribute.
    for (name, value) in pairs where !isRole(name) && !value.text.isEmpty {
      annotation.attributes[name] = try schema.value(of: name, on: layer, typed: value.text)
    }
    for (name, value) in pairs where isRole(name) {
      let targets = try focus.resolver(in: article).targetsHere(value).map { target in
        name == Role.cue ? target : Self.mention(at: target, in: article.store)
      }
      annotation.roles[name, default: []] += targets.map { RoleLink(spans: $0.spans, id: $0.id) }
      // An explicit speaker="…" takes precedence over the one from source=e7.
      guard !pairs.contains(where: { $0.name == "speaker" && name == Role.source }),
        let other = targets.first?.id.flatMap({ article.store[id: $0] })
      else { continue }
      annotation.follow(name, other, schema: schema)
    }
    return annotation
  }

  /// A target given by words refers to the mention on exactly these words, if there is one.
  private static func mention(at target: Target, in store: AnnotationStore) -> Target {
    guard target.id == nil else { return target }
    let mention = store.annotations.first {
      $0.annotation.layer == .entity && $0.annotation.state == .accepted
        && $0.annotation.spans == target.spans
    }
    return mention.map { Target(spans: target.spans, id: $0.id) } ?? target
  }

  /// Another annotation of the same layer that overlaps a new one: `e3 PER`.
  package func crossing(_ stored: StoredAnnotation, in store: AnnotationStore) -> String? {
    store.annotations.first { other in
      other.annotation.id != stored.annotation.id && other.annotation.layer == layer
        && other.annotation.state != .rejected
        && other.annotation.spans.contains { span in
          stored.annotation.spans.contains { $0.overlaps(span) }
        }
    }.map { "\($0.annotation.state.letter)\($0.number) \($0.annotation.label)" }
  }
}
