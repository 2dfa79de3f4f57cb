import PostilPointing
import PostilSystem

/// A command: one definition for the shell, for scripts and for the command line.
///
/// A command is a value that describes itself and has one function. Add it to `CommandList`; parsing,
/// help, completion, the manual and did-you-mean follow from the description.
package protocol Command: Sendable {
  /// The name, one lower-case word.
  var name: String { get }
  /// Short names that hold everywhere, scripts included.
  var aliases: [String] { get }
  /// Where help lists it.
  var group: CommandGroup { get }
  /// What it does, in one line.
  var summary: String { get }
  /// What follows the name: capitals are placeholders, brackets are optional.
  var usage: String { get }
  /// More than the summary, for `help NAME`; may be empty.
  var details: String { get }
  /// Lines to try, each with what it does.
  var examples: [Example] { get }
  /// Its own flags; those of `scope` and `writes` come by themselves.
  var flags: [Flag] { get }
  /// What TAB offers for its words.
  var completion: [Completion] { get }
  /// Which articles `on …`, `--all` or their names may choose.
  var scope: ScopeRule { get }
  /// Whether words and pairs leave room for a scope: `set ruler on` does not.
  func hasScope(_ words: [Word], _ pairs: [(name: String, value: Word)]) -> Bool
  /// Whether it changes annotations or articles' facts: it then takes `--dry-run`, is shown the newest
  /// state, and is followed by a notice if nothing was written.
  var writes: Bool { get }
  /// Whether it works on the open article: it is shown the newest state, and the command line takes an
  /// article's path as its first word.
  var takesArticle: Bool { get }
  /// The number of words after which the rest of the statement is text, word for word; nil for none.
  var textAfter: Int? { get }
  /// Whether only the command line has it, not the shell.
  var isCommandLineOnly: Bool { get }

  /// Runs it.
  func run(_ arguments: Arguments, _ request: Request, in session: Session) throws -> Outcome
}

/// A command that, unless it throws, simply succeeds.
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

/// A line to try, and what it does.
package typealias Example = (line: String, does: String)

extension Command {
  package var aliases: [String] { [] }
  package var details: String { "" }
  package var flags: [Flag] { [] }
  package var completion: [Completion] { [] }
  package var scope: ScopeRule { .none }
  package func hasScope(_ words: [Word], _ pairs: [(name: String, value: Word)]) -> Bool { true }
  package var writes: Bool { false }
  package var takesArticle: Bool { true }
  package var textAfter: Int? { nil }
  package var isCommandLineOnly: Bool { false }

  /// All flags that it takes but for those of every command.
  package var allFlags: [Flag] {
    flags + (scope.takesScope ? [.all] : []) + (writes ? [.dryRun] : [])
  }
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

/// What TAB may offer for a word of a command.
package enum Completion: Sendable {
  case articles, labels, annotations, plugins, commands, filters, paths, settings
  case exportFormats, importFormats
  case words([String])
}
