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
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    // The kit: all that a plugin imports.
    .target(name: "CPostil"),
    .target(name: "PostilKit", dependencies: ["CPostil"], swiftSettings: settings),
    .target(name: "PostilTesting", dependencies: ["PostilKit"], swiftSettings: settings),

    // The workbench without a terminal.
    .target(name: "CSpawn"),
    .target(
      name: "PostilCore", dependencies: ["CPostil", "CSpawn", "PostilKit", "TOMLKit"],
      swiftSettings: settings),

    // The shell.
    // Its headers alone: the library is opened when it is needed. `pkgConfig` would link it.
    .systemLibrary(name: "CLibedit", providers: [.apt(["libedit-dev"]), .brew(["libedit"])]),
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
      name: "PostilCoreTests", dependencies: ["PostilCore", "PostilKit", "PostilTesting"],
      swiftSettings: settings),
    .testTarget(
      name: "PluginTests", dependencies: ["PostilCore", "PostilKit", "PostilTesting"],
      swiftSettings: settings),
    .testTarget(
      name: "PostilTestingTests",
      dependencies: ["PostilKit", "PostilTesting"] + annotators.map { .byName(name: $0) },
      swiftSettings: settings),
    .testTarget(
      name: "ExportTests", dependencies: ["PostilCore", "PostilKit"], exclude: ["Golden"],
      swiftSettings: settings),
    .testTarget(
      name: "ScoringTests", dependencies: ["PostilCore", "PostilKit"], swiftSettings: settings),
    .testTarget(
      name: "PostilShellTests",
      dependencies: ["PostilShell", "PostilCore", "PostilKit", "PostilTesting"],
      swiftSettings: settings),
  ]
    + annotators.map {
      .target(
        name: $0, dependencies: ["PostilKit"], path: "Plugins/\($0)",
        exclude: ["README.md", "Resources", "plugin.json"], swiftSettings: settings)
    }
)
