import PostilKit
import PostilSystem

/// What `FILE.run` and `FILE.done` say about the output `FILE` of a stream.
struct StreamManifest {
  let path: String
  /// Whether it is `FILE.done`.
  let isDone: Bool
  private let json: JSONValue

  /// The manifest of an output: `FILE.done`, else `FILE.run`; nil if it has none.
  ///
  /// - Throws: `linkLeaves`, `cannotRead`.
  static func newest(of file: FileAccess) throws(PostilError) -> StreamManifest? {
    for ending in ["done", "run"] {
      let record = file.adding(".\(ending)")
      guard let bytes = try record.readIfPresent(limit: 1 << 20) else { continue }
      return StreamManifest(
        path: record.path, isDone: ending == "done",
        json: (try? JSONParser.parse(bytes)) ?? .null)
    }
    return nil
  }

  /// How much of the input is answered, at least; nil if it does not say.
  var mark: InputMark? { InputMark(json["input"]) }

  /// Number of lines that a finished output answers.
  var lines: Int? { mark?.lines ?? json["counts"]?["lines"]?.int }

  /// - Throws: `otherRun` if the signature is another one.
  func compare(with signature: JSONObject) throws(PostilError) {
    let old = json["options"]
    guard old != .object(signature) else { return }
    throw .stream(
      .otherRun(path: path, differs: Self.differences(old?.object, signature)))
  }

  /// The names of the members that differ, such as `plugins` or `settings of keyword-python`; empty
  /// if the manifest is not one of a run.
  private static func differences(_ old: JSONObject?, _ new: JSONObject) -> [String] {
    guard let old else { return [] }
    let names = (old.members + new.members).map(\.name).uniqued()
    return names.filter { old[$0] != new[$0] }
  }

  /// The bytes of a manifest.
  static func bytes(
    _ signature: JSONObject, _ mark: InputMark, counts: JSONValue = [:]
  ) -> [UInt8] {
    JSONWriter.bytes(["options": .object(signature), "counts": counts, "input": mark.json]) + [0x0A]
  }
}
