import PostilSystem

/// What a person can say: one definition for the shell, for scripts and for the executable.
///
/// A command is a value with words about itself and one function. Add it to `CommandList.all`; parsing,
/// help, completion and did-you-mean follow from what stands here.
protocol Command: Sendable {
  /// The name, one lower-case word.
  var name: String { get }
  /// Short names that hold everywhere, scripts included.
  var aliases: [String] { get }
  /// Where help lists it.
  var group: CommandGroup { get }
  /// What it does, in one line.
  var summary: String { get }
  /// What follows the name: capitals are places to fill, brackets may be left out.
  var usage: String { get }
  /// More than the summary, for `help NAME`; may be empty.
  var details: String { get }
  /// Lines to try, each with what it does.
  var examples: [Example] { get }
  /// Its own flags.
  var flags: [Flag] { get }
  /// What TAB offers for its words.
  var completion: [Completion] { get }
  /// Whether the article that is open is looked at afresh before, since others may have written.
  var refreshes: Bool { get }

  /// Whether it works on the open article, so that the executable takes an article's path as its first
  /// word.
  var takesArticle: Bool { get }
  /// Whether only the executable has it, not the shell.
  var isForExecutable: Bool { get }

  /// Does it.
  func run(_ arguments: Arguments, in session: Session) throws
}

/// A line to try, and what it does.
typealias Example = (line: String, does: String)

extension Command {
  var aliases: [String] { [] }
  var details: String { "" }
  var flags: [Flag] { [] }
  var completion: [Completion] { [] }
  var refreshes: Bool { true }
  var takesArticle: Bool { true }
  var isForExecutable: Bool { false }
}

/// The headings of `help`.
enum CommandGroup: String, CaseIterable, Sendable {
  case articles = "Articles"
  case marking = "Marking"
  case deciding = "Deciding"
  case history = "Going back"
  case annotators = "Annotators"
  case files = "Files"
  case shell = "The shell"
}

/// What a word of a command may be, for TAB.
enum Completion: Sendable {
  case articles, labels, annotations, plugins, commands, filters, paths, formats, settings
  case words([String])
}
