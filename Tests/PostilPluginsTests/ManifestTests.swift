import PostilKit
import PostilStore
import PostilSystem
import TestSupport
import Testing

@testable import PostilPlugins

@Suite struct ManifestTests {
  private static let good = #"""
    {"name":"n","version":"1","api":1,"summary":"s","produces":["entity"],"start":{"library":"L"}}
    """#

  @Test func readsAManifest() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "x/plugin.json",
      #"""
      {"name":"quote-finder","version":"0.2.0","api":1,"summary":"Finds quotes.",
       "requires":["entity"],"uses":["timex"],"produces":["quote"],
       "start":{"command":["python3","q.py"]},"limits":{"articleSeconds":0.5},"settings":{"a":1}}
      """#)
    let manifest = try Manifest(folder: "\(folder.path)/x")
    #expect(manifest.annotator == "quote-finder@0.2.0")
    #expect(manifest.given == [.entity, .timex])
    #expect(manifest.start == .command(["python3", "q.py"]))
    #expect(manifest.limits.article == 500 && manifest.limits.start == 30_000)
    #expect(manifest.settings["a"] == 1)
  }

  @Test(arguments: [
    ("", "it is not valid JSON"), ("[]", "it is not a JSON object"),
    (good.replacing("\"api\":1", with: "\"api\":2"), "api 2, and this Postil uses api 1; update"),
    (good.replacing("\"api\":1,", with: ""), "'api' must be 1"),
    (good.replacing("\"n\"", with: "\"N x\""), "'N x' is not a valid plugin name"),
    (good.replacing("summary", with: "sumary"), "'summary' is missing"),
    (good.replacing("{\"name", with: "{\"limts\":{},\"name"), "Did you mean limits?"),
    (good.replacing("[\"entity\"]", with: "[]"), "'produces' names no layer"),
    (good.replacing("[\"entity\"]", with: "\"entity\""), "'produces' must be a list of layers"),
    (good.replacing("\"L\"", with: "\"../L\""), "'../L' is not a valid library name"),
    (good.replacing("library", with: "lib"), "'start' must be"),
    (
      good.replacing("{\"name", with: "{\"limits\":{\"articleSeconds\":-1},\"name"),
      "'articleSeconds' must be a positive number"
    ),
    (good.replacing("{\"name", with: "{\"learns\":1,\"name"), "'learns' must be {"),
    (
      good.replacing("{\"name", with: #"{"learns":{"model":"m.bin","setting":"file"},"name"#),
      "'learns' names the setting 'file', which is not in 'settings'"
    ),
  ])
  func saysWhatIsWrong(_ json: String, _ reason: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("x/plugin.json", json)
    let error = #expect(throws: PostilError.self) { try Manifest(folder: "\(folder.path)/x") }
    #expect("\(try #require(error))".contains(reason), "\(String(describing: error))")
    #expect("\(try #require(error))".contains("x/plugin.json"))
  }
}

@Suite struct PluginCatalogTests {
  @Test func theFirstFolderWins() throws {
    let folder = try TemporaryFolder()
    try folder.write("broken/plugin.json", "{")
    try folder.write("one/readme.txt", "")
    _ = try folder.plugin("b")
    let other = try TemporaryFolder()
    _ = try other.plugin("b")
    _ = try other.plugin("a")
    let catalog = PluginCatalog(folders: [.init(folder.path), .init(other.path), .init("/nowhere")])
    #expect(catalog.manifests.map(\.name) == ["a", "b"])
    #expect(catalog.manifests[1].folder == "\(folder.path)/b")
    #expect(catalog.problems.map(\.code) == ["bad-manifest", "shadowed"])
  }

  @Test func findsByUniqueBeginning() throws {
    let folder = try TemporaryFolder()
    for name in ["tag", "tag-more", "date"] { _ = try folder.plugin(name) }
    let catalog = PluginCatalog(folders: [.init(folder.path)])
    #expect(try catalog.manifest(named: "tag").name == "tag")
    #expect(try catalog.manifest(named: "d").name == "date")
    #expect(throws: PostilError.plugin(.unknown(name: "ta", known: ["tag", "tag-more"]))) {
      try catalog.manifest(named: "ta")
    }
    #expect(throws: PostilError.self) { try catalog.manifest(named: "") }
  }

  @Test func aWorkspacesPluginWaitsForTrust() throws {
    let (workspace, data) = (try TemporaryFolder(), try TemporaryFolder())
    let manifest = try workspace.plugin("own")
    try workspace.write("own/.hidden", "1")
    let trust = Trust(folder: data.path)
    func catalog() -> PluginCatalog {
      PluginCatalog(folders: [.init(workspace.path, .workspace)], trust: trust)
    }
    #expect(catalog().manifests.isEmpty)
    #expect(catalog().untrusted.map(\.name) == ["own"])
    #expect(throws: PostilError.plugin(.notTrusted(name: "own", folder: manifest.folder))) {
      try catalog().manifest(named: "own")
    }
    try trust.trust(manifest)
    #expect(catalog().manifests.map(\.name) == ["own"])
    // Any byte of any file changed makes it a stranger again; so does another place.
    try workspace.write("own/.hidden", "2")
    #expect(catalog().manifests.isEmpty)
    try workspace.write("own/.hidden", "1")
    #expect(catalog().manifests.count == 1)
    try trust.untrust(manifest)
    #expect(catalog().manifests.isEmpty)
  }

  @Test func aPluginThatEverybodyMayChangeIsNotUsed() throws {
    let folder = try TemporaryFolder()
    let manifest = try folder.plugin("open")
    #expect(shell("chmod o+w '\(manifest.path)'") == 0)
    let catalog = PluginCatalog(folders: [.init(folder.path, .user)])
    #expect(catalog.manifests.isEmpty)
    #expect(catalog.problems.map(\.code) == ["unsafe-plugin"])
  }
}
