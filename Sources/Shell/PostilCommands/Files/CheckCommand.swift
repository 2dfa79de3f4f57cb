import PostilIndex
import PostilKit
import PostilPointing
import PostilSchema
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews
import PostilWorkbench

/// `check`: checks sidecars for damage, or annotations for consistency.
struct CheckCommand: Command {
  let name = "check"
  let takesArticle = false
  let group = CommandGroup.files
  let printsJSON = true
  let scope = ScopeRule.named(default: .all)
  let summary = "Check sidecars for damage, or annotations for consistency."
  let usage = "[consistency | complete [LABEL | LAYER…]]"
  let details = """
    Findings are printed as FILE:LINE: CODE: and what is wrong; the exit status is 1 if there are any.

    check consistency finds the same words with different labels (other-label), words that are annotated
    only elsewhere (unmarked), and names that are annotated only in part (partly-marked). The findings
    are hits, and `review #*` goes through them; what you accept or reject there is not reported again.

    check complete finds accepted annotations that lack an attribute or a role that the schema requires, also
    as hits.
    """
  let examples: [Example] = [
    ("check", "the whole workspace"),
    ("check consistency", "whether equal words have equal labels, in all articles"),
    ("check consistency PER on this", "people, in the open article"),
    ("check complete", "whether all that is required is there"),
  ]
  let completion: [Completion] = [.words(["consistency", "complete"])]

  func completion(after words: [Word]) -> [Completion] {
    words.isEmpty ? completion : [.labels, .layers]
  }

