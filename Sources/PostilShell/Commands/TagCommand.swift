import PostilCore
import PostilKit

/// `tag`: marks words.
struct TagCommand: Command {
  let name = "tag"
  let aliases = ["t"]
  let group = CommandGroup.marking
  let summary = "Mark words with a label."
  let usage = "SPAN… LABEL [KEY=VALUE…] [on todo|all]"
  let details = """
    A label is a command too: `per 1.8-9` is `tag 1.8-9 PER`. Words that a plugin has suggested with
    the same label are accepted instead of being marked twice. Punctuation and a possessive 's at the
    edges of numbered words are left out; ! keeps them: 2.1-7!. See `help spans`. @ is the article as
    a whole, for labels about all of it.
    """
  let examples: [Example] = [
    ("tag 1.8-9 PER", "words 8 and 9 of line 1"),
    ("per \"Duarte\"#2 entity=\"Ana Duarte\"", "the second Duarte, with its full name"),
    ("tag \"Bank of Portugal\"#* ORG", "all places"), ("date 1.4 value=2026-03-03", "a date"),
    ("tag \"Hull\"#* GPE on all", "in all articles, by one undo"),
    ("tag #2-5 PER --dry-run", "hits of `find`, to see what would come"),
  ]
  let completion: [Completion] = [.labels]
  let flags = [Flag.dryRun]

  func run(_ arguments: Arguments, in session: Session) throws {
    var arguments = arguments
    let scope = try Scope(&arguments)
    let (spans, known) = try split(arguments.words, session.schema)
    let marker = Marker(session: session, layer: known.layer, label: known.label)
    try marker.mark(try Targets.grouped(spans, scope, session), pairs: arguments.pairs)
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
  func mark(_ targets: [Targets], pairs: [(name: String, value: Word)]) throws {
    var edits: [Edit] = []
    var signs: [[String]] = []
    for part in targets {
      let (edit, marks) = try self.edit(part, pairs)
      if edit.changes.isEmpty { continue }
      edits.append(edit)
      signs.append(marks)
    }
    guard !edits.isEmpty else { return }
    for (outcome, signs) in zip(try session.commit(edits), signs) {
      for (stored, sign) in zip(outcome.receipt.written, signs) {
        var line = try session.fullLine(stored, before: sign, in: outcome.article)
        if let other = crossing(stored, in: outcome.article.store) {
          line.append("  overlaps \(other)", .dim)
        }
        try session.output.print(line)
      }
    }
  }

  /// The changes in one article, and the sign before each on the screen.
  private func edit(
    _ part: Targets, _ pairs: [(name: String, value: Word)]
  ) throws -> (Edit, [String]) {
    let template = try annotation(pairs, in: part.article)
    var changes: [Change] = []
    var signs: [String] = []
    for target in part.targets {
      let old = part.article.store.annotations.first {
        $0.annotation.layer == layer && $0.annotation.label == label
          && $0.annotation.spans == target.spans
      }
      if let old, old.annotation.state == .accepted, pairs.isEmpty {
        try session.output.print(try session.line(old, before: "=", in: part.article))
        continue
      }
      changes.append(.put(filled(template, old?.annotation, target.spans)))
      signs.append(old == nil ? "+" : old?.annotation.state == .accepted ? "~" : "accepted")
    }
    return (Edit(article: part.article, changes: changes), signs)
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
    let roles = session.schema.roles(of: layer)
    for (name, value) in pairs where !roles.contains(name) {
      annotation.attributes[name] = try session.schema.value(of: name, on: layer, typed: value.text)
    }
    for (name, value) in pairs where roles.contains(name) {
      let targets = try session.resolver(in: article).targets(value)
      annotation.roles[name, default: []] += targets.map { RoleLink(spans: $0.spans, id: $0.id) }
      // What was said outright holds: speaker="…" beside source=e7.
      guard !pairs.contains(where: { $0.name == "speaker" && name == "source" }),
        let other = targets.first?.id.flatMap({ article.store[id: $0] })
      else { continue }
      annotation.follow(name, other, schema: session.schema)
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

/// What words point at in one article.
struct Targets {
  let article: OpenArticle
  let targets: [Target]

  /// What words point at, article by article: in those of the scope, and, for hits of a search, wherever
  /// they were found.
  static func grouped(_ words: [Word], _ scope: Scope, _ session: Session) throws -> [Targets] {
    var result: [Targets] = []
    var miss: (any Error)?
    for article in try articles(words, scope, session) {
      do {
        let resolver = try session.resolver(in: article)
        let all = try words.flatMap { try resolver.targets($0) }
        result += try grouped(all, article, isScope: !scope.isHere, session)
      } catch let error as PostilError where !scope.isHere && error.isMiss { miss = error }
    }
    if let miss, result.isEmpty { throw miss }
    return result
  }

  /// The scope's articles; hits alone need no open article.
  private static func articles(
    _ words: [Word], _ scope: Scope, _ session: Session
  ) throws -> [OpenArticle] {
    if scope.isHere, session.open == nil, !words.isEmpty, words.allSatisfy(\.isHits),
      let first = session.hits.hits.first
    {
      return [try session.article(of: session.workspace.article(named: first.article))]
    }
    return try scope.articles(in: session)
  }

  private static func grouped(
    _ all: [Target], _ article: OpenArticle, isScope: Bool, _ session: Session
  ) throws -> [Targets] {
    let elsewhere = Dictionary(grouping: all.filter { $0.article != nil }) { $0.article ?? "" }
    let here = Targets(article: article, targets: all.filter { $0.article == nil })
    if isScope { return here.targets.isEmpty ? [] : [here] }
    let others = try elsewhere.sorted { $0.key < $1.key }.map { name, targets in
      Targets(
        article: try session.article(of: session.workspace.article(named: name)), targets: targets)
    }
    return (here.targets.isEmpty ? [] : [here]) + others
  }
}
