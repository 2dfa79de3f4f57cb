import PostilKit
import PostilPointing
import PostilSchema
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilWorkbench

/// Annotating by single keys: a cursor of words and a key for each label; an annotation is written
/// before the next key is read.
package final class MarkLoop: KeyLoop {
  static let table = MarkKeys.table

  let session: Session
  let request: Request
  let article: OpenArticle
  let keys: any KeySource
  let screen: LiveScreen
  let labels: LabelKeys
  let candidates: MarkingCandidates
  var cursor: MarkCursor
  var message = ""
  var hasLeft = false
  /// The annotation made last, for its speaker.
  private var last: String?
  /// The ids of the annotations made, some of which may be undone.
  private var made: Set<String> = []
  /// What plugins say about the article, by layer.
  var proposals: [Layer: [Annotation]] = [:]

  /// Nil for a text without words.
  ///
  /// - Parameter start: The first place of the cursor; nil for the first name without an annotation.
  package init?(
    session: Session, request: Request, article: OpenArticle, start: Span?, keys: any KeySource,
    isLive: Bool
  ) {
    let candidates = MarkingCandidates(article.store.article.text)
    guard let cursor = MarkCursor(article.grid, at: start ?? Span(0, 0)) else { return nil }
    self.session = session
    self.request = request
    self.article = article
    self.keys = keys
    self.candidates = candidates
    self.cursor = cursor
    labels = LabelKeys(session.focus.schema)
    screen = LiveScreen(session: session, article: article, isLive: isLive)
    if start == nil, let first = unannotated(candidates.names).first { self.cursor.choose(first) }
  }

  /// Annotates until the person leaves.
  package func run() throws {
    while !hasLeft {
      try screen.show(
        cursor, here: here, hints: Self.table.hints + labels.hints, message: message)
      message = ""
      try performNextKey()
    }
    try screen.end()
    let count = made.count { article.store[id: $0] != nil }
    try session.console.out.print("\(counted(count, "annotation")) marked")
  }

  /// The annotations that overlap the words chosen.
  private var here: [StoredAnnotation] {
    let span = cursor.span
    // Compared by index: copying an annotation costs more than looking at it.
    let all = article.store.annotations
    return all.indices.filter { index in
      all[index].annotation.state != .rejected
        && all[index].annotation.spans.contains { $0.overlaps(span) }
    }.map { all[$0] }
  }

  // MARK: Annotating

  func performUnbound(_ key: Character) throws {
    guard let known = labels[key] else { return refuseKey() }
    try annotate(known.layer, known.label)
  }

  private func annotate(_ layer: Layer, _ label: String) throws {
    guard let pairs = try attributes(of: layer, label) else { return }
    let place =
      session.focus.schema[layer]?.hasWords == false ? "@" : article.grid.name(cursor.span)
    let request = request.named("mark: \(label.lowercased()) \(place)")
    try attempt {
      let isWordless = session.focus.schema[layer]?.hasWords == false
      let target = Targets(
        article: article, targets: [Target(spans: isWordless ? [] : [cursor.span])])
      let marker = Marker(
        session.writer(request), schema: session.focus.schema, layer: layer, label: label)
      guard let one = try marker.mark([target], pairs, in: &session.focus).first else { return }
      session.focus.touch([one.stored.id])
      last = one.stored.id
      if isWordless { message = "\(label) marks the article" }
      if let value = one.stored.annotation.attributes["value"]?.string, !pairs.isEmpty {
        message = meaning(ofDay: value).map { "\(value) is a \($0)" } ?? ""
      }
      if !isWordless { cursor.choose(one.stored.annotation.extent) }
      if one.mark == "=" { message = "that is marked already" } else { made.insert(one.stored.id) }
    }
  }

  /// Lists the candidates for the speaker of the quote made last and links the one that the next digit
  /// chooses.
  func chooseSpeaker() throws {
    guard let quote = last.flatMap({ article.store[id: $0] }),
      session.focus.schema.roles(of: quote.annotation.layer).contains(Role.source)
    else { return message = "mark a quote first" }
    try attempt {
      let picker = RolePicker(
        screen: screen, keys: keys, head: quote, role: Role.source, question: "speaker")
      guard let linked = try picker.linked(), let link = linked.roles[Role.source]?.first else {
        return
      }
      let source = link.id.flatMap { article.store[id: $0] }
      let name = source.map { "\($0.number)" } ?? article.grid.name(link.spans)
      try session.commit([.put(linked)], request.named("mark: link \(quote.number) \(name)"))
      let words = source?.annotation.text ?? article.store.article.text[link.spans]
      let shown = source.map { "\($0.annotation.state.letter)\($0.number) " } ?? ""
      message = "source \(shown)\"\(words)\""
    }
  }

  func undo() throws { message = try session.takeBack(in: article) }

  /// Lets the person type a command, about the annotation made last if there is one.
  func typeCommand() throws {
    _ = try runTypedCommand(
      prompt: "\(article.name)>", text: last == nil ? "" : "set . ")
  }

  func showLine() throws { try screen.context(cursor.span.start) }

  func showKeys() throws {
    let schema = session.focus.schema
    try screen.explain(
      Self.table,
      labels: labels.all.map { entry in
        ("\(entry.key) \(entry.label)", schema.facts(of: entry.label, on: entry.layer).about)
      })
  }
}