  func run(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws -> Outcome {
    var arguments = arguments
    if arguments.words.first?.bare == "consistency" {
      arguments.words.removeFirst()
      return try consistency(arguments, request, session)
    }
    if arguments.words.first?.bare == "complete" {
      arguments.words.removeFirst()
      return try completeness(arguments, request, session)
    }
    return try soundness(&arguments, session)
  }

  // MARK: Completeness

  private func completeness(
    _ arguments: Arguments, _ request: Request, _ session: Session
  ) throws -> Outcome {
    var arguments = arguments
    let schema = session.focus.schema
    let filters = try Self.filters(&arguments, schema)
    let selection = try Selection(filters, arguments.pairs, schema: schema)
    let articles = try arguments.takeScope(for: self).articles(in: &session.focus)
    var hits: [Hit] = []
    for article in articles {
      for stored in try selection.annotations(in: article, &session.focus, states: [.accepted]) {
        guard stored.annotation.state == .accepted else { continue }
        let linked = Self.linked(stored.annotation, article.store, schema)
        for problem in schema.missing(linked) {
          hits.append(
            Hit(article: article.name, spans: stored.annotation.spans, id: stored.id))
          let byte = article.store.article.text.byte(
            ofCodePoint: stored.annotation.spans.first?.start ?? 0)
          let words =
            stored.annotation.spans.isEmpty
            ? "" : " " + Snippet.quoted(stored.annotation.text, to: 40)
          let finding = Finding(
            file: article.store.file.textPath, line: article.grid.place(ofByte: byte).line,
            code: "incomplete",
            text: "e\(stored.number) \(stored.annotation.label)\(words): \(problem)",
            hit: hits.count)
          try print(finding, arguments, session)
        }
      }
    }
    session.focus.hits = HitList(hits)
    return try report(hits.count, articles: articles.count, session)
  }

  /// An annotation without the links that its schema does not count: to what is gone or refused, and to words alone
  /// where a role wants an annotation.
  private static func linked(
    _ annotation: Annotation, _ store: AnnotationStore, _ schema: Schema
  ) -> Annotation {
    var annotation = annotation
    annotation.unlink { store[id: $0].map { $0.annotation.state == .rejected } ?? true }
    for (role, rules) in schema[annotation.layer]?.roleRules ?? [:] where !rules.targets.isEmpty {
      annotation.roles[role]?.removeAll { $0.id == nil }
    }
    return annotation
  }

  private func report(_ count: Int, articles: Int, _ session: Session) throws -> Outcome {
    let findings = count == 0 ? "no findings" : counted(count, "finding")
    try session.console.err.print("\(counted(articles, "article")), \(findings)")
    return Outcome(status: count > 0 ? .failure : .success)
  }

  private func print(_ finding: Finding, _ arguments: Arguments, _ session: Session) throws {
    guard arguments.has("json") else {
      return try session.console.out.print(ErrorReport.of(finding))
    }
    var object = JSONObject()
    object["file"] = .string(finding.file)
    object["line"] = finding.line.map { .int($0) }
    object["code"] = .string(finding.code)
    object["text"] = .string(finding.text)
    object["hit"] = finding.hit.map { .int($0) }
    try session.console.out.print(json: .object(object))
  }

  // MARK: Damage

  private func soundness(_ arguments: inout Arguments, _ session: Session) throws -> Outcome {
    var clashes: [PostilError] = []
    let scope = try arguments.takeScope(for: self)
    let files =
      try scope == .all
      ? session.focus.workspace.articles(clashes: &clashes) : scope.files(in: &session.focus)
    var count = 0
    for error in clashes {
      let isOdd = if case StoreFact.oddName = error.fact { true } else { false }
      let finding = Finding(
        file: session.focus.workspace.root, code: isOdd ? "odd-name" : "name-clash", error: error)
      try print(finding, arguments, session)
      count += 1
    }
    let (schema, meter, names) = (session.focus.schema, ArticleMeter(), arguments)
    var done = 0
    try ArticleStream(session.focus).map(files) {
      SidecarCheck.check($0, schema: schema)
    } _: {
      _, findings in
      if !findings.isEmpty { meter.clear() }
      for finding in findings { try print(finding, names, session) }
      (done, count) = (done + 1, count + findings.count)
      meter.show(done, of: files.count)
    }
    meter.clear()
    return try report(count, articles: files.count, session)
  }

  // MARK: Consistency

  private func consistency(
    _ arguments: Arguments, _ request: Request, _ session: Session
  ) throws -> Outcome {
    var arguments = arguments
    let filters = try Self.filters(&arguments, session.focus.schema)
    let selection = try Selection(filters, arguments.pairs, schema: session.focus.schema)
    let scope = try arguments.takeScope(for: self)
    let all = try session.focus.workspace.articles()
    let files = [.all, .todo].contains(scope) ? all : try scope.files(in: &session.focus)
    let check = try evidence(selection, all, session)
    var (hits, count): ([Hit], Int) = ([], 0)
    try ArticleStream(session.focus).forEach(files, from: { Checked($0, check) }) { _, result in
      guard let article = try session.focus.admitted(result), scope != .todo || !article.isDone
      else { return }
      count += 1
      for (finding, hit) in article.findings {
        hits.append(hit)
        let numbered = Finding(
          file: finding.file, line: finding.line, code: finding.code, text: finding.text,
          hit: hits.count)
        try print(numbered, arguments, session)
      }
    }
    session.focus.hits = HitList(hits)
    let outcome = try report(hits.count, articles: count, session)
    if !hits.isEmpty, request.origin == .prompt {
      try session.console.err.print("use review #* to go through them")
    }
    return outcome
  }

  /// A check with the annotations of all articles as evidence, whatever articles are checked.
  private func evidence(
    _ selection: Selection, _ all: [ArticleFile], _ session: Session
  ) throws -> Consistency {
    var check = Consistency()
    let meter = ArticleMeter()
    var (focus, done) = (session.focus, 0)
    defer { meter.clear() }
    try ArticleStream(session.focus).forEach(all) { result in
      if let article = try session.focus.admitted(result) {
        try check.learn(selection, from: article, &focus)
      }
      done += 1
      meter.show(done, of: all.count)
    }
    return check
  }

  /// Takes the words that are filters; the others name articles.
  private static func filters(_ arguments: inout Arguments, _ schema: Schema) throws -> [Word] {
    var filters: [Word] = []
    var names: [Word] = []
    for word in arguments.words {
      var filter = AnnotationFilter()
      let isFilter =
        try ScopeRule.isName(word) && (word.bare.map { try filter.take($0, schema) } ?? false)
      if isFilter { filters.append(word) } else { names.append(word) }
    }
    arguments.words = names
    return filters
  }
}

/// The inconsistencies of an article.
private struct Checked {
  let isDone: Bool
  let findings: [(finding: Finding, hit: Hit)]

  init(_ article: OpenArticle, _ check: Consistency) {
    isDone = article.store.status == .done
    findings = check.check(article).map { one in
      let place = article.grid.place(
        ofByte: article.store.article.text.byte(ofCodePoint: one.span.start))
      let finding = Finding(
        file: article.store.file.textPath, line: place.line, code: one.kind.rawValue,
        text: one.text)
      return (finding, Hit(one))
    }
  }
}
