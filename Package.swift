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
  ("QuoteAttributor", ["PartOfSpeech"]),
  ("DateNormalizer", []),
]

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
    exclude: ["README.md", "Resources", "plugin.json"], swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: ["PostilKit"] + dependencies, exclude: exclude,
    swiftSettings: settings)
}

let workbench: [Target.Dependency] = [
  "PostilFormats", "PostilPlugins", "PostilScoring", "PostilStore", "PostilSystem",
  "PostilWorkbench",
]

let package = Package(
  name: "postil",
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "postil", targets: ["postil"]),
    .library(name: "PostilKit", targets: ["PostilKit"]),
    .library(name: "PostilTesting", targets: ["PostilTesting"]),
  ] + annotators.map { .library(name: $0.name, type: .dynamic, targets: [$0.name]) },
  dependencies: [
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0")
  ],
  targets: [
    // The kit: all that a plugin imports.
    cModule("Kit", "CPostil"),
    module("Kit", "PostilKit", ["CPostil"]),
    module("Kit", "PostilTesting", ["PostilKit"]),

    // What annotators are made of.
    cModule("Models", "CPrefetch"),
    module("Models", "SequenceLabeling", ["CPrefetch", "PostilKit"]),
    module("Models", "PartOfSpeech", ["PostilKit"]),

    // The workbench without a terminal.
    cModule("Workbench", "CSpawn"),
    module("Workbench", "PostilSystem", ["CSpawn", "PostilKit"]),
    module("Workbench", "PostilStore", ["PostilKit", "PostilSystem", "TOMLKit"]),
    module("Workbench", "PostilPlugins", ["CPostil", "PostilKit", "PostilStore", "PostilSystem"]),
    module("Workbench", "PostilFormats", ["PostilKit", "PostilStore", "PostilSystem"]),
    module("Workbench", "PostilScoring", ["PostilKit", "PostilStore", "PostilSystem"]),
    module(
      "Workbench", "PostilWorkbench",
      ["PostilKit", "PostilPlugins", "PostilStore", "PostilSystem"]),

    // The shell.
    // Its headers alone: the library is opened when it is needed. `pkgConfig` would link it.
    .systemLibrary(
      name: "CLibedit", path: "Sources/Shell/CLibedit",
      providers: [.apt(["libedit-dev"]), .brew(["libedit"])]),
    cModule("Shell", "CLineEditor", ["CLibedit"]),
    module(
      "Shell", "PostilShell",
      [
        "CLineEditor", "PostilKit", "SequenceLabeling", "PostilFormats", "PostilPlugins",
        "PostilScoring", "PostilStore", "PostilSystem", "PostilWorkbench",
      ]),
    .executableTarget(
      name: "postil", dependencies: ["PostilShell"], swiftSettings: settings),

    // How models are made.
    .executableTarget(
      name: "postil-train-pos", dependencies: ["PostilKit", "PartOfSpeech", "QuoteAttributor"],
      path: "Training/parts-of-speech",
      exclude: ["MODEL-CARD.md"], swiftSettings: settings),
    .executableTarget(
      name: "postil-train", dependencies: ["EntityTagger", "PostilKit", "SequenceLabeling"],
      path: "Training/entities",
      exclude: ["MODEL-CARD.md"], swiftSettings: settings),

    // Tests, one target a module, and one for the whole program.
    tests("PostilKitTests", ["PostilTesting"]),
    tests("PostilTestingTests", ["PostilTesting"] + annotators.map { .byName(name: $0.name) }),
    tests("PostilCoreTests", workbench + ["PostilTesting"], exclude: ["Fixtures"]),
    tests("PluginTests", workbench + ["PostilTesting"]),
    tests("ExportTests", workbench, exclude: ["Golden"]),
    tests("ScoringTests", workbench),
    tests("PostilShellTests", workbench + ["PostilShell", "PostilTesting"]),
    tests("PartOfSpeechTests", ["PartOfSpeech"]),
    tests("EntityTaggerTests", ["EntityTagger", "SequenceLabeling", "PostilTesting"]),
    tests("QuoteAttributorTests", ["QuoteAttributor"], exclude: ["cases.txt", "corpus.txt"]),
    tests("DateNormalizerTests", ["DateNormalizer"]),
    tests("SystemTests", [], exclude: ["prompt.py", "stranger.py"]),
  ] + annotators.map { annotator($0.name, $0.modules) }
)
