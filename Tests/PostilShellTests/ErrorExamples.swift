import PostilAgreement
import PostilCuration
import PostilExchange
import PostilFormats
import PostilKit
import PostilPlugins
import PostilPointing
import PostilSchema
import PostilScoring
import PostilSettings
import PostilShell
import PostilStore
import PostilStream
import PostilSystem
import PostilWorkbench

/// At least one error of each kind, and one for each way in which its advice may end.
enum ErrorExamples {
  static let all: [PostilError] =
    files.map { .file($0) } + values.map { .value($0) } + stores.map { .store($0) }
    + settings.map { .settings($0) } + schemas.map { .schema($0) } + plugins.map { .plugin($0) }
    + formats.map { .format($0) }
    + agreements.map { .agreement($0) } + curations.map { .curation($0) }
    + scorings.map { .scoring($0) } + pointings.map { .pointing($0) }
    + problems.map { .pointing(.badSpan(span: "1.8-3", $0)) }
    + workbenches.map { .workbench($0) } + streams.map { .stream($0) } + usages.map { .usage($0) }
    + commands.map { .command($0) }

  static let files: [FileFact] = [
    .noSuchFile(path: "nowhere/wire.txt"), .noSuchFolder(path: "nowhere"),
    .noSuchPath(path: "nowhere"),
    .cannotRead(path: "wire.txt", errno: EIO),
    .cannotRead(path: "wire.txt", errno: EACCES), .cannotWrite(path: "wire.jsonl", errno: ENOSPC),
    .cannotWrite(path: "wire.jsonl", errno: EROFS), .exists(path: "out/wire.ann"),
    .notRegular(path: "pipe.txt"), .notUTF8(path: "wire.txt", byte: 12),
    .binary(path: "wire.txt", byte: 12), .tooLarge(path: "wire.txt", bytes: 99, limit: 64),
    .linkLeaves(path: "out/north", folder: "out"),
    .badRecord(path: "gold.jsonl", line: 2, reason: "it has no 'text'"), .interrupted,
    .printingInterrupted, .brokenPipe,
    .cannotPrint(errno: ENOSPC),
  ]

  static let values: [ValueFact] = [
    .invalid(name: "score", value: "high", form: "score<0.5"),
    .notOne(name: "state", value: "open", of: ["suggested", "accepted", "rejected"]),
    .unknown(name: "setting", value: "veiw", known: ["view", "width"]),
    .unknown(name: "setting", value: "colours-of-it", known: ["view", "width"]),
    .ambiguous(prefix: "a", candidates: ["accept", "agree", "alias"]),
  ]

  static let stores: [StoreFact] = [
    .noArticle(name: "wrie", known: ["wire", "storm"]), .noArticle(name: "9", known: []),
    .noArticle(name: "2023", similar: ["2023/a", "2023/b", "2023/c", "2023/d"], known: []),
    .sharedSidecar(path: "a.md", other: "a.txt"), .badEnding(path: "wire.html"),
    .oddName(path: "caf\\xE9.txt"), .linkedSidecar(path: "wire.jsonl"),
    .hiddenName(".wire"), .nameTaken(path: "wire.txt"), .protectedFile(path: "wire.txt"),
    .wouldBeArticle(path: "new.txt"),
    .ownFile(path: "postil.toml"), .foreignSidecar(path: "wire.jsonl"),
    .newerSidecar(path: "wire.jsonl", version: 2), .irregularSidecar(path: "wire.jsonl"),
    .textChanged(path: "wire.txt"), .locked(path: "wire.jsonl"),
    .noAnnotation(id: "k3jd82mf0q1z", article: "wire"), .outside(span: Span(3, 900), length: 400),
    .changedSince(number: 2, article: "wire", by: "ben"),
    .conflicting(article: "wire", count: 2),
    .anchoredSince(article: "wire", by: "ben"), .noKeptSidecar(path: "wire.jsonl.old"),
    .unfinished(.file(.cannotWrite(path: "wire.jsonl", errno: EIO))),
    .nothingToUndo(by: "anna"), .nothingToRedo(by: "anna"),
    .nothingToUndo(by: "anna", isHere: false), .nothingToRedo(by: "anna", isHere: false),
  ]

