import PostilSystem

extension UsageFact {
  package var description: String { aboutCommand ?? aboutWords ?? aboutFlags }

  /// What is wrong with the command.
  private var aboutCommand: String? {
    switch self {
    case .unknownCommand(let command): "no command '\(command.name)'"
    case .commandLineOnly(let command, _): "\(command) is a command-line command"
    case .shellOnly(let command, _): "\(command) works only in the shell"
    case .shellSetting(let setting, _, _): "set \(setting) works only in the shell"
    case .noCurrentFolder: "the current folder was deleted"
    case .notInScript(let command): "'\(command)' does not work in a script"
    case .outsideWorkspace(let path):
      "'\(path)' is outside the workspace, where no plugin reads a model"
    case .promptOnly(let command): "'!\(command)' works only at a prompt"
    case .noSystemCommand: "there is no command after '!'"
    case .pathAsCommand(let path, let isFolder):
      "'\(path)' is \(isFolder ? "a folder" : "an article")"
    case .severalArticles(let command): "\(command) needs an article, and there are several"
    case .noArticles(let command): "\(command) needs an article, and there is none in this folder"
    case .scopeWord(_, let word): "'\(word)' alone does not name the article '\(word)'"
    case .articleNotFirst(let command, _): "\(command) needs the article as its first word"
    case .noLabel(let span): "'\(span)' has no label"
    default: nil
    }
  }

  /// What is wrong with its words.
  private var aboutWords: String? {
    switch self {
    case .missing(let what, let command): "\(command.name) needs \(what)"
    case .takesOnly(let what, let command): "\(command.name) takes \(what)"
    case .unexpected(let word, _): "unexpected argument '\(word)'"
    case .noPair(let name, let command): "\(command.name) takes no '\(name)='"
    case .scopeTwice(let word):
      "the articles are named by both \(word.map { "'\($0)'" } ?? "--all") and "
        + (word == nil ? "'on'" : "'on' or --all")
    case .noScope(let command, let scope): "\(command) takes no '\(scope)'"
    case .streamAndScope: "a stream takes its texts from standard input, not from articles"
    case .pathsAndScope: "annotate takes paths, or articles with 'on' or --all"
    case .noSpellings: "split needs the spellings of the other entity"
    case .noWorkerFolder: "worker needs a plugin's folder"
    case .badCount(let count, _): "'\(count)' is not a valid number of commands"
    case .settingValue(let setting, _): "set \(setting) needs one value"
    case .aliasWithoutEquals: "alias needs a ="
    case .aliasWithoutBlanks: "alias needs blanks around the ="
    default: nil
    }
  }

  /// What is wrong with its flags and options.
  private var aboutFlags: String {
    switch self {
    case .noJSON(let command): "\(command) has no --json: it prints no JSON"
    case .unknownOption(let option, let program, _): "\(program) has no option '\(option)'"
    case .flagsExclude(let one, let other): "--\(one) and --\(other) exclude each other"
    case .flagWithoutOther(let flag, let other): "--\(flag) has no effect without --\(other)"
    case .unknownFlag(let flag, let command, _): "\(command) has no --\(flag)"
    case .flagWithValue(let flag): "--\(flag) takes no value"
    case .flagWithoutValue(let flag, _): "--\(flag) needs a value"
    case .optionWithoutValue(let option): "\(option) needs a value"
    case .optionWithoutPair: "--set needs NAME=VALUE"
    case .noCommands: "-c needs commands"
    case .twoScripts(let one, let other): "shell runs '\(one)' or '\(other)', not both"
    case .misplacedFlag(let flag, let isStream):
      "--\(flag) is \(isStream ? "not for" : "only for") --stream"
    case .flagWithoutFile(let flag): "--\(flag) needs a file"
    case .fileWithoutOrder: "--out needs answers in the order of the input"
    case .noKeys(let command): "\(command) reads keys from a terminal, and there is none"
    default: ""
    }
  }

  package var status: ExitStatus { .usage }
}
