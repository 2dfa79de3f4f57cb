import Foundation
import Testing

/// A plugin in a sandbox reads files, and does nothing else to the world.
@Suite(.enabled(if: Postil.isStaged && Postil.canConfine, "bubblewrap confines processes"))
struct SandboxTests {
  /// What a plugin tries for each article, and the label that says whether it could.
  private static let attempts = """
    import os, socket, tempfile
    def attempt(what):
        try:
            what()
            return True
        except OSError:
            return False
    def tried(message):
        return {
            "WRITE": attempt(lambda: open("../../written", "w").close()),
            "FOLDER": attempt(lambda: open("written", "w").close()),
            "CACHE": attempt(lambda: tempfile.TemporaryFile(dir=os.environ.get("TMPDIR")).close()),
            "READ": attempt(lambda: open("plugin.json").close()),
            "NETWORK": attempt(lambda: socket.create_connection(("127.0.0.1", PORT), 1)),
        }
    """

  /// The labels of what a plugin could do.
  private func could(
    _ flags: [String], settings: String = "", network: Bool = false, own: String = "{}"
  ) throws -> Set<String> {
    let server = try Server()
    let space = try ProcessPlugins()
    let labels = Self.attempts.replacing("PORT", with: "\(server.port)")
    try space.plugin(
      "tries",
      "answer['annotations'] = [{'layer': 'entity', 'label': l, 'spans': [[0, 1]]}"
        + " for l, can in tried(message).items() if can]", start: labels, settings: own,
      network: network)
    try space.write("postil.toml", "[plugins.tries]\n\(settings)\n")
    let outcome = try space.run(
      ["annotate", "--stream", "--only", "tries"] + flags, input: "{\"text\":\"x\"}\n")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let all: Set = ["WRITE", "FOLDER", "CACHE", "READ", "NETWORK"]
    return all.filter { outcome.output.contains("\"label\":\"\($0)\"") }
  }

  @Test func confinesAProgram() throws {
    #expect(try could([]) == ["WRITE", "FOLDER", "CACHE", "READ", "NETWORK"])
    #expect(try could(["--sandbox"]) == ["CACHE", "READ"])
    #expect(try could([], settings: "sandbox = true") == ["CACHE", "READ"])
    #expect(try could(["--sandbox"], network: true) == ["CACHE", "READ", "NETWORK"])
  }

  /// A plugin cannot take the name of the setting that confines it.
  @Test func confinesAPluginThatHasASettingOfThatName() throws {
    #expect(
      try could([], settings: "sandbox = true", own: #"{"sandbox":false}"#) == ["CACHE", "READ"])
  }

  @Test func confinesANativePlugin() throws {
    let postil = Postil(workspace: try Workspace(["a.txt": "Anna Berg left Oslo on 3 May 2023.\n"]))
    #expect(try postil("annotate", "--sandbox").status == 0)
    #expect(try postil("list", "GPE").output.contains("Oslo"))
  }
}

extension Postil {
  /// Whether bubblewrap works on this machine.
  static let canConfine: Bool = {
    let outcome = try? Postil.run(
      URL(filePath: "/usr/bin/env"), ["bwrap", "--ro-bind", "/", "/", "--unshare-net", "true"])
    return outcome?.status == 0
  }()
}

/// A socket that listens on this computer.
private final class Server {
  private let descriptor: Int32
  let port: Int

  init() throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    self.descriptor = descriptor
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        [bind(descriptor, $0, length), listen(descriptor, 8), getsockname(descriptor, $0, &length)]
      }
    }
    try #require(status == [0, 0, 0])
    port = Int(UInt16(bigEndian: address.sin_port))
  }

  deinit { close(descriptor) }
}
