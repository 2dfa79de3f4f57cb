import PostilKit
import PostilStore
import PostilSystem

/// Makes annotations by a person's hand.
struct Marker {
  let session: Session
  let layer: Layer
  let label: String

  /// Marks each target; what stands there already is accepted or left. A role given as `?` is asked for
  /// behind.
  func mark(_ targets: [Targets], pairs: [(name: String, value: Word)]) throws {
    let pairs = try pairs.map { (name: try session.key($0.name, on: layer), value: $0.value) }
    let asked = pairs.filter { $0.value.bare == "?" && isRole($0.name) }.map(\.name)
    let count = targets.reduce(0) { $0 + $1.targets.count }
    if let role = asked.first, count != 1 {
      throw PostilError.usage(
        reason: "'\(role)=?' asks about one annotation, and here are \(count)",
        next: "mark them one by one")
    }
    let written = try write(targets, pairs.filter { !asked.contains($0.name) })
    for role in asked {
      guard let id = written.first, let head = try session.article().store[id: id],
        let other = try session.candidate(of: head, role)
      else { continue }
      try session.revise([head.annotation.linked(role, to: other, schema: session.schema)])
    }
  }

  private func isRole(_ name: String) -> Bool { session.schema.roles(of: layer).contains(name) }

  /// The ids of what was written, each printed.
  private func write(
    _ targets: [Targets], _ pairs: [(name: String, value: Word)]
  ) throws -> [String] {
    let written = try commit(targets, pairs)
    for one in written {
      if one.sign == "=" {
        try session.output.print(try session.line(one.stored, before: "=", in: one.article))
        continue
      }
      var line = try session.fullLine(one.stored, before: one.sign, in: one.article)
      if let other = crossing(one.stored, in: one.article.store) {
        line.append("  overlaps \(other)", .dim)
      }
      try session.output.print(line)
    }
    return written.map(\.stored.id)
  }

  /// Something that was written, and the sign before it on the screen: `=` if it stood there already.
  typealias Written = (article: OpenArticle, stored: StoredAnnotation, sign: String)

  /// Writes without a word.
  func commit(
    _ targets: [Targets], _ pairs: [(name: String, value: Word)]
  ) throws -> [Written] {
    var edits: [Edit] = []
    var signs: [[String]] = []
    var known: [Written] = []
    for part in targets {
      let (edit, marks, old) = try self.edit(part, pairs)
      known += old.map { (part.article, $0, "=") }
      if edit.changes.isEmpty { continue }
      edits.append(edit)
      signs.append(marks)
    }
    guard !edits.isEmpty else { return known }
    return known
      + zip(try session.commit(edits), signs).flatMap { outcome, signs in
        zip(outcome.receipt.written, signs).map { (outcome.article, $0, $1) }
      }
  }

  /// The changes in one article, the sign before each on the screen, and what stands there already.
  private func edit(
    _ part: Targets, _ pairs: [(name: String, value: Word)]
  ) throws -> (Edit, [String], known: [StoredAnnotation]) {
    let template = try annotation(pairs, in: part.article)
    var changes: [Change] = []
    var signs: [String] = []
    var known: [StoredAnnotation] = []
    for target in part.targets {
      let spans = self.spans(target, in: part.article)
      let old = part.article.store.annotations.first {
        $0.annotation.layer == layer && $0.annotation.label == label
          && $0.annotation.spans == spans
      }
      if let old, old.annotation.state == .accepted, pairs.isEmpty {
        known.append(old)
        continue
      }
      changes.append(.put(filled(template, old?.annotation, spans)))
      signs.append(old == nil ? "+" : old?.annotation.state == .accepted ? "~" : "accepted")
    }
    return (Edit(article: part.article, changes: changes), signs, known)
  }

  /// The words that are marked: a quote has its quotation marks in it.
  private func spans(_ target: Target, in article: OpenArticle) -> [Span] {
    layer == .quote && target.id == nil && !target.isExact
      ? Edges(text: article.store.article.text).withMarks(target.spans) : target.spans
  }

  private func filled(_ template: Annotation, _ old: Annotation?, _ spans: [Span]) -> Annotation {
    guard var result = old else {
      var new = template
      new.spans = spans
      return new
    }
    result.state = .accepted
    result.attributes.merge(template.attributes) { $1 }
    result.roles.merge(template.roles) { $1 }
    return result
  }

  /// The annotation without its spans.
  private func annotation(
    _ pairs: [(name: String, value: Word)], in article: OpenArticle
  ) throws -> Annotation {
    var annotation = Annotation(
      layer: layer, label: label, spans: [], state: .accepted, annotator: session.author)
    for (name, value) in pairs where !isRole(name) {
      annotation.attributes[name] = try session.schema.value(of: name, on: layer, typed: value.text)
    }
    for (name, value) in pairs where isRole(name) {
      let targets = try session.resolver(in: article).targets(value).map { target in
        name == "cue" ? target : Self.mention(at: target, in: article.store)
      }
      annotation.roles[name, default: []] += targets.map { RoleLink(spans: $0.spans, id: $0.id) }
      // What was said outright holds: speaker="…" beside source=e7.
      guard !pairs.contains(where: { $0.name == "speaker" && name == "source" }),
        let other = targets.first?.id.flatMap({ article.store[id: $0] })
      else { continue }
      annotation.follow(name, other, schema: session.schema)
    }
    return annotation
  }

  /// What is pointed at by its words is the mention that stands exactly there, if one does.
  private static func mention(at target: Target, in store: AnnotationStore) -> Target {
    guard target.id == nil else { return target }
    let mention = store.annotations.first {
      $0.annotation.layer == .entity && $0.annotation.state == .accepted
        && $0.annotation.spans == target.spans
    }
    return mention.map { Target(spans: target.spans, id: $0.id) } ?? target
  }

  /// Another annotation of the layer that shares words with a new one.
  private func crossing(_ stored: StoredAnnotation, in store: AnnotationStore) -> String? {
    store.annotations.first { other in
      other.annotation.id != stored.annotation.id && other.annotation.layer == layer
        && other.annotation.state != .rejected
        && other.annotation.spans.contains { span in
          stored.annotation.spans.contains { $0.overlaps(span) }
        }
    }.map { "\($0.annotation.state.letter)\($0.number) \($0.annotation.label)" }
  }
}
