// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// The annotators of this repository; each is a folder of `Plugins/` that knows the kit alone.
let annotators = ["EntityTagger", "QuoteAttributor", "DateNormalizer"]

/// Modules that a plugin may have beside the kit; each is linked into it.
let modules = ["EntityTagger": ["PostilTagger"]]

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

    // The entity tagger's model: features, lattice, training.
    .target(name: "PostilTagger", dependencies: ["PostilKit"], swiftSettings: settings),
    .executableTarget(
      name: "postil-train", dependencies: ["EntityTagger", "PostilKit", "PostilTagger"],
      swiftSettings: settings),

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
      name: "EntityTaggerTests",
      dependencies: ["EntityTagger", "PostilKit", "PostilTagger", "PostilTesting"],
      swiftSettings: settings),
  ]
    + annotators.map {
      .target(
        name: $0,
        dependencies: ["PostilKit"] + modules[$0, default: []].map { .byName(name: $0) },
        path: "Plugins/\($0)",
        exclude: ["README.md", "Resources", "plugin.json"], swiftSettings: settings)
    }
)
