// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Shouting",
  platforms: [.macOS(.v26)],
  products: [.library(name: "Shouting", type: .dynamic, targets: ["Shouting"])],
  dependencies: [.package(name: "postil", path: "../../..")],
  targets: [
    .target(name: "Shouting", dependencies: [.product(name: "PostilKit", package: "postil")])
  ]
)
