import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilWorkbench

/// Marking by single keys: a cursor of words, a key a label, each annotation kept before the next key.
final class MarkLoop {
  private let session: Session
  private let request: Request
  private let article: OpenArticle
  private let keys: any KeySource
  private let screen: LiveScreen
  private let labels: LabelKeys
  private let walk: MarkingCandidates
  private var cursor: MarkCursor
  /// What the next drawing says below the words.
  private var message = ""
  /// What was marked last, for its speaker.
  private var last: String?
  private var count = 0

  /// - Parameter start: Where the cursor stands first; the first name that is not marked if nil.
  init?(
    session: Session, request: Request, article: OpenArticle, start: Span?, keys: any KeySource,
    isLive: Bool
  ) {
    let walk = MarkingCandidates(article.store.article.text)
    let begin = start ?? Span(0, 0)
    guard let cursor = MarkCursor(article.grid, at: begin) else { return nil }
    self.session = session
    self.request = request
    self.article = article
    self.keys = keys
    self.walk = walk
    self.cursor = cursor
    labels = LabelKeys(session.focus.schema)
    screen = LiveScreen(session: session, article: article, isLive: isLive)
    if start == nil, let first = unmarked(walk.names).first { self.cursor.choose(first) }
  }

  /// Marks until a person leaves.
  func run() throws {
    while try step() {}
    try screen.end()
    try session.console.out.print("\(counted(count, "annotation")) marked")
  }

  /// Shows where the cursor is and does what the next key says; false at the end.
  private func step() throws -> Bool {
    try screen.show(cursor, labels: labels, here: here, message: message)
    message = ""
    guard let key = keys.next() else { return false }
    if case .character(let sign) = key { try screen.echo(sign) }
    return try handle(key)
  }

  /// What stands on the words chosen.
  private var here: [StoredAnnotation] {
    let span = cursor.span
    // By their places: to copy an annotation costs more than to look at it.
    let all = article.store.annotations
    return all.indices.filter { index in
      all[index].annotation.state != .rejected
        && all[index].annotation.spans.contains { $0.overlaps(span) }
    }.map { all[$0] }
  }

  // MARK: Keys

  private func handle(_ key: Key) throws -> Bool {
    switch key {
    case .interrupt: return false
    case .suspend:
      try screen.release()
      keys.suspend()
    case .escape, .other: break
    case .character("q"): return false
    case .character(let sign): try handle(sign)
    }
    return true
  }

  private func handle(_ sign: Character) throws {
    switch sign {
    case "h": cursor.move(-1)
    case "l": cursor.move(1)
    case "k": cursor.moveLine(-1)
    case "j": cursor.moveLine(1)
    case "]": cursor.stretchRight(1)
    case "}": cursor.stretchRight(-1)
    case "[": cursor.stretchLeft(-1)
    case "{": cursor.stretchLeft(1)
    case " ", "n": go(unmarked(walk.names), isForward: true, "name")
    case "N": go(unmarked(walk.names), isForward: false, "name")
    case "\"": go(unmarked(walk.quotations), isForward: true, "quotation")
    default: try act(sign)
    }
  }

  private func act(_ sign: Character) throws {
    switch sign {
    case "/": try search()
    case ":": try point()
    case "s": try speaker()
    case "z", "\u{8}": message = try session.takeBack(in: article)
    case "e": try edit()
    case "o": try screen.context(cursor.span.start)
    case "?": try screen.markKeys(labels)
    default:
      guard let known = labels[sign] else { return message = "no such key; ? lists them" }
      try mark(known.layer, known.label)
    }
  }

  // MARK: Going

  /// The spans not covered by an annotation; one merge pass over both sorted lists.
  private func unmarked(_ spans: [Span]) -> [Span] {
    let all = article.store.annotations
    let taken = all.indices.lazy.filter { all[$0].annotation.state != .rejected }
      .map { all[$0].annotation.extent }.sorted()
    var next = 0
    var reach = 0
    return spans.filter { span in
      while next < taken.count, taken[next].start <= span.start {
        reach = max(reach, taken[next].end)
        next += 1
      }
      return reach < span.end
    }
  }

  private func go(_ spans: [Span], isForward: Bool, _ what: String) {
    let here = cursor.span
    if let next = isForward
      ? spans.first(where: { $0.start >= here.end })
      : spans.last(where: { $0.end <= here.start })
    {
      return cursor.choose(next)
    }
    guard let first = isForward ? spans.first : spans.last, first != here else {
      return message = "no other \(what) is unmarked"
    }
    cursor.choose(first)
    message = isForward ? "from the beginning again" : "from the end again"
  }

  private func search() throws {
    guard let typed = try screen.line("find: ", until: "/", keys), !typed.isEmpty else { return }
    let text = article.store.article.text
    let places = try TextSearch(text: text).occurrences(of: .words(typed)).map {
      text.span(bytes: $0)
    }
    let next = places.first { $0.start >= cursor.span.end } ?? places.first
    if let next { cursor.choose(next) } else { message = "\"\(typed)\" does not occur" }
  }

  private func point() throws {
    guard let typed = try screen.line("words: ", until: ";", keys), !typed.isEmpty else { return }
    try told {
      guard let word = try CommandParser.statements("x \(typed)").first?.words.last,
        let span = try session.focus.resolver().target(word).spans.first
      else { return }
      cursor.choose(span)
    }
  }

  // MARK: Marking

  private func mark(_ layer: Layer, _ label: String) throws {
    var pairs: [(name: String, value: Word)] = []
    if session.focus.schema.attributes(of: layer)["value"] == .timex {
      guard let value = try screen.line("value, or Enter for none: ", until: ";", keys) else {
        return
      }
      if !value.isEmpty { pairs.append(("value", Word(bare: value))) }
    }
    let request = request.named(
      "mark: \(label.lowercased()) \(article.grid.name(cursor.span))")
    try told {
      let target = Targets(article: article, targets: [Target(spans: [cursor.span])])
      let marker = Marker(
        session.writer(request), schema: session.focus.schema, layer: layer, label: label)
      guard let one = try marker.mark([target], pairs, in: &session.focus).first else { return }
      session.focus.touch([one.stored.id])
      last = one.stored.id
      cursor.choose(one.stored.annotation.extent)
      if one.sign == "=" { message = "that is marked already" } else { count += 1 }
    }
  }

  private func speaker() throws {
    guard let head = last.flatMap({ article.store[id: $0] }),
      session.focus.schema.roles(of: head.annotation.layer).contains("source")
    else { return message = "mark a quote first" }
    let candidates = SourceCandidates.near(head.annotation, in: article.store)
    guard !candidates.isEmpty else { return message = "there is no name to choose" }
    guard let chosen = try screen.choose(candidates, keys) else { return }
    let linked = head.annotation.linked("source", to: chosen, schema: session.focus.schema)
    try session.commit(
      [.put(linked)], request.named("mark: link \(head.number) \(chosen.number)"))
    message =
      "source \(chosen.annotation.state.letter)\(chosen.number) \"\(chosen.annotation.text)\""
  }

  private func edit() throws {
    guard let readLine = session.console.ask else {
      return message = "a command is typed at a terminal"
    }
    try screen.release()
    let line = keys.pause { readLine("\(article.name)>", last == nil ? "" : "set . ") }
    guard let line, !line.trimmed.isEmpty else { return }
    try told { try request.interpreter.run(line: line) }
  }

  /// Does what may be refused; the refusal is the next message.
  private func told(_ body: () throws -> Void) throws {
    do { try body() } catch let error as PostilError {
      if case .brokenPipe = error { throw error }
      message = "\(error)"
    }
  }
}