  static let settings: [SettingsFact] = [
    .bad(
      at: FilePlace("postil.toml", line: 3, column: 8),
      reason: "a value or ']' is expected, not '}'"),
    .bad(
      at: FilePlace("published.tsv", line: 2),
      reason: "each line must be a name, a tab and a day such as 2023-03-13"),
    .unknown(
      at: FilePlace("postil.toml", line: 3, column: 1), key: "layers.claim.label",
      known: ["labels", "roles", "attributes"]),
    .unknown(
      at: FilePlace("postil.toml"), key: "colour", known: ["articles", "plugins", "export"]),
  ]

  static let schemas: [SchemaFact] = [
    .unknownLabel(label: "PRE", known: ["PER", "ORG"]),
    .unknownLabel(label: "WEATHER", known: ["PER", "ORG"]),
    .ambiguousLabel(label: "X", layers: ["a", "b"]),
    .unknownAttribute(name: "valeu", layer: .timex, known: ["mod", "value"]),
    .unknownAttribute(name: "colour", layer: .timex, known: ["mod", "value"]),
    .unknownAttribute(name: "colour", layer: "note", known: []),
    .badAttribute(name: "value", value: "13 March", type: .date),
    .requiredAttribute(name: "day", layer: "event"),
    .badRole(name: "to", layer: "signed", found: "PER", rules: RoleRules(to: ["TREATY", "DEAL"])),
    .badRole(name: "to", layer: "signed", found: "words alone", rules: RoleRules(to: ["TREATY"])),
    .oneLink(role: "to", layer: "signed"), .words(label: "EVENT", areExpected: true),
    .words(label: "politics", areExpected: false),
  ]

  static let plugins: [PluginFact] = [
    .unknown(name: "entity-tager", known: ["entity-tagger"]),
    .unknown(name: "weather", known: ["entity-tagger"]),
    .badManifest(path: "x/plugin.json", reason: "'name' is missing"),
    .refused(name: "x", reason: "no model"), .failed(name: "x", reason: "it crashed"),
    .badLimits(plugin: "x", reason: "the limit 'startSeconds' must be a positive number"),
    .missingLayer(plugin: "links", layer: .quote), .notTrusted(name: "own", folder: "plugins/own"),
    .noLearner, .needsNoTrust(name: "entity-tagger"),
    .severalUntrusted(prefix: "q", names: ["quick", "quota"]),
    .severalLearners(["a", "b"]),
  ]

  static let formats: [FormatFact] = [
    .unknown(name: "bart", kind: "export format", known: ["brat", "conll"]),
    .unknown(name: "xml", kind: "export format", known: ["brat", "conll"]),
    .hiddenName(".wire"), .holdsArticles(folder: "news"),
    .noFiles(path: "gold", ending: "ann"), .sameArticle(name: "wire"),
    .refused(path: "in/a.html", line: 1, reason: "it has no text"),
    .textDiffers(article: "wire", at: 12), .notLabel(path: "gold.conll", line: 3, word: "-"),
    .notColumns(path: "gold.conll", what: "its first column counts the tokens"),
    .unknownChoice(flag: "labels", name: "PRE", known: ["PER", "ORG"]),
    .unknownChoice(flag: "annotator", name: "bo", known: []),
    .flagWithoutEffect(flag: "scheme", format: "brat", others: ["conll"]),
    .flagWithoutEffect(flag: "tags", format: "brat", others: []),
  ]

  static let agreements: [AgreementFact] = [
    .noReader(name: "ana", authors: ["anna", "ben"]), .noReader(name: "dora", authors: []),
    .noReader(name: "dora", authors: ["anna", "ben"]), .tooFew(count: 0), .tooFew(count: 1),
  ]

  static let curations: [CurationFact] = [
    .textsDiffer(path: "wire.jsonl"), .notASidecar(path: "feed.jsonl"),
    .newerBranch(path: "wire.jsonl", version: 2),
    .unknownPerson(name: "dora", people: ["anna", "ben"]), .noRepository(path: "news"),
    .gitRefused(folder: "news"),
  ]

  static let scorings: [ScoringFact] = [
    .nothingToScore(gold: "gold.jsonl"), .noText(article: "wire"), .notAmongTexts(article: "wire"),
  ]

