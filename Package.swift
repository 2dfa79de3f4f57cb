// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// The annotators of this repository, with the static modules they are made of; each is a folder of
/// `Plugins/` that knows the kit and not the workbench.
let annotators: [(name: String, modules: [Target.Dependency])] = [
  ("EntityTagger", ["SequenceLabeling"]),
  ("QuoteAttributor", ["PartOfSpeech", "QuoteEnglish"]),
  ("DateNormalizer", ["DateEngine", "DateEnglish"]),
]

/// Folders of annotators that are targets of their own.
let engines = ["DateNormalizer": ["Engine", "English"], "QuoteAttributor": ["English"]]

/// A Swift target of a layer: `Sources/LAYER/NAME`, and all that it may import.
func module(_ layer: String, _ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Sources/\(layer)/\(name)",
    swiftSettings: settings)
}

/// A C target of a layer.
func cModule(_ layer: String, _ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, path: "Sources/\(layer)/\(name)")
}

func annotator(_ name: String, _ modules: [Target.Dependency]) -> Target {
  .target(
    name: name, dependencies: ["PostilKit"] + modules, path: "Plugins/\(name)",
    exclude: ["README.md", "Resources", "plugin.json"] + (engines[name] ?? []),
    swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: ["PostilKit"] + dependencies, exclude: exclude,
    swiftSettings: settings)
}

/// The workbench, for tests of what uses all of it.
let workbench: [Target.Dependency] = [
  "PostilAgreement", "PostilCuration", "PostilExchange", "PostilFormats", "PostilIndex",
  "PostilPlugins", "PostilPointing", "PostilPublication",
  "PostilSchema", "PostilSettings",
  "PostilScoring", "PostilStore", "PostilStream", "PostilSystem", "PostilWorkbench",
]

