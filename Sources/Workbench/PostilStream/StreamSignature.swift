import PostilKit
import PostilPlugins
import PostilSystem

extension StreamOptions {
  /// Everything that the answers depend on besides the input, as JSON. The names of its members are
  /// shown when two runs differ.
  package func signature(_ running: RunningPipeline) -> JSONObject {
    var object = JSONObject()
    object["version of Postil"] = .string(Postil.version)
    object["plugins asked for"] = .array(
      running.wantedManifests.map { .string($0.annotator) })
    for member in running.signature.members { object[member.name] = member.value }
    object["--offsets"] = .string(offsets.rawValue)
    object["fields"] = .array([textField, idField, publishedField].map { .string($0) })
    object["--pass"] = .bool(passes)
    object["--no-seq"] = .bool(!numbers)
    if isTyped { object["--typed"] = .bool(true) }
    if let shard { object["--shard"] = .string(shard.description) }
    object["--max-record-bytes"] = .int(maximumRecordBytes)
    if let language = running.language { object["--language"] = .string(language) }
    object["--published"] = published.map { .string("\($0)") }
    return object
  }
}
