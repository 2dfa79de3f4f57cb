import EntityTagger
import PostilKit
import PostilSystem
import Testing

@Suite struct ModelTests {
  @Test(arguments: [0, 7, 100, 5000])
  func refusesADamagedModel(_ length: Int) throws {
    let model = try Shared.bytes(pluginFolder + "/Resources/model.bin").prefix(length)
    try withPlugin(Array(model)) { folder in
      _ = #expect(throws: AnnotatorError.self) {
        try EntityTagger(Configuration(folder: folder))
      }
    }
  }

  @Test func namesTheModelThatIsMissing() {
    let error = #expect(throws: AnnotatorError.self) {
      try EntityTagger(Configuration(folder: "/nowhere"))
    }
    #expect(error?.description.contains("/nowhere/Resources/model.bin") == true)
  }
}

/// Calls `body` with the folder of a plugin with these bytes as its model, and removes the folder.
func withPlugin<Result>(_ model: [UInt8], _ body: (String) throws -> Result) throws -> Result {
  var template = Array("/tmp/postil-entity-XXXXXX".utf8CString)
  let path = try template.withUnsafeMutableBufferPointer { buffer in
    String(cString: try #require(buffer.baseAddress.flatMap { mkdtemp($0) }))
  }
  mkdir(path + "/Resources", 0o700)
  let file = path + "/Resources/model.bin"
  defer {
    unlink(file)
    rmdir(path + "/Resources")
    rmdir(path)
  }
  let descriptor = open(file, O_WRONLY | O_CREAT, 0o600)
  #expect(write(descriptor, model, model.count) == model.count)
  close(descriptor)
  return try body(path)
}
