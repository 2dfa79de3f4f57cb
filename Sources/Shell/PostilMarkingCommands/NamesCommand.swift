import PostilKit
import PostilPointing
import PostilSchema
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews
import PostilWorkbench

/// `names`: the things that the workspace names.
struct NamesCommand: SimpleCommand {
  let name = "names"
  let takesArticle = false
  let group = CommandGroup.marking
  let printsJSON = true
  let writes = true
  let summary =
    "List the entities of the workspace with their name variants; merge, split and link them."
  let usage =
    "[TEXT | LABEL] | alike | merge N… | split N \"SPELLING\"… | set N [entity=NAME] [ref=DB:ID] | show N"
  let details = """
    An entity is all mentions with the same entity= attribute or, without one, the same words. N is its
    name in quotation marks or, in the shell, its number in the list shown last.

    merge gives all mentions the name of the first entity, or that of entity=; split gives these
    spellings a name of their own; set sets the entity's name and its reference in a database. Speakers
    and addressees of quotes follow. The text is never changed, and one `undo` takes it back in all
    articles.

    alike lists entities that may be the same: a form of the other's name, or a name that differs from it
    in a letter or two and has the same title or an article or a neighbour in common. show N lists the mentions as hits.
    """
  let examples: [Example] = [
    ("names PER", "people, the most frequent first"),
    ("names alike", "entities that may be the same"),
    ("names merge 1 4 ref=wikidata:Q2866", "merge 4 into 1 and set the reference"),
    ("names merge \"Ali Khamenei\" \"Khamenei\"", "the same by name"),
    ("names split 1 \"Mojtaba Khamenei\"", "that spelling is somebody else"),
    ("names set \"Khamenei\" entity=\"Ali Khamenei\"", "the full name, in all articles"),
    ("names show 2", "list its mentions as #1, #2 …"),
  ]
  let completion: [Completion] = [.words(["alike", "merge", "split", "set", "show"]), .labels]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    let verb = arguments.words.first?.bare
    if verb == "on" { throw PostilError.usage(.noScope(command: name, scope: "on ARTICLE")) }
    session.focus.skipsUnreadable = !["merge", "split", "set"].contains(verb)
    let meter = ArticleMeter()
    let editor = try EntityEditor(&session.focus) { meter.show($0, of: $1) }
    meter.clear()
    switch verb {
    case "alike": try alike(editor, arguments, request, session)
    case "merge", "set":
      arguments.words.removeFirst()
      let clusters = try chosen(&arguments, editor, atLeast: verb == "merge" ? 2 : 1)
      try report(
        try editor.merge(clusters, arguments.pairs, session.writer(request)), arguments, session)
    case "split":
      arguments.words.removeFirst()
      let cluster = try editor.cluster(try arguments.take("a name", for: self))
      guard !arguments.words.isEmpty else {
        throw PostilError.usage(.noSpellings)
      }
      let spellings = arguments.words.map(\.unquoted)
      try report(
        try editor.split(cluster, spellings, arguments.pairs, session.writer(request)), arguments,
        session)
    case "show":
      arguments.words.removeFirst()
      try show(
        try editor.mentions(of: editor.cluster(try arguments.take("a name", for: self))), arguments,
        session)
    default: try list(editor, arguments, session)
    }
  }

  private func chosen(
    _ arguments: inout Arguments, _ editor: EntityEditor, atLeast: Int
  ) throws -> [EntityCluster] {
    let clusters = try arguments.words.map { try editor.cluster($0) }.uniqued()
    arguments.words = []
    guard clusters.count >= atLeast else {
      throw PostilError.usage(
        .missing(atLeast == 1 ? "a name" : "two names or more", Synopsis(self)))
    }
    return clusters
  }

  private func report(
    _ result: EntityEditor.Result, _ arguments: Arguments, _ session: Session
  ) throws {
    if arguments.has("json") {
      return try session.console.out.print(json: [
        "name": .string(result.name), "ref": result.ref.map { .string($0) } ?? .null,
        "annotations": .int(result.outcomes.reduce(0) { $0 + $1.receipt.written.count }),
        "articles": .int(result.outcomes.count),
      ])
    }
    guard !result.outcomes.isEmpty else { return try session.console.out.print("nothing changes") }
    let open = session.focus.open
    let count = result.outcomes.reduce(0) { $0 + $1.receipt.written.count }
    session.focus.touch(
      result.outcomes.filter { $0.article === open }.flatMap { $0.receipt.written.map(\.id) })
    try session.console.out.print(
      "\(result.name)\(result.ref.map { " \($0)" } ?? ""): "
        + "\(counted(count, "annotation")) in \(counted(result.outcomes.count, "article"))")
  }

  // MARK: Lists

  private func list(_ editor: EntityEditor, _ arguments: Arguments, _ session: Session) throws {
    try arguments.pairs.isEmpty ? () : arguments.end(self)
    let labels = session.focus.schema.labels(of: .entity)
    let shown = editor.clusters.enumerated().filter { _, cluster in
      arguments.words.allSatisfy { Self.matches(cluster, $0, labels) }
    }
    session.focus.entities = editor.clusters.map(\.key)
    let width = min(shown.map { $0.element.name.columns }.max() ?? 0, 28)
    var lines: [StyledLine] = []
    for (index, cluster) in shown {
      if arguments.has("json") {
        try session.console.out.print(json: cluster.json(number: index + 1))
      } else {
        lines.append(line(cluster, number: index + 1, width: width))
      }
    }
    if shown.isEmpty, !arguments.has("json") { return try session.console.out.print("none") }
    try session.console.page(lines)
  }

  /// A label means that label, anything else a part of the name or of a spelling.
  private static func matches(_ cluster: EntityCluster, _ word: Word, _ labels: [String]) -> Bool {
    let wanted = word.unquoted.lowercased()
    if !word.isQuoted, labels.contains(where: { $0.lowercased() == wanted }) {
      return cluster.label.lowercased() == wanted
    }
    return cluster.name.lowercased().contains(wanted)
      || cluster.mentions.contains { $0.text.lowercased().contains(wanted) }
  }

  private func line(_ cluster: EntityCluster, number: Int, width: Int) -> StyledLine {
    var line = StyledLine(String(number).padded(4), .strong)
    line.append(cluster.label.padded(7), .label(cluster.label))
    line.append(Snippet.shortened(cluster.name, to: width).padded(width))
    line.append(
      "  \(cluster.count) in \(counted(cluster.articleCount, "article"))", .dim)
    let others = cluster.variants.filter { $0.text != cluster.name }
    if !others.isEmpty {
      let shown = others.prefix(4).map { "\($0.text) \($0.count)" }.joined(separator: ", ")
      line.append("  as \(shown)\(others.count > 4 ? ", …" : "")")
    }
    if let ref = cluster.ref { line.append("  \(ref)") }
    return line
  }

  /// Pairs that may be one, as commands to copy.
  private func alike(
    _ editor: EntityEditor, _ arguments: Arguments, _ request: Request, _ session: Session
  ) throws {
    session.focus.entities = editor.clusters.map(\.key)
    let pairs =
      editor.clusters.alike.map { ($0.first, $0.second, $0.relation.rawValue) }
      + (try editor.nearlyAlike()).map { ($0.first, $0.second, $0.reason) }
    for (first, second, reason) in pairs {
      let (one, other) = (editor.clusters[first], editor.clusters[second])
      let names = [one, other].map(editor.reference)
      if arguments.has("json") {
        try session.console.out.print(json: [
          "first": .string(names[0]), "second": .string(names[1]),
          "reason": .string(reason),
        ])
        continue
      }
      // Numbers are those of this shell's list; the next command line has none.
      let words =
        request.origin == .commandLine
        ? names.map(Word.quoted) : ["\(first + 1)", "\(second + 1)"]
      var line = StyledLine("names merge \(words.joined(separator: " "))".padded(22), .strong)
      line.append(
        "  # \(one.name) \(one.count), \(other.name) \(other.count): ")
      line.append(reason, .dim)
      try session.console.out.print(line)
    }
    if pairs.isEmpty, !arguments.has("json") { try session.console.out.print("none") }
  }

  private func show(
    _ places: [(article: OpenArticle, mentions: [StoredAnnotation])], _ arguments: Arguments,
    _ session: Session
  ) throws {
    var hits: [Hit] = []
    var lines: [Concordance] = []
    for (article, mentions) in places {
      for stored in mentions {
        hits.append(Hit(article: article.name, spans: stored.annotation.spans, id: stored.id))
        lines.append(
          Concordance(hits[hits.count - 1], number: hits.count, article, showsName: true))
      }
    }
    session.focus.hits = HitList(hits)
    if arguments.has("json") {
      for line in lines { try session.console.out.print(json: line.json) }
      return
    }
    try session.console.page(Concordance.lines(lines, width: session.preferences.display.columns))
  }
}

extension EntityCluster {
  /// As JSON, with its number in the list.
  fileprivate func json(number: Int) -> JSONValue {
    var object = JSONObject()
    object["number"] = .int(number)
    object["name"] = .string(name)
    object["label"] = .string(label)
    if let ref { object["ref"] = .string(ref) }
    object["mentions"] = .int(count)
    object["articles"] = .int(articleCount)
    object["variants"] = .object(
      JSONObject(variants.map { JSONObject.Member(name: $0.text, value: .int($0.count)) }))
    return .object(object)
  }
}
