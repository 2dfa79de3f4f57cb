// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// The annotators of this repository; each is a folder of `Plugins/` that knows the kit alone.
let annotators = ["EntityTagger", "QuoteAttributor", "DateNormalizer"]

let package = Package(
  name: "postil",
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "postil", targets: ["postil"]),
    .library(name: "PostilKit", targets: ["PostilKit"]),
    .library(name: "PostilTesting", targets: ["PostilTesting"]),
  ] + annotators.map { .library(name: $0, type: .dynamic, targets: [$0]) },
  dependencies: [
    .package(
      url: "https://github.com/swiftlang/swift-subprocess", .upToNextMinor(from: "1.0.2"),
      traits: []),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    // The kit: all that a plugin imports.
    .target(name: "CPostil"),
    .target(name: "PostilKit", dependencies: ["CPostil"], swiftSettings: settings),
    .target(name: "PostilTesting", dependencies: ["PostilKit"], swiftSettings: settings),

    // Parts of speech, for annotators that need them, and the command that trains them.
    .target(name: "PostilLanguage", dependencies: ["PostilKit"], swiftSettings: settings),
    .executableTarget(
      name: "postil-train-pos", dependencies: ["PostilKit", "PostilLanguage"], path: "Training/pos",
      exclude: ["MODEL-CARD.md"], swiftSettings: settings),

    .executableTarget(
      name: "postil-quote-dump", dependencies: ["PostilKit", "QuoteAttributor"],
      path: "Training/quotes-dump", swiftSettings: settings),

    // The workbench without a terminal.
    .target(
      name: "PostilCore",
      dependencies: [
        "CPostil", "PostilKit", "TOMLKit",
        .product(name: "Subprocess", package: "swift-subprocess"),
      ], swiftSettings: settings),

    // The shell.
    .systemLibrary(
      name: "CLibedit", pkgConfig: "libedit",
      providers: [.apt(["libedit-dev"]), .brew(["libedit"])]),
    .target(name: "CLineEditor", dependencies: ["CLibedit"]),
    .target(
      name: "PostilShell", dependencies: ["CLineEditor", "PostilCore", "PostilKit"],
      swiftSettings: settings),
    .executableTarget(
      name: "postil", dependencies: ["PostilCore", "PostilShell"], swiftSettings: settings),

    // Tests, one target a module.
    .testTarget(
      name: "PostilKitTests", dependencies: ["PostilKit", "PostilTesting"],
      swiftSettings: settings),
    .testTarget(
      name: "PostilLanguageTests", dependencies: ["PostilKit", "PostilLanguage"],
      swiftSettings: settings),
    .testTarget(
      name: "QuoteAttributorTests", dependencies: ["PostilKit", "QuoteAttributor"],
      exclude: ["cases.txt"], swiftSettings: settings),
  ]
    + annotators.map {
      .target(
        name: $0,
        dependencies: ["PostilKit"] + ($0 == "QuoteAttributor" ? ["PostilLanguage"] : []),
        path: "Plugins/\($0)",
        exclude: ["README.md", "Resources", "plugin.json"], swiftSettings: settings)
    }
)
