import PostilExchange
import PostilFormats
import PostilPlugins
import PostilPointing
import PostilSchema
import PostilSettings
import PostilScoring
import PostilStore
import PostilSystem
import PostilWorkbench

/// The one place that knows what to do next about an error: a command to run, a value to use, a name
/// that is spelt almost alike.
package enum Advice {
  /// The rest of the sentence after the fact, from its punctuation mark on; empty if nothing can be
  /// advised. For a missing file it reads the folder where the file should be.
  package static func next(_ error: PostilError) -> String {
    switch error.fact {
    case let fact as FileFact: file(fact)
    case let fact as ValueFact: value(fact)
    case let fact as StoreFact: store(fact)
    case let fact as SettingsFact: settings(fact)
    case let fact as SchemaFact: schema(fact)
    case let fact as PluginFact: plugin(fact)
    case let fact as FormatFact: format(fact)
    case let fact as ScoringFact: scoring(fact)
    case let fact as PointingFact: pointing(fact)
    case let fact as WorkbenchFact: workbench(fact)
    case let fact as UsageFact: usage(fact)
    case let fact as CommandFact: command(fact)
    default: ""
    }
  }

  /// `. Did you mean a or b?`, else the advice.
  private static func meant(_ nearest: [String], else advice: String) -> String {
    nearest.isEmpty ? "; \(advice)" : ". Did you mean \(nearest.joined(separator: " or "))?"
  }

  private static func nearest(_ name: String, _ known: [String], else advice: String) -> String {
    meant(Spelling.nearest(name, in: known), else: advice)
  }

  /// The known names that are spelt almost alike; nil if there is none.
  private static func near(_ name: String, _ known: [String]) -> [String]? {
    let nearest = Spelling.nearest(name, in: known)
    return nearest.isEmpty ? nil : nearest
  }

  // MARK: Workbench

  private static func file(_ fact: FileFact) -> String {
    switch fact {
    case .noSuchFile(let path), .noSuchFolder(let path), .noSuchPath(let path):
      meant(Folders.similar(path), else: "check the name")
    case .exists: "; add --force to replace it"
    case .cannotWrite: "; nothing was changed"
    case .notUTF8: "; convert it, for example with iconv"
    case .linkLeaves: "; remove it, or use another path"
    default: ""
    }
  }

  private static func value(_ fact: ValueFact) -> String {
    switch fact {
    case .invalid(_, _, let form): ": use \(form)"
    case .notOne: ""
    case .unknown(_, let value, let known):
      near(value, known).map { ": did you mean \($0[0])?" }
        ?? ": use one of \(known.joined(separator: ", "))"
    case .ambiguous: "; type more letters"
    }
  }

  private static func store(_ fact: StoreFact) -> String {
    switch fact {
    case .noArticle(let name, let similar, let known):
      similar.isEmpty
        ? nearest(ArticleFile.stem(name) ?? name, known, else: "`articles` lists them")
        : meant(Array(similar.prefix(3)), else: "")
    case .sharedSidecar: "; rename one of them"
    case .oddName: "; rename it"
    case .linkedSidecar: "; delete the other name first"
    case .foreignSidecar: "; move it, or use --sidecars DIR"
    case .protectedFile, .ownFile: "; use another path"
    case .wouldBeArticle: "; use another ending, or a folder outside the workspace"
    case .newerSidecar: "; update Postil to change it"
    case .textChanged: "; restore the text, or run `anchor` to find them again"
    case .locked: "; try again later"
    case .anchoredSince: "; undo or keep these changes, or copy the old sidecar back"
    case .unfinished: "; the next command undoes it"
    case .noKeptSidecar: "; `log` shows what was done"
    case .changedSince: "; look at it and decide again"
    case .noAnnotation: "; `list` shows the existing ones"
    default: ""
    }
  }

  private static func settings(_ fact: SettingsFact) -> String {
    if case .unknown(_, let key, let known) = fact { setting(key, known) } else { "" }
  }

  private static func setting(_ key: String, _ known: [String]) -> String {
    let parent = key.split(separator: ".").dropLast().map { "\($0)." }.joined()
    let last = String(key.dropFirst(parent.count))
    if let near = near(last, known) { return ": did you mean \(parent)\(near[0])?" }
    return known.isEmpty ? "; remove it" : ": use one of \(known.joined(separator: ", "))"
  }

  private static func schema(_ fact: SchemaFact) -> String {
    switch fact {
    case .unknownLabel(let label, let known): nearest(label, known, else: "`schema` lists all")
    case .ambiguousLabel(let label, let layers):
      "; use " + layers.map { "\($0):\(label)" }.joined(separator: " or ")
    case .unknownAttribute(_, _, let known) where known.isEmpty: ": the layer has none"
    case .unknownAttribute(let name, _, let known):
      near(name, known).map { ": did you mean \($0.joined(separator: " or "))?" }
        ?? ": the layer has \(known.joined(separator: ", "))"
    case .badAttribute: ""
    case .requiredAttribute(let name, _): "; give it another value: \(name)=VALUE"
    case .badRole(_, _, let found, _) where found == "words alone":
      "; mark the words and link to that annotation"
    case .badRole: "; `list` shows the annotations"
    case .oneLink: "; name one annotation"
    case .words(let label, true): "; point at words: \(label.lowercased()) 1.8-9"
    case .words(let label, false): "; leave out the words: \(label.lowercased())"
    }
  }

  private static func plugin(_ fact: PluginFact) -> String {
    switch fact {
    case .unknown(let name, let known): nearest(name, known, else: "`plugins` lists all")
    case .notTrusted(let name, let folder):
      "; read the files in '\(folder)', which `trust \(name) --show` lists, then run `trust \(name)`"
    case .severalUntrusted: "; use a whole name"
    case .noLearner: "; `plugins` lists the available ones"
    case .severalLearners: "; name one of them"
    default: ""
    }
  }

  private static func format(_ fact: FormatFact) -> String {
    switch fact {
    case .unknown(let name, _, let known):
      near(name, known).map { ": did you mean \($0[0])?" }
        ?? ": use one of \(known.joined(separator: ", "))"
    case .hiddenName: ""
    case .unknownChoice(_, let name, let known):
      near(name, known).map { ": did you mean \($0.joined(separator: " or "))?" }
        ?? (known.isEmpty ? "" : ": use one of \(known.prefix(12).joined(separator: ", "))")
    case .flagWithoutEffect(_, _, let others):
      "; leave it out" + (others.isEmpty ? "" : ", or use \(others.joined(separator: ", "))")
    case .holdsArticles: "; export to another folder"
    case .noFiles: "; name a file or a folder"
    case .sameArticle: "; name them differently"
    case .notLabel: "; move the labels to the last column, or name its words with --map WORD=LABEL"
    case .notColumns: "; write the token and its label as the only columns"
    case .textDiffers: "; import into an empty folder, or restore the text"
    }
  }

  private static func scoring(_ fact: ScoringFact) -> String {
    switch fact {
    case .nothingToScore: "; accept annotations, or give a gold file"
    case .noText: "; add --docs FILE, lines of {\"doc\",\"text\"}"
    case .notAmongTexts: "; use a file that contains it"
    }
  }

  private static func pointing(_ fact: PointingFact) -> String {
    switch fact {
    case .openQuotation(let mark): "; put another \(mark) after the words"
    case .noOpenArticle: "; use `open NAME`, or `articles` to list them"
    case .emptyScope: "; use on all, on todo, or on NAME"
    case .emptyFilter: "; `help list` explains the filters"
    case .unknownFilter(let name, let known):
      near(name, known).map { ". Did you mean \($0.joined(separator: " or "))?" }
        ?? "; filters are label=, layer=, state=, by=, text=, rule=, score<, score>, text~ and attributes"
    case .unknownLayer(let name, let known):
      near(name, known).map { ": did you mean \($0.joined(separator: ", "))" }
        ?? ": use one of \(known.joined(separator: ", "))"
    case .unknownRole, .noLine: ""
    case .noRoles: "; link from a quote"
    case .severalRoles(let known): "; use one of \(known.joined(separator: ", "))"
    case .badSpan(let span, let problem): resolving(span, problem)
    case .noText(_, let near): text(near: near)
    case .ambiguousText(let text, _, _):
      "\n  use \(text)#2 for the second, or \(text)#* for all"
    case .noOccurrence(let text, _, _): "; use \(text)#last for the last"
    case .noWord(let line, _, _, let near):
      meant(near.map { [$0] } ?? [], else: "`show \(line)` prints it")
    case .nothingNamed(_, let count): count == 0 ? "" : "; `list` shows them"
    }
  }

  /// What to do about words that do not occur.
  private static func text(near: String?) -> String {
    meant(near.map { ["\"\($0)\""] } ?? [], else: "`show` prints the text")
  }

  private static func resolving(_ span: String, _ problem: SpanProblem) -> String {
    switch problem {
    case .notADesignator:
      !span.isEmpty
        && span.unicodeScalars.allSatisfy {
          $0.properties.isAlphabetic || $0.properties.isWhitespace
        }
        ? ": put words of the text in quotation marks: \"\(span)\""
        : ": use 1.8-9 for words 8 and 9 of line 1, or \"words of the text\""
    case .noSearch: "; use find \"WORDS\""
    case .elsewhere(let article): "; use `open \(article)` first"
    case .noLineShown(let first, let last): "; use LINE.\(first)-\(last)"
    default: ""
    }
  }

  private static func workbench(_ fact: WorkbenchFact) -> String {
    switch fact {
    case .exportedCopy(_, let marker): "; delete '\(marker)' to annotate it"
    case .textUnchanged: "; there is nothing to anchor"
    case .misfit: "; remove the attribute first"
    case .entityNumber(_, let count): ": use 1 to \(count) from the list of `names`"
    case .entityChanged: "; run `names` again"
    case .labelsDiffer: "; relabel the mentions of one of them first"
    case .sameName: "; use the number that `names` shows"
    case .noEntity(let name, let known):
      near(name, known).map { names in
        "; did you mean \(names.map { "\"\($0)\"" }.joined(separator: " or "))?"
      }
        ?? "; `names` lists all"
    case .severalReferences(let references): "; use one of them: ref=\(references.first ?? "")"
    case .noVariant(let variant, _, let known):
      near(variant, known).map { "; did you mean \"\($0[0])\"?" }
        ?? "; `names` lists its variants"
    case .allVariants: "; use `names set` to rename it"
    case .emptyField(let name): ": for example names set 1 \(name)=NAME"
    case .unknownField: "; use entity=NAME or ref=wikidata:Q2866"
    case .inputDiffers, .inputChanged, .inputEnds: "; resume with the same input"
    case .outputLocked: "; try again when it has ended, or use another file"
    case .notFinished: "; finish it first, with --resume"
    case .switchedOff(_, _, let isFile):
      (isFile ? "; repair it and add --resume" : "; repair it")
        + ", or add --keep-going to answer the rest without it"
    case .notOfARun: "; use another file"
    case .outputExists: "; add --resume to continue it, or use another file"
    case .leftover: "; remove it, or use another file"
    case .otherRun: "; use the same plugins and flags, or another file"
    }
  }

  // MARK: Shell

  private static func usage(_ fact: UsageFact) -> String {
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
  private static func flags(_ fact: UsageFact) -> String {
    switch fact {
    case .aliasWithoutBlanks(let name, let command): "; use alias \(name) = \(command)"
    case .noSpellings: "; for example names split 1 \"SPELLING\""
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

  private static func command(_ fact: CommandFact) -> String {
    switch fact {
    case .pending: "; run `review`, or `done --force` to leave them undecided"
    case .noNeighbour: "; `articles` lists all"
    case .discardsHistory: "; use compact --force"
    case .nothingFound(nil, _): ""
    case .nothingFound(_, let near): text(near: near)
    case .edgeCannotMove: "; use a smaller number"
    case .workspaceExists: "; edit it, or name another folder"
    case .linkToItself, .interruptedBeforeWriting, .interruptedAfterWriting, .notPrinted: ""
    case .asksOfSeveral: "; mark them one by one"
    case .noRole: "; `list` shows its roles"
    case .noPlugins(let isCommandLine):
      "; `\(isCommandLine ? "postil " : "")help plugins` lists the folders searched"
    case .batchInterrupted(_, _, let canUndo):
      canUndo ? "; `undo` takes them back" : "; run it again for the others"
    case .nothingToLearn: "; accept or reject suggestions first, with `review` or `accept`"
    case .noHome: "; set HOME"
    case .inShell: "; open NAME opens an article, postil shell FOLDER another workspace"
    case .notAtPrompt: "; in a script, write the command in full"
    case .noAlias: "; `alias` lists them"
    case .badAlias, .recordingExists: "; use another name"
    case .notRecording: "; use record FILE"
    case .sourcesItself: "; remove that line"
    case .personalSetting(_, let file): "; set it in \(file ?? "your own config.toml")"
    case .badSetting(_, _, let error): next(error)
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
