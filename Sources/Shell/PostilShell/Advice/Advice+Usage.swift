import PostilSystem

/// Advice about the form of a command line.
extension Advice {
  static func usage(_ fact: UsageFact) -> String {
    switch fact {
    case .unknownCommand(let command): meant(command.nearest, else: "`help` lists all")
    case .commandLineOnly(let command, let instead):
      "; run postil \(command)" + (instead.map { "; in the shell \($0)" } ?? "")
    case .shellOnly(_, let instead): "; \(instead)"
    case .shellSetting(let setting, let value, let isPersonal):
      "; use --set \(setting)=\(value) with another command, or write it into [shell] of "
        + (isPersonal ? "your config.toml" : "postil.toml")
    case .noCurrentFolder: "; change to another one, or use -C FOLDER"
    case .notInScript: "; run it by itself"
    case .outsideWorkspace: "; use a path relative to the workspace"
    case .promptOnly: "; for a script, run it before or after postil"
    case .noSystemCommand: "; for example !ls"
    case .pathAsCommand(let path, let isFolder):
      "; did you mean: postil \(isFolder ? "shell" : "show") \(path)"
    case .severalArticles(let command):
      "; use postil \(command) PATH, or add --article NAME; `postil articles` lists them"
    case .noArticles: "; put .txt or .md files there, or use -C FOLDER"
    case .streamAndScope: "; leave out --stream, or the articles"
    case .scopeWord(let command, let word): "; use postil \(command) ./\(word)"
    case .articleNotFirst(_, let line): "; use postil \(line)"
    case .noLabel(let span): "; use PER \(span), or label PER to mark people from now on"
    case .missing(_, let command), .takesOnly(_, let command), .unexpected(_, let command),
      .noPair(_, let command):
      "; usage: \(command.name) \(command.usage)".trimmed
    case .scopeTwice, .pathsAndScope, .flagsExclude: "; use one of them"
    case .noScope(let command, _): "; `help \(command)` shows what it takes"
    case .noJSON(let command): "; `help \(command)` lists its options"
    case .flagWithoutOther(_, let other): "; use --\(other), too"
    case .unknownOption(let option, let program, let known):
      meant(
        option.hasPrefix("--") ? Spelling.nearest(option, in: known) : [],
        else: program == "postil"
          ? "`postil --help` lists all" : "`postil help \(program)` lists its options")
    default: flags(fact)
    }
  }

  /// What to do next about the form of a command line.
  static func flags(_ fact: UsageFact) -> String {
    switch fact {
    case .aliasWithoutBlanks(let name, let command): "; use alias \(name) = \(command)"
    case .noSpellings: "; for example names split \"Ana Duarte\" \"Ana\""
    case .noWorkerFolder: "; usage: postil worker FOLDER"
    case .badCount(_, let command): ": for example \(command) 2"
    case .settingValue(let setting, let values): "; use set \(setting) \(values)"
    case .aliasWithoutEquals(let name): "; use alias \(name) = COMMAND"
    case .unknownFlag(let flag, let command, let known):
      meant(
        Spelling.nearest(flag, in: known).map { "--\($0)" }, else: "`help \(command)` lists all")
    case .flagWithValue(let flag): "; use --\(flag) alone"
    case .flagWithoutValue(let flag, let form): "; use --\(flag)=\(form)"
    case .optionWithoutValue: "; run `postil --help`"
    case .optionWithoutPair: "; for example --set view=list"
    case .noCommands: "; for example postil shell -c 'articles'"
    case .misplacedFlag: "; `postil help annotate` lists the flags"
    case .flagWithoutFile(let flag): "; use --out FILE --\(flag)"
    case .fileWithoutOrder: "; omit --unordered"
    case .twoScripts: "; put the commands into one file"
    case .noKeys("review"): "; use review --keys=aax, or accept and reject"
    case .noKeys(let command): "; use \(command) --keys=KEYS"
    default: ""
    }
  }
}

extension UnknownCommand {
  /// The names that are spelt almost alike, else those that start with the word; if it is one, with the
  /// words that follow.
  package var nearest: [String] {
    let nearest = Spelling.nearest(name, in: known)
    let names = nearest.isEmpty ? Array(longer.prefix(3)) : nearest
    return names.count == 1 && !rest.isEmpty ? ["\(names[0]) \(rest)"] : names
  }
}