let package = Package(
  name: "postil",
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "postil", targets: ["postil"]),
    .library(name: "PostilKit", targets: ["PostilKit"]),
    .library(name: "PostilTesting", targets: ["PostilTesting"]),
  ] + annotators.map { .library(name: $0.name, type: .dynamic, targets: [$0.name]) },
  targets: [
    // The kit: all that a plugin imports.
    cModule("Kit", "CPostil"),
    module("Kit", "PostilKit", ["CPostil"]),
    module("Kit", "PostilTesting", ["PostilKit"]),

    // What annotators are made of.
    cModule("Models", "CPrefetch"),
    module("Models", "SequenceLabeling", ["CPrefetch", "PostilKit"]),
    module("Models", "PartOfSpeech", ["PostilKit"]),
    // The engine of dates, without a word of any language, so that the build keeps it so.
    .target(
      name: "DateEngine", dependencies: ["PostilKit"], path: "Plugins/DateNormalizer/Engine",
      swiftSettings: settings),

    // The words that the rules of English dates know, what they say about the times around them, and the
    // exceptions to the rules.
    .target(
      name: "DateEnglish", dependencies: ["DateEngine", "PostilKit"],
      path: "Plugins/DateNormalizer/English", swiftSettings: settings),

    // The words that the rules of quotes know.
    .target(
      name: "QuoteEnglish", dependencies: ["PartOfSpeech", "PostilKit"],
      path: "Plugins/QuoteAttributor/English", swiftSettings: settings),

    // The workbench without a terminal.
    cModule("Workbench", "CSpawn"),
    module("Workbench", "PostilSystem", ["CSpawn", "PostilKit"]),
    module("Workbench", "PostilSchema", ["PostilKit", "PostilSystem"]),
    module("Workbench", "PostilTOML", ["PostilKit"]),
    module("Workbench", "PostilPublication", ["PostilKit"]),
    module(
      "Workbench", "PostilSettings", ["PostilKit", "PostilSchema", "PostilSystem", "PostilTOML"]),
    module(
      "Workbench", "PostilStore",
      ["PostilKit", "PostilPublication", "PostilSchema", "PostilSettings", "PostilSystem"]),
    module(
      "Workbench", "PostilPlugins",
      [
        "CPostil", "PostilKit", "PostilPublication", "PostilSchema", "PostilSettings",
        "PostilStore",
        "PostilSystem", "PostilTesting",
      ]),
    module(
      "Workbench", "PostilExchange", ["PostilKit", "PostilSchema", "PostilStore", "PostilSystem"]),
    module(
      "Workbench", "PostilMarkup",
      ["PostilExchange", "PostilKit", "PostilSchema", "PostilStore", "PostilSystem"]),
    module(
      "Workbench", "PostilFormats",
      [
        "PostilExchange", "PostilKit", "PostilMarkup", "PostilSchema", "PostilSettings",
        "PostilStore", "PostilSystem",
      ]),
    module(
      "Workbench", "PostilScoring", ["PostilKit", "PostilSchema", "PostilStore", "PostilSystem"]),
    module("Workbench", "PostilAgreement", ["PostilKit", "PostilStore", "PostilSystem"]),
    module(
      "Workbench", "PostilCuration",
      ["PostilAgreement", "PostilKit", "PostilStore", "PostilSystem"]),
    module("Workbench", "PostilPatterns", ["PostilKit"]),
    module(
      "Workbench", "PostilPointing",
      ["PostilKit", "PostilPatterns", "PostilSchema", "PostilStore", "PostilSystem"]),
    module(
      "Workbench", "PostilIndex",
      ["PostilKit", "PostilPointing", "PostilSchema", "PostilStore", "PostilSystem"]),
    module("Workbench", "PostilFacts", ["PostilKit", "PostilSchema"]),
    module(
      "Workbench", "PostilWorkbench",
      [
        "PostilIndex", "PostilKit", "PostilPlugins", "PostilPointing", "PostilPublication",
        "PostilSchema",
        "PostilSettings", "PostilStore", "PostilSystem", "SequenceLabeling",
      ]),
    module(
      "Workbench", "PostilStream",
      ["PostilKit", "PostilPlugins", "PostilSchema", "PostilStore", "PostilSystem"]),

    module(
      "Workbench", "PostilLearning",
      [
        "PostilKit", "PostilPlugins", "PostilScoring", "PostilStore", "PostilSystem",
        "SequenceLabeling",
      ]),

    // The shell.
    // Its headers alone: the library is opened when it is needed. `pkgConfig` would link it.
    .systemLibrary(
      name: "CLibedit", path: "Sources/Shell/CLibedit",
      providers: [.apt(["libedit-dev"]), .brew(["libedit"])]),
    cModule("Shell", "CSignals"),
    cModule("Shell", "CLineEditor", ["CLibedit", "CSignals"]),
    module("Shell", "PostilTerminal", ["CLineEditor", "CSignals", "PostilKit", "PostilSystem"]),
    module(
      "Shell", "PostilViews",
      [
        "PostilFacts", "PostilIndex", "PostilKit", "PostilPointing", "PostilSchema", "PostilStore",
        "PostilStream", "PostilSystem", "PostilTerminal", "PostilWorkbench",
      ]),
    module(
      "Shell", "PostilShell",
      [
        "CSignals", "PostilAgreement", "PostilCuration", "PostilExchange", "PostilFormats",
        "PostilKit", "PostilPlugins", "PostilPointing", "PostilSchema", "PostilScoring",
        "PostilSettings", "PostilStore", "PostilStream", "PostilSystem", "PostilTerminal",
        "PostilViews", "PostilWorkbench",
      ]),
    module(
      "Shell", "PostilKeyLoops",
      [
        "PostilCuration", "PostilKit", "PostilPointing", "PostilSchema", "PostilShell",
        "PostilStore", "PostilSystem", "PostilTerminal", "PostilViews", "PostilWorkbench",
      ]),
    module(
      "Shell", "PostilTeamCommands",
      [
        "PostilAgreement", "PostilCuration", "PostilKeyLoops", "PostilKit", "PostilPointing",
        "PostilShell", "PostilStore", "PostilSystem", "PostilTerminal", "PostilViews",
        "PostilWorkbench",
      ]),
    module(
      "Shell", "PostilAnnotatorCommands",
      [
        "PostilCuration", "PostilKit", "PostilLearning", "PostilPlugins", "PostilPointing",
        "PostilPublication",
        "PostilSchema", "PostilScoring", "PostilSettings", "PostilShell", "PostilStore",
        "PostilStream", "PostilSystem", "PostilTerminal", "PostilViews", "PostilWorkbench",
      ]),
    module(
      "Shell", "PostilMarkingCommands",
      [
        "PostilKeyLoops", "PostilKit", "PostilPlugins", "PostilPointing", "PostilSchema",
        "PostilShell", "PostilStore", "PostilSystem", "PostilTerminal", "PostilViews",
        "PostilWorkbench",
      ]),
    module(
      "Shell", "PostilCommands",
      [
        "PostilAnnotatorCommands", "PostilCuration", "PostilExchange", "PostilFacts",
        "PostilFormats",
        "PostilIndex", "PostilKeyLoops", "PostilKit", "PostilLearning", "PostilMarkingCommands",
        "PostilPatterns", "PostilPlugins", "PostilPointing", "PostilPublication", "PostilSchema",
        "PostilScoring", "PostilSettings",
        "PostilShell",
        "PostilStore", "PostilSystem", "PostilTeamCommands", "PostilTerminal", "PostilViews",
        "PostilWorkbench",
      ]),
    .executableTarget(
      name: "postil",
      dependencies: [
        "CSignals", "PostilCommands", "PostilKit", "PostilPlugins", "PostilPointing",
        "PostilSchema", "PostilShell", "PostilStore", "PostilSystem", "PostilTerminal",
        "PostilViews", "PostilWorkbench",
      ],
      swiftSettings: settings),

    // How models are made.
    .executableTarget(
      name: "postil-train-pos", dependencies: ["PostilKit", "PartOfSpeech", "QuoteAttributor"],
      path: "Training/parts-of-speech",
      exclude: ["MODEL-CARD.md", "tag_with_spacy.py"], swiftSettings: settings),
    .executableTarget(
      name: "postil-train", dependencies: ["EntityTagger", "PostilKit", "SequenceLabeling"],
      path: "Training/entities",
      exclude: [
        "MODEL-CARD.md", "countries.txt", "data.sha256", "entity.json", "gazetteer.py",
        "known", "label_with_spacy.py", "organizations.txt", "peoples.txt", "references.py",
        "regions.txt",
      ], swiftSettings: settings),

    // Tests, one target a module, and one for the whole program. What they share is TestSupport.
    .target(
      name: "TestSupport",
      dependencies: workbench + [
        "PostilCommands", "PostilKit", "PostilShell", "PostilTerminal", "PostilViews",
      ], path: "Tests/TestSupport", swiftSettings: settings),
    tests("PostilKitTests", ["PostilTesting", "TestSupport"]),
    tests("PostilTestingTests", ["PostilTesting"] + annotators.map { .byName(name: $0.name) }),
    tests("PartOfSpeechTests", ["PartOfSpeech"]),
    tests("SequenceLabelingTests", ["SequenceLabeling", "PostilSystem", "PostilTesting"]),
    tests("PostilSystemTests", ["PostilSystem", "TestSupport"]),
    tests("PostilTOMLTests", ["PostilTOML", "TestSupport"]),
    tests("PostilSchemaTests", ["PostilSchema", "PostilSystem"]),
    tests("PostilPublicationTests", ["PostilPublication", "PostilTesting"]),
    tests("PostilSettingsTests", ["PostilSchema", "PostilSettings", "PostilSystem"]),
    tests(
      "PostilStoreTests",
      [
        "PostilPublication", "PostilSchema", "PostilStore", "PostilSystem", "PostilTesting",
        "TestSupport",
      ],
      exclude: ["Fixtures"]),
    tests(
      "PostilPluginsTests",
      [
        "PostilPlugins", "PostilSchema", "PostilStore", "PostilSystem", "PostilTesting",
        "TestSupport",
      ]),
    tests(
      "PostilFormatsTests",
      [
        "PostilExchange", "PostilFormats", "PostilMarkup", "PostilSchema", "PostilStore",
        "PostilSystem",
        "TestSupport",
      ],
      exclude: ["Golden"]),
    tests("PostilMarkupTests", ["PostilExchange", "PostilMarkup", "PostilSystem"]),
    tests(
      "PostilScoringTests",
      ["PostilScoring", "PostilSchema", "PostilStore", "PostilSystem", "TestSupport"]),
    tests(
      "PostilAgreementTests", ["PostilAgreement", "PostilStore", "PostilSystem", "TestSupport"],
      exclude: ["Fixtures"]),
    tests(
      "PostilCurationTests",
      ["PostilAgreement", "PostilCuration", "PostilStore", "PostilSystem", "TestSupport"]),
    tests("PostilFactsTests", ["PostilFacts", "PostilSchema", "TestSupport"]),
    tests("PostilPatternsTests", ["PostilPatterns"]),
    tests("PostilPointingTests", workbench + ["TestSupport"]),
    tests("PostilIndexTests", workbench + ["TestSupport"]),
    tests("PostilWorkbenchTests", workbench + ["PostilTesting", "TestSupport"]),
    tests("PostilStreamTests", workbench + ["PostilTesting", "TestSupport"]),
    tests("PostilTerminalTests", ["PostilSystem", "PostilTerminal", "TestSupport"]),
    tests(
      "PostilViewsTests",
      workbench + ["PostilTerminal", "PostilTesting", "PostilViews", "TestSupport"]),
    tests(
      "PostilShellTests",
      workbench + ["PostilShell", "PostilTerminal", "PostilViews", "TestSupport"],
      exclude: ["Golden"]),
    tests(
      "PostilCommandsTests",
      workbench + ["PostilCommands", "PostilShell", "PostilTerminal", "TestSupport"]),
    tests(
      "PostilKeyLoopsTests",
      workbench + [
        "PostilCommands", "PostilKeyLoops", "PostilShell", "PostilTerminal", "TestSupport",
      ]),
    tests(
      "postilTests",
      workbench + ["PostilShell", "PostilTerminal", "TestSupport", "postil"]),
    tests("EntityTaggerTests", ["EntityTagger", "PostilSystem"]),
    tests("QuoteEnglishTests", ["QuoteEnglish"]),
    tests("QuoteAttributorTests", ["QuoteAttributor"], exclude: ["cases.txt", "corpus.txt"]),
    tests("DateEngineTests", ["DateEngine"], exclude: ["Resources"]),
    tests("DateEnglishTests", ["DateEngine", "DateEnglish"]),
    tests(
      "DateNormalizerTests", ["DateEngine", "DateEnglish", "DateNormalizer"],
      exclude: ["Cases", "Sentences"]),
    tests(
      "SystemTests", ["TestSupport"],
      exclude: [
        "json.sh", "keystrokes.py", "prompt.py", "prompts.py", "stranger.py", "terminal.py",
      ]),
  ] + annotators.map { annotator($0.name, $0.modules) }
)

// The fuzzers need libFuzzer's entry point, so they are built only by Scripts/fuzz.
if Context.environment["POSTIL_FUZZ"] != nil {
  package.products.append(.executable(name: "postil-fuzz", targets: ["postil-fuzz"]))
  package.targets.append(
    .executableTarget(
      name: "postil-fuzz",
      dependencies: workbench + ["PostilKit", "PostilPatterns", "PostilTerminal"],
      path: "Tests/Fuzz",
      exclude: ["Corpus"], swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])]))
}