  static let pointings: [PointingFact] = [
    .openQuotation("\""), .noOpenArticle, .emptyScope,
    .emptyFilter(name: "by"), .unknownFilter(name: "labl=", known: ["label=", "layer="]),
    .unknownFilter(name: "weather=", known: ["label=", "layer="]),
    .expectedAfter(word: "near", what: "a label", found: "PRE/10", known: ["PER", "ORG"]),
    .expectedAfter(word: "in", what: "a label", found: nil, known: ["PER", "ORG"]),
    .unknownLayer(name: "entty", known: ["entity", "quote"]),
    .unknownLayer(name: "weather", known: ["entity", "quote"]),
    .unknownRole(name: "who", layer: .quote, known: ["source", "cue"]),
    .unknownRole(name: "who", layer: .entity, known: []), .noRoles(layer: .entity),
    .severalRoles(["cue", "parent"]), .badSpan(span: "Duarte", .notADesignator),
    .noText(text: "\"Durate\"", nearest: "Duarte"), .noText(text: "\"Xyz\"", nearest: nil),
    .ambiguousText(text: "\"Ana\"", count: 2, occurrences: ["#1 1.2 Ana", "#2 3.1 Ana"]),
    .noOccurrence(text: "\"Ana\"", number: 3, count: 1), .noLine(line: 9, count: 3),
    .noWord(line: 1, word: 9, count: 4, nearest: "2.9"),
    .noWord(line: 1, word: 9, count: 1, nearest: nil), .nothingNamed(name: "e7", count: 0),
    .nothingNamed(name: "e7", count: 3),
  ]

  static let problems: [SpanProblem] = [
    .notADesignator, .expected("a number is expected"), .badPattern(reason: "a ) is missing"),
    .noWordQuoted, .tooLarge("99999999999"), .hitsFromOne, .occurrencesFromOne, .backwards,
    .linesBackwards, .noLineShown(first: 2, last: 3), .noneTouched, .noSearch, .noHits,
    .hitCount(1),
    .emptyLine(2), .characterCount(40, line: 1), .codePointCount(400),
    .doesNotFollow("\"port\"", line: 1, word: 2), .severalPlaces(2), .elsewhere(article: "storm"),
    .notAnAnnotation, .allJoined, .articlesDiffer, .overlap,
  ]

  static let workbenches: [WorkbenchFact] = [
    .exportedCopy(path: "out/wire.txt", marker: "out/.postil-export"),
    .textUnchanged(article: "wire"), .misfit(label: "ORG", problem: "'value' is 3"),
    .noEntityList(number: 3), .entityNumber("9", count: 4), .entityChanged(number: 3),
    .labelsDiffer("Anna Berg", "PER", other: "Rome", "GPE"),
    .sameName("Lisbon", labels: ["PER", "LOC"]),
    .noEntity(name: "Duarta", known: ["Duarte", "Duart"]),
    .noEntity(name: "Smith", known: ["Duarte"]),
    .severalReferences(["wikidata:Q1", "wikidata:Q2"]),
    .noVariant("Duarta", entity: "Ana Duarte", known: ["Duarte"]),
    .noVariant("Smith", entity: "Ana Duarte", known: ["Duarte"]),
    .allVariants(entity: "Ana Duarte"), .emptyField("entity"), .unknownField("born"),
  ]

  static let streams: [StreamFact] = [
    .inputDiffers(line: 3),
    .inputEnds(lines: 2, answered: 3), .outputExists(path: "out.jsonl"),
    .notOfARun(path: "out.jsonl"),
    .leftover(path: "out.jsonl.run"),
    .otherRun(path: "out.jsonl.run", differs: ["plugins", "settings of keyword-python"]),
    .otherRun(path: "out.jsonl.run", differs: []), .inputChanged(lines: 300),
    .outputLocked(path: "out.jsonl"), .notFinished(path: "out.jsonl"),
    .switchedOff(plugin: "llm", reason: "it failed 3 times in a row", isFile: true),
    .switchedOff(plugin: "llm", reason: "it failed 3 times in a row", isFile: false),
  ]

