import PostilCore
import PostilKit

/// `tag`: marks words.
struct TagCommand: Command {
  let name = "tag"
  let aliases = ["t"]
  let group = CommandGroup.marking
  let summary = "Mark words with a label."
  let usage = "SPAN… LABEL [KEY=VALUE…]"
  let details = """
    A label is a command too: `per 1.8-9` is `tag 1.8-9 PER`. Words that a plugin has suggested with
    the same label are accepted instead of being marked twice. Punctuation and a possessive 's at the
    edges of numbered words are left out; ! keeps them: 2.1-7!. See `help spans`.
    """
  let examples: [Example] = [
    ("tag 1.8-9 PER", "words 8 and 9 of line 1"),
    ("per \"Duarte\"#2 entity=\"Ana Duarte\"", "the second Duarte, with its full name"),
    ("tag \"Bank of Portugal\"#* ORG", "all places"), ("date 1.4 value=2026-03-03", "a date"),
  ]
  let completion: [Completion] = [.labels]

  func run(_ arguments: Arguments, in session: Session) throws {
    let (spans, known) = try split(arguments.words, session.schema)
    let targets = try spans.flatMap { try session.resolver().targets($0) }
    let marker = Marker(session: session, layer: known.layer, label: known.label)
    try marker.mark(targets, pairs: arguments.pairs)
  }

  /// The spans and the label: it comes last, but `tag PER 1.8-9` is as clear.
  private func split(
    _ words: [Word], _ schema: Schema
  ) throws -> ([Word], (layer: Layer, label: String)) {
    guard words.count >= 2, let first = words.first, let last = words.last else {
      throw PostilError.usage(reason: "tag needs a SPAN and a LABEL", next: "say tag \(usage)")
    }
    if let known = try? schema.layer(ofLabel: last.text) { return (Array(words.dropLast()), known) }
    if !first.isQuoted, let known = try? schema.layer(ofLabel: first.text) {
      return (Array(words.dropFirst()), known)
    }
    return (Array(words.dropLast()), try schema.layer(ofLabel: last.text))
  }
}

/// Makes annotations by a person's hand.
struct Marker {
  let session: Session
  let layer: Layer
  let label: String

  /// Marks each target; what stands there already is accepted or left.
  func mark(_ targets: [Target], pairs: [(name: String, value: Word)]) throws {
    let store = try session.article().store
    let template = try annotation(pairs)
    var changes: [Change] = []
    var signs: [String] = []
    for target in targets {
      let old = store.annotations.first {
        $0.annotation.layer == layer && $0.annotation.label == label
          && $0.annotation.spans == target.spans
      }
      if let old, old.annotation.state == .accepted, pairs.isEmpty {
        try session.output.print(try session.line(old, before: "="))
        continue
      }
      changes.append(.put(filled(template, old?.annotation, target.spans)))
      signs.append(old == nil ? "+" : old?.annotation.state == .accepted ? "~" : "accepted")
    }
    guard !changes.isEmpty else { return }
    let receipt = try session.commit(changes)
    for (stored, sign) in zip(receipt.written, signs) {
      var line = try session.fullLine(stored, before: sign)
      if let other = crossing(stored, in: store) { line.append("  overlaps \(other)", .dim) }
      try session.output.print(line)
    }
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
  private func annotation(_ pairs: [(name: String, value: Word)]) throws -> Annotation {
    var annotation = Annotation(
      layer: layer, label: label, spans: [], state: .accepted, annotator: session.author)
    for (name, value) in pairs {
      if session.schema.roles(of: layer).contains(name) {
        annotation.roles[name] = try session.resolver().targets(value).map {
          RoleLink(spans: $0.spans, id: $0.id)
        }
      } else {
        annotation.attributes[name] = try session.schema.value(
          of: name, on: layer, typed: value.text)
      }
    }
    return annotation
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
