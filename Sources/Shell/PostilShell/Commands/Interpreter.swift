import CSignals
import PostilPointing
import PostilSchema
import PostilStore
import PostilSystem
import PostilTerminal

/// Resolves each statement to a command and runs it; one for each prompt or script.
package final class Interpreter {
  /// The state that the commands share.
  package let session: Session
  /// The known commands.
  package let table: CommandTable
  /// The origin of the statements.
  package let origin: Request.Origin
  /// The user's aliases of commands.
  package var aliases = Aliases()
  /// The recording in progress, if any.
  package var recorder: Recorder?
  /// Nesting depth of `source`: a file that sources a file.
  package var depth = 0
  /// The exit status so far.
  package private(set) var status = ExitStatus.success
  /// Whether a command has ended the shell.
  package private(set) var isOver = false
  /// A correction of the line that failed, offered for editing at the next prompt.
  package private(set) var correction: String?

  package init(_ session: Session, _ table: CommandTable, _ origin: Request.Origin) {
    self.session = session
    self.table = table
    self.origin = origin
  }

  /// Runs the statements of one line.
  ///
  /// - Parameter report: Gets the error of a statement, after which the next one runs; the first error
  ///   ends the line without it.
  package func run(line: String, reporting report: ((any Error) throws -> Void)? = nil) throws {
    if let command = SystemCommand.command(in: line) {
      return try SystemCommand.run(command, in: session, depth == 0 ? origin : .script)
    }
    for statement in try CommandParser.statements(line, textAfter: textAfter) {
      do {
        try run(statement)
      } catch {
        guard let report else { throw error }
        try report(error)
      }
      if isOver { return }
    }
  }

  package func run(_ statement: Statement) throws {
    if let statements = try expanded(statement) {
      for statement in statements where !isOver { try run(statement) }
      return
    }
    correction = nil
    let (command, words) = try meaning(statement)
    if words.count == 1, words[0].raw == "?" {
      return try session.console.page(HelpText(table, for: session).about(command))
    }
    let arguments = try Arguments(words, for: command)
    if arguments.has("help") {
      return try session.console.page(HelpText(table, for: session).about(command))
    }
    let recorder = recorder
    let outcome = try run(command, arguments, source: statement.source)
    if depth == 0, outcome.isRecorded, let recorder, recorder === self.recorder {
      try recorder.add(outcome.recorded ?? statement.source)
    }
  }

  /// Runs a command: first reads what other processes have written, and reports afterwards if a dry run
  /// wrote nothing.
  @discardableResult package func run(
    _ command: any Command, _ arguments: Arguments, source: String
  ) throws -> Outcome {
    if origin == .commandLine, let instead = command.insteadOnCommandLine {
      throw PostilError.usage(.shellOnly(command: command.name, instead: instead))
    }
    let request = Request(
      source: LoggedCommand.text(source, workspace: session.focus.workspace.root), origin: origin,
      isDryRun: command.writes && arguments.has(Flag.dryRun.name), interpreter: self)
    try session.recover(session.focus.workspace, isDry: request.isDryRun)
    if command.writes, !request.isDryRun { try session.noteMissingLocks() }
    if command.takesArticle { try session.refresh(request) }
    session.focus.skipsUnreadable = command.skipsUnreadable
    let isWide = command.scope.takesScope && !arguments.scope.isHere
    var outcome = try interruptibly(command, request, isWide) {
      try command.run(arguments, request, in: session)
    }
    // The time of a command, in milliseconds, tells which of two in different articles was the last one.
    if command.writes, !request.isDryRun { Platform.pause(milliseconds: 1) }
    for error in session.focus.takeUnreadable() {
      try session.console.err.print("error: \(ErrorReport.of(error).text)")
      if outcome.status == .success { outcome.status = .failure }
    }
    if outcome.status != .success { status = outcome.status }
    isOver = isOver || outcome.endsShell
    if request.isDryRun { try session.console.err.print("nothing was written: --dry-run") }
    return outcome
  }

  /// Runs a command so that Ctrl-C ends it between two articles, with nothing half done, and not the
  /// process in between. Where no command writes, the process may end at once.
  ///
  /// - Parameter isWide: Whether it may work on several articles, in all of them or none.
  private func interruptibly(
    _ command: any Command, _ request: Request, _ isWide: Bool, _ body: () throws -> Outcome
  ) throws -> Outcome {
    let isCaught = command.writes && origin != .prompt && catch_one_interrupt()
    defer { if isCaught { catch_interrupts(false) } }
    do {
      let outcome = try body()
      if isCaught, consume_interrupt() { throw PostilError.command(.interruptedAfterWriting) }
      return outcome
    } catch let error as PostilError {
      // Commands write first and print what they have written.
      guard command.writes, !request.isDryRun else { throw error }
      switch error.fact {
      case FileFact.interrupted: throw PostilError.command(.interruptedBeforeWriting)
      case FileFact.printingInterrupted: throw PostilError.command(.interruptedAfterWriting)
      case FileFact.cannotPrint(let code): throw PostilError.command(.notPrinted(errno: code))
      case let fact as FileFact where isWide && fact.isAboutReading:
        try session.console.err.print("note: nothing was changed, since an article cannot be read")
        throw error
      default: throw error
      }
    }
  }

  /// The number of words after which the statement of a command is plain text; the command may be given
  /// by an alias or a prefix.
  private func textAfter(_ name: String) -> Int? {
    if let count = table.textAfter(name) { return count }
    guard origin == .prompt else { return nil }
    if let command = aliases[name], let words = try? CommandParser.statements(command).last?.words,
      let count = words.first.flatMap({ table.textAfter($0.text) })
    {
      return max(0, count - (words.count - 1))
    }
    return try? table.command(named: name, allowingPrefix: true).textAfter
  }

  /// The statements of an alias, the last one with the words typed after it; nil if the statement does
  /// not start with an alias. An alias expands to commands, never to another alias.
  private func expanded(_ statement: Statement) throws -> [Statement]? {
    guard origin == .prompt, let first = statement.words.first?.bare, let command = aliases[first]
    else { return nil }
    var statements = try CommandParser.statements(command, textAfter: table.textAfter)
    guard let last = statements.popLast(),
      (statements + [last]).allSatisfy({ $0.words.first.flatMap { aliases[$0.text] } == nil })
    else { return nil }
    return statements + [
      Statement(
        words: last.words + statement.words.dropFirst(),
        source: ([last.source] + statement.words.dropFirst().map(\.raw)).joined(separator: " "))
    ]
  }

  /// The command of a statement and its words; a statement may start with a command, a label, a span or
  /// an annotation.
  private func meaning(_ statement: Statement) throws -> (any Command, [Word]) {
    guard let first = statement.words.first else { return (try command(.nothing), []) }
    let rest = Array(statement.words.dropFirst())
    let name = first.text
    if !first.isQuoted {
      if let known = table[name] { return (known, rest) }
      if let label = try label(first) {
        if rest.count == 1, rest[0].raw == "?", let guide = table["guide"] {
          return (guide, [label])
        }
        return (try command(.label), labelled(rest, label))
      }
    }
    if let span = try? DesignatorParser.parse(first),
      DesignatorParser.looksLikeSpan(first) || span.number != nil
    {
      return try bareSpan(span, statement.words)
    }
    if let command = table.commandLineOnly.first(where: { $0.name == name }) {
      throw PostilError.usage(.commandLineOnly(command: name, instead: command.insteadInShell))
    }
    // A word that starts with a digit or @ can only be a span: report the span's own error.
    if let character = first.bare?.first, character.isWholeNumber || character == "@" {
      _ = try DesignatorParser.parse(first)
    }
    if let label = try labelPrefixed(first) { return (try command(.label), labelled(rest, label)) }
    let labels = session.focus.schema.layers.flatMap(\.labels) + table.commandLineOnly.map(\.name)
    do throws(PostilError) {
      let command = try table.command(
        named: name, allowingPrefix: origin == .prompt, labels: labels)
      return (command, rest)
    } catch { throw corrected(error, rest) }
  }

  /// The command that a statement without a command's name is short for.
  private func command(_ implicit: ImplicitStatement) throws(PostilError) -> any Command {
    guard let command = table.command(for: implicit) else {
      throw .usage(.unknownCommand(UnknownCommand(name: "", known: [], longer: [])))
    }
    return command
  }

  /// For a mistyped command, sets the correction to the whole line with the nearest command.
  private func corrected(_ error: PostilError, _ rest: [Word]) -> PostilError {
    guard case UsageFact.unknownCommand(var command) = error.fact else { return error }
    command.rest = rest.map(\.raw).joined(separator: " ")
    if command.nearest.count == 1 { correction = command.nearest[0] }
    return .usage(.unknownCommand(command))
  }

  /// The label of a word that is a label of the schema, else nil.
  private func label(_ word: Word) throws(PostilError) -> Word? {
    do throws(PostilError) {
      _ = try session.focus.schema.layer(ofLabel: word.text)
      return word
    } catch {
      if case SchemaFact.ambiguousLabel = error.fact { throw error }
      return nil
    }
  }

  /// The label that a word at a prompt is a prefix of, unless it is also a prefix of commands.
  private func labelPrefixed(_ word: Word) throws(PostilError) -> Word? {
    guard origin == .prompt, let name = word.bare, !name.isEmpty else { return nil }
    // The labels of articles are many and rarely typed: they leave the prefixes of commands alone.
    let layers = session.focus.schema.layers.filter { $0.hasWords != false }
    let labels = layers.flatMap { rules in
      rules.labels.filter { $0.lowercased().hasPrefix(name.lowercased()) }
        .map { "\(rules.layer):\($0)" }
    }
    guard let label = labels.first else { return nil }
    let commands = table.all.filter { $0.name.hasPrefix(name) && !$0.leavesPrefixesToLabels }.map(
      \.name)
    guard labels.count + commands.count == 1 else {
      let short = labels.map(Self.shortened)
      throw .value(
        .ambiguous(
          prefix: name, candidates: commands + (Set(short).count == short.count ? short : labels)))
    }
    return Word(bare: label)
  }

  /// The label without its layer, in lower case: `per` for `entity:PER`.
  private static func shortened(_ label: String) -> String {
    label.drop { $0 != ":" }.dropFirst().lowercased()
  }

  /// The words of `tag` with the label after the spans and before the pairs, flags and `on …`.
  private func labelled(_ words: [Word], _ label: Word) -> [Word] {
    let spans = words.prefix {
      $0.assignment == nil && !$0.raw.hasPrefix("--") && !ScopeRule.starts($0)
    }
    return spans + [label] + words.dropFirst(spans.count)
  }

  /// Whether a word after a span names a label.
  private func isLabel(_ word: Word) throws(PostilError) -> Bool {
    do throws(PostilError) {
      _ = try session.focus.label(word.text)
      return !word.isQuoted
    } catch {
      if case SchemaFact.unknownLabel = error.fact { return false }
      throw error
    }
  }

  private func bareSpan(_ span: Designator, _ words: [Word]) throws -> (any Command, [Word]) {
    let isAnnotation =
      span.number != nil
      || {
        if span.parts.count == 1, case .recent = span.parts[0].anchor { true } else { false }
      }()
    if isAnnotation, words.count == 1 { return (try command(.annotation), words) }
    // `1.8-9 PER` is complete: a span and a label.
    let plain = words.prefix { !ScopeRule.starts($0) }
      .filter { $0.assignment == nil && !$0.raw.hasPrefix("--") }
    if let last = plain.last, plain.count > 1, try isLabel(last) {
      return (try command(.label), words)
    }
    guard let sticky = session.focus.stickyLabel else {
      throw PostilError.usage(.noLabel(span: span.source))
    }
    return (try command(.label), labelled(words, Word(bare: sticky)))
  }
}
