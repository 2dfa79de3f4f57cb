import PostilKit
import PostilPointing
import PostilSystem

/// A command: one definition for the shell, for scripts and for the command line.
///
/// A command is a value that describes itself and has one function. Once it is in `CommandList`,
/// parsing, help, completion, the manual and spelling suggestions use its description.
package protocol Command: Sendable {
  /// The name, one lower-case word.
  var name: String { get }
  /// Short names, valid everywhere, scripts included.
  var aliases: [String] { get }
  /// The heading under which help lists it.
  var group: CommandGroup { get }
  /// What it does, in one line.
  var summary: String { get }
  /// The arguments after the name, without the scope, which `scope` adds: placeholders in capitals,
  /// optional ones in brackets.
  var usage: String { get }
  /// Further explanation for `help NAME`, in paragraphs that an empty line separates; may be empty. Other
  /// line breaks are blanks.
  var details: String { get }
  /// The single keys that it reads, and what they do.
  var keys: [(keys: String, does: String)] { get }
  /// Example lines, each with an explanation.
  var examples: [Example] { get }
  /// Its own flags; those that follow from `scope`, `writes` and `printsJSON` are added automatically.
  var flags: [Flag] { get }
  /// Whether it takes `count by NAME`, also after `on …`.
  var counts: Bool { get }
  /// The kinds of words that TAB offers; articles follow from `scope`.
  var completion: [Completion] { get }
  /// The kinds of words that TAB offers after these words; `completion`, unless the place matters.
  func completion(after words: [Word]) -> [Completion]
  /// Whether it takes a scope: `on …`, `--all`, or names of articles.
  var scope: ScopeRule { get }
  /// The number of the command's own words before names of articles.
  var wordsBeforeNames: Int { get }
  /// Whether these words and pairs may include a scope: those of `set ruler on` may not.
  func hasScope(_ words: [Word], _ pairs: [(name: String, value: Word)]) -> Bool
  /// Whether it goes on without articles that cannot be read, where it works on several; by default if
  /// it does not write. They are reported after it, and its exit status is that of a failure.
  var skipsUnreadable: Bool { get }
  /// Whether it changes annotations or facts of articles: it then takes `--dry-run`, sidecars are
  /// refreshed before it, and a notice follows if nothing was written.
  var writes: Bool { get }
  /// Whether it works on the open article: its sidecar is refreshed before, and on the command line the
  /// first word may be an article's path.
  var takesArticle: Bool { get }
  /// The number of words after which the rest of the statement is verbatim text; nil if there is none.
  var textAfter: Int? { get }
  /// Whether it exists on the command line only, not in the shell.
  var isCommandLineOnly: Bool { get }
  /// What to do on the command line instead, for a command whose effect ends with the session; nil for
  /// others.
  var insteadOnCommandLine: String? { get }
  /// What a statement without a command's name is short for this command with; nil for other commands.
  var implicit: ImplicitStatement? { get }
  /// What to do in the shell instead, for a command of the command line only; nil for others.
  var insteadInShell: String? { get }
  /// Whether a prefix of its name means the label that begins so, if there is one.
  var leavesPrefixesToLabels: Bool { get }
  /// Whether it prints JSON with `--json`; others refuse the option.
  var printsJSON: Bool { get }
  /// Whether it works on a workspace, so that there must be one.
  var needsWorkspace: Bool { get }
  /// Whether its first word is text of the article even if it looks like a path.
  var takesText: Bool { get }

  func run(_ arguments: Arguments, _ request: Request, in session: Session) throws -> Outcome
}

/// A command whose only outcome, unless it throws, is success.
package protocol SimpleCommand: Command {
  /// Runs it.
  func perform(_ arguments: Arguments, _ request: Request, in session: Session) throws
}

extension SimpleCommand {
  package func run(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws -> Outcome {
    try perform(arguments, request, in: session)
    return .done
  }
}

/// An example line, and what it does.
package typealias Example = (line: String, does: String)

extension Command {
  package var aliases: [String] { [] }
  package var details: String { "" }
  package var keys: [(keys: String, does: String)] { [] }
  package var flags: [Flag] { [] }
  package var counts: Bool { false }
  package var completion: [Completion] { [] }
  package var scope: ScopeRule { .none }
  package func hasScope(_ words: [Word], _ pairs: [(name: String, value: Word)]) -> Bool { true }
  package var writes: Bool { false }
  package var takesArticle: Bool { true }
  package var textAfter: Int? { nil }
  package var isCommandLineOnly: Bool { false }
  package var insteadOnCommandLine: String? { nil }
  package var implicit: ImplicitStatement? { nil }
  package var insteadInShell: String? { nil }
  package var leavesPrefixesToLabels: Bool { false }
  package var printsJSON: Bool { false }
  package var skipsUnreadable: Bool { !writes }
  package var needsWorkspace: Bool { true }
  package var takesText: Bool { false }
  package var wordsBeforeNames: Int { 0 }
  package func completion(after words: [Word]) -> [Completion] { completion }

  /// The paragraphs of ``details``, without line breaks.
  package var paragraphs: [String] {
    details.replacing("\n\n", with: "\u{0}").replacing("\n", with: " ").split(separator: "\u{0}")
      .map(String.init)
  }

  /// All its flags except `--help`.
  package var allFlags: [Flag] {
    flags + (scope.takesScope ? [.all] : []) + (writes ? [.dryRun] : [])
      + (printsJSON ? [.json] : [])
  }

  /// The arguments after the name, with the scope.
  package var fullUsage: String { "\(usage) \(scope.usage)".trimmed }

  /// How it is typed: the name and the arguments.
  package var usageLine: String { "\(name) \(fullUsage)".trimmed }
}

/// A statement without a command's name, which is short for one command.
package enum ImplicitStatement: Hashable, Sendable {
  /// `per 1.8-9`: a label, or a span.
  case label
  /// `e7`: an annotation.
  case annotation
  /// No word at all.
  case nothing
}

extension Synopsis {
  /// A command's name and usage.
  package init(_ command: some Command) { self.init(name: command.name, usage: command.fullUsage) }
}

/// The headings of `help`.
package enum CommandGroup: String, CaseIterable, Sendable {
  case articles = "Articles"
  case marking = "Marking"
  case deciding = "Deciding"
  case history = "History"
  case annotators = "Annotators"
  case files = "Files"
  case shell = "Shell"
}

/// A kind of word that TAB can offer.
package enum Completion: Sendable {
  case articles, labels, layers, annotations, plugins, commands, filters, paths, settings
  case exportFormats, importFormats
  /// Attributes and roles as `key=`, of the layer whose label is typed, else of all layers.
  case keys
  /// Attributes and roles of one layer.
  case keysOf(Layer)
  case words([String])
}
