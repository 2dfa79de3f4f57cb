// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// The annotators of this repository, with the static modules they are made of; each is a folder of
/// `Plugins/` that knows the kit and not the workbench.
let annotators: [(name: String, modules: [Target.Dependency])] = [
  ("EntityTagger", ["PostilTagger"]),
  ("QuoteAttributor", ["PostilLanguage"]),
  ("DateNormalizer", []),
]

func module(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
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
    .target(name: "CPostil"),
    module("PostilKit", ["CPostil"]),
    module("PostilTesting", ["PostilKit"]),

    // What annotators are made of.
    module("PostilLanguage", ["PostilKit"]),
    .target(name: "CPrefetch"),
    module("PostilTagger", ["CPrefetch", "PostilKit"]),

    // The workbench without a terminal.
    .target(name: "CSpawn"),
    module("PostilCore", ["CPostil", "CSpawn", "PostilKit", "TOMLKit"]),

    // The shell.
    // Its headers alone: the library is opened when it is needed. `pkgConfig` would link it.
    .systemLibrary(name: "CLibedit", providers: [.apt(["libedit-dev"]), .brew(["libedit"])]),
    .target(name: "CLineEditor", dependencies: ["CLibedit"]),
    module("PostilShell", ["CLineEditor", "PostilCore", "PostilKit", "PostilTagger"]),
    .executableTarget(
      name: "postil", dependencies: ["PostilCore", "PostilShell"], swiftSettings: settings),

    // How models are made.
    .executableTarget(
      name: "postil-train-pos", dependencies: ["PostilKit", "PostilLanguage", "QuoteAttributor"],
      path: "Training/pos",
      exclude: ["MODEL-CARD.md"], swiftSettings: settings),

    .executableTarget(
      name: "postil-train", dependencies: ["EntityTagger", "PostilKit", "PostilTagger"],
      swiftSettings: settings),

    // Tests, one target a module, and one for the whole program.
    tests("PostilKitTests", ["PostilTesting"]),
    tests("PostilTestingTests", ["PostilTesting"] + annotators.map { .byName(name: $0.name) }),
    tests("PostilCoreTests", ["PostilCore", "PostilTesting"]),
    tests("PluginTests", ["PostilCore", "PostilTesting"]),
    tests("ExportTests", ["PostilCore"], exclude: ["Golden"]),
    tests("ScoringTests", ["PostilCore"]),
    tests("PostilShellTests", ["PostilCore", "PostilShell", "PostilTesting"]),
    tests("PostilLanguageTests", ["PostilLanguage"]),
    tests("EntityTaggerTests", ["EntityTagger", "PostilTagger", "PostilTesting"]),
    tests("QuoteAttributorTests", ["QuoteAttributor"], exclude: ["cases.txt", "corpus.txt"]),
    tests("DateNormalizerTests", ["DateNormalizer"]),
    tests("SystemTests", [], exclude: ["prompt.py", "stranger.py"]),
  ] + annotators.map { annotator($0.name, $0.modules) }
)
