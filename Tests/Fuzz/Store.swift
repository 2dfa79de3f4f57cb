import PostilKit
import PostilStore

extension Target {
  /// A line of a sidecar, by the fast reader and by the thorough one: they agree.
  static let sidecarLine = Target(name: "sidecar-line") { bytes in
    var reader = RevisionReader()
    var revision = Revision()
    let isFast = reader.read(bytes, into: &revision)
    let line = SidecarLine(bytes)
    if isFast { require(!line.isBad, "the fast reader takes a line that is not valid") }
  }

  /// `postil.toml`.
  static let settings = Target(name: "settings") { bytes in
    guard let toml = text(bytes) else { return }
    _ = try? WorkspaceSettings(toml: toml)
  }

  /// JSON, and back.
  static let json = Target(name: "json") { bytes in
    guard let value = try? JSONParser.parse(bytes) else { return }
    var writer = JSONWriter()
    writer.write(value)
    require((try? JSONParser.parse(writer.bytes)) == value, "what is written is not what was read")
  }
}
