import PostilCuration
import PostilKit
import PostilSettings
@testable import PostilStore

extension FuzzTarget {
  /// A line of a sidecar, by the fast reader and by the thorough one: they agree.
  static let sidecarLine = FuzzTarget(name: "sidecar-line") { bytes in
    var reader = RevisionReader()
    var revision = Revision()
    let isFast = reader.read(bytes, into: &revision)
    let line = SidecarLine(bytes)
    guard isFast else { return }
    guard case .revision(let annotation) = line.content else {
      return require(false, "the fast reader takes a line that is no revision")
    }
    require(annotation == revision.annotation, "the two readers disagree about an annotation")
    require(line.stamp == revision.stamp, "the two readers disagree about a stamp")
  }

  /// A whole sidecar, and its history.
  static let sidecar = FuzzTarget(name: "sidecar") { bytes in
    guard let article else { return }
    var log = SidecarLog(path: "a.jsonl", article: article)
    let used = log.read(bytes, takingUnended: true)
    require(used <= bytes.count, "more was read than there is")
    _ = log.findings
    for op in log.ops.ops.indices { _ = log.logEntries(op) }
    for stored in log.shown { require(log[id: stored.id] != nil, "an annotation has no id") }
  }

  /// Two versions of a sidecar and their ancestor, divided by NUL: both ways round give the same, and no
  /// annotation of either is missing.
  static let merge = FuzzTarget(name: "merge") { bytes in
    let parts = bytes.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { return }
    let (base, ours, theirs) = (Array(parts[0]), Array(parts[1]), Array(parts[2]))
    guard
      let merged = try? SidecarMerge(base: base, ours: ours, theirs: theirs, path: "a.jsonl"),
      let other = try? SidecarMerge(base: base, ours: theirs, theirs: ours, path: "a.jsonl")
    else { return }
    require(merged.bytes == other.bytes, "the two ways round give different bytes")
    // Of equal marks one keeps its id, and a line names the other's.
    let missing = ids(ours).union(ids(theirs)).subtracting(ids(merged.bytes))
      .subtracting([base, ours, theirs, merged.bytes].flatMap(replacedIDs))
    require(missing.isEmpty, "an annotation of a branch is missing")
  }

  /// The ids that annotations of a sidecar had on other branches.
  private static func replacedIDs(_ sidecar: [UInt8]) -> [String] {
    sidecar.split(separator: 0x0A).flatMap { line in
      (try? JSONParser.parse(line))?.object?["was"]?.array?.compactMap(\.string) ?? []
    }
  }

  /// The ids of the annotations in a sidecar.
  private static func ids(_ sidecar: [UInt8]) -> Set<String> {
    Set(
      sidecar.split(separator: 0x0A).compactMap { line in
        (try? JSONParser.parse(line))?.object?["id"]?.string
      })
  }

  /// `postil.toml`.
  static let settings = FuzzTarget(name: "settings") { bytes in
    guard let toml = text(bytes) else { return }
    _ = try? WorkspaceSettings(toml: toml)
  }

  /// JSON, and back.
  static let json = FuzzTarget(name: "json") { bytes in
    guard let value = try? JSONParser.parse(bytes) else { return }
    var writer = JSONWriter()
    writer.write(value)
    require((try? JSONParser.parse(writer.bytes)) == value, "what is written is not what was read")
  }

  private static let article = try? LoadedArticle(
    ArticleFile(name: "a", textPath: "a.txt", sidecarPath: "a.jsonl"),
    bytes: Array("Ana Duarte left Lisbon on Monday.\n".utf8), stamp: nil, published: nil)
}