  static let usages: [UsageFact] = [
    .noArticles(command: "list"), .streamAndScope, .twoScripts("-c", "morning.postil"),
    .unknownCommand(UnknownCommand(name: "shwo", known: ["show"], longer: [], rest: "3")),
    .unknownCommand(UnknownCommand(name: "rev", known: [], longer: ["review", "revise"])),
    .unknownCommand(UnknownCommand(name: "weather", known: ["show"], longer: [])),
    .commandLineOnly(command: "annotate", instead: "use run"),
    .commandLineOnly(command: "manual", instead: nil),
    .shellOnly(command: "skip", instead: "use postil review"),
    .shellSetting(setting: "view", value: "list", isPersonal: false),
    .shellSetting(setting: "pager", value: "less", isPersonal: true), .noCurrentFolder,
    .scopeWord(command: "show", word: "all"),
    .articleNotFirst(command: "show", line: "show wire 3"),
    .noScope(command: "done", scope: "on all"), .noJSON(command: "open"),
    .unknownOption(option: "--articel", program: "postil", known: ["--article"]),
    .unknownOption(option: "-x", program: "postil", known: ["--article"]),
    .unknownOption(option: "-x", program: "shell", known: ["-c"]),
    .flagsExclude("done", "no-done"), .flagWithoutOther(flag: "seed", other: "split"),
    .aliasWithoutBlanks(name: "p", command: "tag"),
    .promptOnly(systemCommand: "ls"), .notInScript(command: "trust q"),
    .outsideWorkspace(path: "/tmp/m.model"), .noSystemCommand,
    .pathAsCommand(path: "news", isFolder: true), .pathAsCommand(path: "a.txt", isFolder: false),
    .severalArticles(command: "show"), .noLabel(span: "1.2"),
    .missing("a SPAN and a LABEL", synopsis), .takesOnly("one place", synopsis),
    .unexpected(word: "x", synopsis), .noPair(name: "x", synopsis), .scopeTwice(word: nil),
    .scopeTwice(word: "wire"), .pathsAndScope, .noSpellings, .noWorkerFolder,
    .badCount("0", command: "undo"), .settingValue(setting: "view", values: "lanes|list"),
    .aliasWithoutEquals(name: "p"), .unknownFlag(flag: "forc", command: "export", known: ["force"]),
    .unknownFlag(flag: "weather", command: "export", known: ["force"]),
    .flagWithValue(flag: "force"), .flagWithoutValue(flag: "top", form: "N"),
    .optionWithoutValue(option: "-C"), .optionWithoutPair, .noCommands,
    .misplacedFlag(flag: "force", isStream: true), .misplacedFlag(flag: "out", isStream: false),
    .flagWithoutFile(flag: "resume"), .flagWithoutFile(flag: "retry-errors"), .fileWithoutOrder,
    .noKeys(command: "review"), .noKeys(command: "mark"),
  ]

  static let commands: [CommandFact] = [
    .pending(article: "wire", count: 1),
    .noNeighbour(of: "wire", isForward: true, isTodo: true),
    .noNeighbour(of: "wire", isForward: false, isTodo: false), .discardsHistory,
    .nothingFound(text: "\"Duart\"", nearest: "Duarte"), .nothingFound(text: "/x+y/", nearest: nil),
    .nothingFound(text: nil, nearest: nil), .tooManyReports(most: 300),
    .edgeCannotMove(annotation: "e7"), .linkToItself,
    .workspaceExists(path: "news/postil.toml"),
    .asksOfSeveral(role: "source", count: 2),
    .noRole(annotation: "e7", role: "source"), .noPlugins(isCommandLine: true),
    .noPlugins(isCommandLine: false), .nothingToLearn, .batchInterrupted(done: 3, of: 8),
    .batchInterrupted(done: 3, of: 8, canUndo: false),
    .interruptedBeforeWriting,
    .interruptedAfterWriting, .notPrinted(errno: ENOSPC), .noHome, .inShell, .notAtPrompt,
    .noAlias(name: "p"), .badAlias(name: "show"), .recordingExists(path: "a.postil"),
    .notRecording, .sourcesItself(path: "a.postil"), .personalSetting(name: "pager", file: nil),
    .personalSetting(name: "pager", file: "/home/anna/.config/postil/config.toml"),
    .badSetting(
      at: FilePlace("postil.toml", line: 2, column: 1), name: "shell.width",
      .value(.invalid(name: "width", value: "9", form: "24 to 1000, or auto"))),
  ]

  private static let synopsis = Synopsis(name: "tag", usage: "SPAN… LABEL")
}
