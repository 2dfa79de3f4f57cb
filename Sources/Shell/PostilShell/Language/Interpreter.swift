import PostilStore
import PostilSystem

/// Runs statements: finds out what each one means and does it.
struct Interpreter {
  let session: Session

  /// Runs the statements of one line.
  func run(line: String) throws {
    if let command = SystemCommand.command(in: line) {
      return try SystemCommand.run(command, in: session)
    }
    for statement in try CommandParser.statements(line) {
      try run(statement)
      if session.isOver { return }
    }
  }

  /// Runs one statement.
  func run(_ statement: Statement) throws {
    if let statement = try expanded(statement) { return try run(statement) }
    session.statement = statement.source
    session.recorded = nil
    session.correction = nil
    let (command, words) = try meaning(statement)
    if words.count == 1, words[0].raw == "?" {
      return try session.page(HelpCommand.about(command))
    }
    let arguments = try Arguments(words, for: command)
    if arguments.has("help") { return try session.page(HelpCommand.about(command)) }
    if command.refreshes { try session.open?.store.refresh() }
    let recorder = session.recorder
    try session.perform(command, arguments)
    if session.depth == 0, let recorder, recorder === session.recorder, command.name != "record" {
      try recorder.add(session.recorded ?? statement.source)
    }
  }

  /// The statement that an alias stands for; nil if it begins with none. An alias names commands, never
  /// another alias.
  private func expanded(_ statement: Statement) throws -> Statement? {
    guard session.mode == .shell, let first = statement.words.first?.bare,
      let command = session.aliases[first],
      let whole = try CommandParser.statements(command).first,
      whole.words.first.flatMap({ session.aliases[$0.text] }) == nil
    else { return nil }
    return Statement(
      words: whole.words + statement.words.dropFirst(),
      source: ([whole.source] + statement.words.dropFirst().map(\.raw)).joined(separator: " "))
  }

  /// The command that a statement means, with its words: a name, a label, a span or an annotation may
  /// come first.
  private func meaning(_ statement: Statement) throws -> (any Command, [Word]) {
    guard let first = statement.words.first else { return (HelpCommand(), []) }
    let rest = Array(statement.words.dropFirst())
    let name = first.text
    let commands = CommandList.all
    if !first.isQuoted {
      if let known = commands.first(where: { $0.name == name || $0.aliases.contains(name) }) {
        return (known, rest)
      }
      if let label = try label(first) { return (TagCommand(), labelled(rest, label)) }
    }
    if let span = try? DesignatorParser.parse(first),
      DesignatorParser.looksLikeSpan(first) || span.number != nil
    {
      return try bareSpan(span, statement.words)
    }
    if CommandList.executable.contains(where: { $0.isForExecutable && $0.name == name }) {
      throw PostilError.usage(
        reason: "\(name) is for the system's prompt",
        next: name == "annotate" ? "here say run" : "leave the shell and say postil \(name)")
    }
    // What begins as a span does can be nothing else: the span's error tells more.
    if let sign = first.bare?.first, sign.isWholeNumber || sign == "@" {
      _ = try DesignatorParser.parse(first)
    }
    if let label = try labelBeginning(first) { return (TagCommand(), labelled(rest, label)) }
    let labels = session.schema.layers.flatMap(\.labels)
    do throws(PostilError) {
      let command = try CommandList.command(
        named: name, allowingPrefix: session.mode == .shell, labels: labels)
      return (command, rest)
    } catch { throw corrected(error, rest) }
  }

  /// A mistyped command is answered with the whole line as it was probably meant.
  private func corrected(_ error: PostilError, _ rest: [Word]) -> PostilError {
    guard case .noCommand(let name, let nearest) = error, nearest.count == 1 else { return error }
    let line = ([nearest[0]] + rest.map(\.raw)).joined(separator: " ")
    session.correction = line
    return .noCommand(name: name, nearest: [line])
  }

  /// A label of the schema, typed as a command.
  private func label(_ word: Word) throws(PostilError) -> Word? {
    do throws(PostilError) {
      _ = try session.schema.layer(ofLabel: word.text)
      return word
    } catch {
      if case .ambiguousLabel = error { throw error }
      return nil
    }
  }

  /// The label that a word at a prompt is the beginning of, unless commands begin so too.
  private func labelBeginning(_ word: Word) throws(PostilError) -> Word? {
    guard session.mode == .shell, let name = word.bare, !name.isEmpty else { return nil }
    let labels = session.schema.layers.flatMap { rules in
      rules.labels.filter { $0.lowercased().hasPrefix(name.lowercased()) }
        .map { "\(rules.layer):\($0)" }
    }
    guard let label = labels.first else { return nil }
    let commands = CommandList.all.map(\.name).filter { $0.hasPrefix(name) }
    guard labels.count + commands.count == 1 else {
      let short = labels.map(Self.shortened)
      throw .ambiguousCommand(
        name: name, candidates: commands + (Set(short).count == short.count ? short : labels))
    }
    return Word(bare: label)
  }

  /// `per` of `entity:PER`.
  private static func shortened(_ label: String) -> String {
    label.drop { $0 != ":" }.dropFirst().lowercased()
  }

  /// The words of `tag` with the label behind the spans and before the pairs.
  private func labelled(_ words: [Word], _ label: Word) -> [Word] {
    let spans = words.prefix { $0.assignment == nil && !$0.raw.hasPrefix("--") }
    return spans + [label] + words.dropFirst(spans.count)
  }

  /// Whether a word behind a span names a label.
  private func isLabel(_ word: Word) throws(PostilError) -> Bool {
    do throws(PostilError) {
      _ = try session.label(word.text)
      return !word.isQuoted
    } catch {
      if case .unknownLabel = error { return false }
      throw error
    }
  }

  private func bareSpan(_ span: Designator, _ words: [Word]) throws -> (any Command, [Word]) {
    let isAnnotation =
      span.number != nil
      || {
        if span.parts.count == 1, case .recent = span.parts[0].anchor { true } else { false }
      }()
    if isAnnotation, words.count == 1 { return (ListCommand(), words) }
    // `1.8-9 PER` says all that is needed.
    let plain = words.filter { $0.assignment == nil }
    if let last = plain.last, plain.count > 1, try isLabel(last) { return (TagCommand(), words) }
    guard let sticky = session.stickyLabel else {
      throw PostilError.usage(
        reason: "'\(span.source)' has no label",
        next: "say PER \(span.source), or label PER to mark people from now on")
    }
    return (TagCommand(), labelled(words, Word(bare: sticky)))
  }
}

extension Session {
  /// Does a command; with `--dry-run` nothing is written.
  func perform(_ command: any Command, _ arguments: Arguments) throws {
    isDry = command.flags.contains(.dryRun) && arguments.has(Flag.dryRun.name)
    defer { isDry = false }
    if !isDry { try recover(workspace) }
    try command.run(arguments, in: self)
    if isDry { try errors.print("nothing was written: --dry-run") }
  }
}
