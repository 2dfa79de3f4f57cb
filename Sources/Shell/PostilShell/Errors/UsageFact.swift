import PostilSystem

/// What is wrong with a command line.
package enum UsageFact: Fact {
  // The command
  case unknownCommand(UnknownCommand)
  /// A command that the shell lacks; `instead`: what the shell has instead.
  case commandLineOnly(command: String, instead: String?)
  /// A command that the command line lacks; `instead`: what the command line has instead.
  case shellOnly(command: String, instead: String)
  /// A setting that would end with the program.
  case shellSetting(setting: String, value: String, isPersonal: Bool)
  case noCurrentFolder
  case promptOnly(systemCommand: String)
  case notInScript(command: String)
  /// A model that is to be written where no plugin reads one.
  case outsideWorkspace(path: String)
  case noSystemCommand
  /// A path in the place of a command.
  case pathAsCommand(path: String, isFolder: Bool)
  /// A command that needs an article, where there are several.
  case severalArticles(command: String)
  /// A command that needs an article, where there is none.
  case noArticles(command: String)
  /// A word that means several articles, or the open one, although there is an article of that name.
  case scopeWord(command: String, word: String)
  /// An article after other words; `line`: the command line with the article first.
  case articleNotFirst(command: String, line: String)
  /// Words to mark without a label.
  case noLabel(span: String)

  // Its words
  case missing(String, Synopsis)
  case takesOnly(String, Synopsis)
  case unexpected(word: String, Synopsis)
  case noPair(name: String, Synopsis)
  /// Articles named twice: by `on` or `--all`, and by `word` or by the other one.
  case scopeTwice(word: String?)
  /// A scope of a command that takes none: `on all`.
  case noScope(command: String, scope: String)
  case pathsAndScope
  /// `annotate --stream` with articles.
  case streamAndScope
  case noSpellings
  case noWorkerFolder
  case badCount(String, command: String)
  case settingValue(setting: String, values: String)
  case aliasWithoutEquals(name: String)
  case aliasWithoutBlanks(name: String, command: String)

  // Its flags
  case unknownFlag(flag: String, command: String, known: [String])
  case noJSON(command: String)
  /// An option that the program, or its shell, does not have, as it was typed.
  case unknownOption(option: String, program: String, known: [String])
  case flagsExclude(String, String)
  /// A flag that only means something beside another one.
  case flagWithoutOther(flag: String, other: String)
  case flagWithValue(flag: String)
  case flagWithoutValue(flag: String, form: String)
  case optionWithoutValue(option: String)
  case optionWithoutPair
  case noCommands
  /// Commands for the shell from `-c` and from a file, or from two files.
  case twoScripts(String, String)
  case misplacedFlag(flag: String, isStream: Bool)
  /// A flag that needs `--out`.
  case flagWithoutFile(flag: String)
  case fileWithoutOrder
  case noKeys(command: String)
}

/// A command's name and what comes after it, as help shows them.
package struct Synopsis: Hashable, Sendable {
  /// The command's name.
  package let name: String
  /// The arguments after the name.
  package let usage: String

  package init(name: String, usage: String) {
    self.name = name
    self.usage = usage
  }
}

/// A word that no command has as its name.
package struct UnknownCommand: Hashable, Sendable {
  /// The word.
  package let name: String
  /// The names of commands and labels that might be meant.
  package let known: [String]
  /// The names of the commands that start with the word.
  package let longer: [String]
  /// The words after it.
  package var rest = ""

  package init(name: String, known: [String], longer: [String], rest: String = "") {
    self.name = name
    self.known = known
    self.longer = longer
    self.rest = rest
  }
}

extension PostilError {
  /// An error of a command line.
  package static func usage(_ fact: UsageFact) -> PostilError { PostilError(fact) }
}
