import PostilKit
import PostilPlugins
import PostilStore
import PostilSystem
import TestSupport
import Testing

/// What `trust` covers, and which plugin a name means.
@Suite struct TrustTests {
  private let folder: TemporaryFolder
  private let trust: Trust

  init() throws {
    folder = try TemporaryFolder()
    trust = Trust(folder: "\(folder.path)/data")
  }

  private func catalog() -> PluginCatalog {
    PluginCatalog(
      folders: [
        .init("\(folder.path)/mine"),
        .init("\(folder.path)/w/plugins", .workspace, inside: .init("\(folder.path)/w")),
      ], trust: trust)
  }

  private func untrusted(_ name: String) throws -> Manifest {
    try #require(catalog().untrusted.first { $0.name == name })
  }

  /// A plugin of the workspace.
  private func plugin(_ name: String, _ command: String) throws {
    _ = try folder.plugin(name, in: "w/plugins/", start: #"{"command":\#(command)}"#)
  }

  @Test(arguments: [
    #"["./../../payload.sh"]"#, #"["sh","../../payload.sh"]"#, #"["sh","--file=../../payload.sh"]"#,
    #"["sh","-c","exec sh '../../payload.sh'"]"#, #"["sh","./in/../../../payload.sh"]"#,
    #"["sh","link/payload.sh"]"#,
  ])
  func aFileThatTheCommandNamesIsCovered(_ command: String) throws {
    let isLinked = command.contains("link")
    try folder.write("w/payload.sh", "exit 0\n")
    try folder.write("w/plugins/p/in/x", "")
    try plugin("p", command)
    if isLinked { symlink("../..", "\(folder.path)/w/plugins/p/link") }
    let manifest = try untrusted("p")
    if isLinked {
      // A link in the folder is never trusted.
      #expect(throws: PostilError.self) { try trust.trust(manifest) }
      return
    }
    let content = try Trust.content(manifest)
    let payload = try #require(Folders.real("\(folder.path)/w/payload.sh"))
    #expect(content.files.map(\.name).contains(payload))
    try trust.trust(manifest)
    #expect(catalog().manifests.map(\.name) == ["p"])
    try folder.write("w/payload.sh", "exit 1\n")
    #expect(catalog().manifests.isEmpty)
    unlink("\(folder.path)/w/payload.sh")
    #expect(catalog().manifests.isEmpty)
  }

  @Test(arguments: [#"["make","-C","../.."]"#, #"["sh","-c","cd .. && sh x"]"#])
  func aFolderOutsideIsRefused(_ command: String) throws {
    try plugin("p", command)
    let manifest = try untrusted("p")
    let error = #expect(throws: PostilError.self) { try trust.trust(manifest) }
    #expect("\(try #require(error))".contains("outside its folder"))
  }

  @Test func whatIsInTheFolderOrOfTheSystemIsNotInTheWay() throws {
    try folder.write("w/plugins/p/run.py", "x")
    for command in [
      #"["python3","run.py"]"#, #"["sh","-c","exec ./run.py 2> /dev/null"]"#,
      #"["/bin/sh","./run.py"]"#,
    ] {
      try plugin("p", command)
      try trust.trust(untrusted("p"))
      #expect(catalog().manifests.map(\.name) == ["p"])
    }
  }

  @Test func aNameIsNoPrefixOfAnotherPlugin() throws {
    _ = try folder.plugin("quote-attributor", in: "mine/")
    #expect(try catalog().manifest(named: "q").name == "quote-attributor")
    try plugin("q", #"["sh","q.sh"]"#)
    let waiting = try untrusted("q")
    #expect(throws: PostilError.plugin(.notTrusted(name: "q", folder: waiting.folder))) {
      try catalog().manifest(named: "q")
    }
    #expect(throws: PostilError.self) { try Pipeline(catalog: catalog(), only: ["q"]) }
    #expect(try catalog().manifest(named: "quo").name == "quote-attributor")
    #expect(shell("rm -r '\(waiting.folder)'/*; mkfifo '\(waiting.path)'") == 0)
    let error = #expect(throws: PostilError.self) { try catalog().manifest(named: "q") }
    #expect("\(try #require(error))".contains("it is not a regular file"))
  }
}
