import PostilKit
import PostilPlugins
import PostilSchema
import PostilSystem

/// The answer to one line of a stream.
struct StreamRecord {
  /// The answer, with its `\n`.
  let bytes: [UInt8]
  /// The error code, if the answer is an error, or the first one if it is partial.
  var error: String?
  /// Number of annotations in the answer.
  var annotations = 0
  /// Number of annotations dropped by checks.
  var dropped = 0
  /// Whether a plugin was not asked, since it does not read the text's language.
  var isSkipped = false
  /// Whether some plugins failed and others did not.
  var isPartial = false
  /// Whether it is an earlier answer.
  var isKept = false
  /// Why the record has no answer, if it has none.
  var stop: StreamStop?
  /// The bytes of its line.
  var lineBytes = 0
  /// The digest of its line, if lines are hashed.
  var digest: [UInt8]?
  /// What each plugin did for it.
  var shares: [PluginShare] = []
}

/// Answers the lines of a stream; a value shared by all threads.
struct StreamAnswerer: Sendable {
  let pipeline: RunningPipeline
  let options: StreamOptions

  /// Why a record cannot be processed.
  private struct Refusal: Error {
    let code: String
    let message: String
    var isRetryable = false
  }

  /// The answer to the line with that number in the input.
  ///
  /// - Parameter old: The earlier answer, which is kept unless it has an error that may not come again.
  func answer(
    _ line: LineBuffer.Line, number: Int, old: [UInt8]?, cancellation: Cancellation
  ) -> StreamRecord {
    let earlier = old.map { OldAnswer($0) }
    var record =
      earlier.flatMap { $0.isRetryable ? nil : $0.record }
      ?? answer(line, number: number, cancellation: cancellation)
    if let earlier, case .disabled? = record.stop {
      let stop = record.stop
      record = earlier.record
      record.stop = stop
    }
    if options.hashesInput { record.digest = InputMark.digest(of: line) }
    return record
  }

  private func answer(
    _ line: LineBuffer.Line, number: Int, cancellation: Cancellation
  ) -> StreamRecord {
    var id = JSONValue.null
    var passed: [JSONObject.Member] = []
    var sha256: String?
    var shares: [PluginShare] = []
    do throws(Refusal) {
      let object = try object(line)
      if let given = object[options.idField] { id = try scalar(given) }
      if options.passes { passed = object.members.filter { !isOwn($0.name) } }
      let article = try article(object, id)
      let result = pipeline.annotate(article, cancellation: cancellation)
      if let stop = stop(result) { return StreamRecord(bytes: [], stop: stop) }
      shares = result.runs.filter { $0.skipped == nil }.map { PluginShare($0) }
      let hash = SHA256.hex(article.text.utf8)
      sha256 = hash
      if let failure = result.failures.first, result.isEmpty {
        throw Refusal(
          code: failure.kind.rawValue, message: "\(failure)", isRetryable: failure.isRetryable)
      }
      var record = done(article, hash, id, number, passed, result)
      record.shares = shares
      return record
    } catch {
      var record = failed(error, sha256, id, number, passed)
      record.shares = shares
      return record
    }
  }

  /// Why a result is no answer: it was cancelled, or a plugin is switched off.
  private func stop(_ result: PipelineResult) -> StreamStop? {
    let failures = result.failures
    if failures.contains(where: { $0.kind == .cancelled }) { return .cancelled }
    guard !options.keepsGoing, let failure = failures.first(where: { $0.kind == .disabled }) else {
      return nil
    }
    return .disabled(plugin: failure.plugin, reason: failure.reason)
  }

  /// The hash of a line's text, as given in its answer; nil if the line has no text.
  func hash(_ line: LineBuffer.Line) -> String? {
    guard let text = (try? object(line))?[options.textField]?.string else { return nil }
    return SHA256.hex(text.utf8)
  }

  /// Whether a line is in the part that is answered: by its id, or if it has none by all of its bytes.
  func isHeld(_ line: LineBuffer.Line) -> Bool {
    guard let shard = options.shard else { return true }
    if let id = (try? object(line))?[options.idField], id != .null { return shard.holds(id.plain) }
    guard case .line(let bytes) = line else { return shard.holds("") }
    return shard.holds(bytes: bytes)
  }

  // MARK: Reading

  private func object(_ line: LineBuffer.Line) throws(Refusal) -> JSONObject {
    guard case .line(let bytes) = line else {
      throw Refusal(
        code: "too_large", message: "the line has more than \(options.maximumRecordBytes) bytes")
    }
    do {
      guard let object = try JSONParser.parse(bytes).object else {
        throw Refusal(code: "bad_json", message: "the line is not a JSON object")
      }
      return object
    } catch let failure as JSONParser.Failure {
      if let bad = try? Text(validating: bytes), bad.count >= 0 {
        throw Refusal(
          code: "bad_json",
          message: "the line is not valid JSON: \(failure.reason) (byte \(failure.offset))")
      }
      throw Refusal(code: "bad_utf8", message: "the line is not UTF-8")
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      throw Refusal(code: "bad_json", message: "\(error)")
    }
  }

  private func scalar(_ id: JSONValue) throws(Refusal) -> JSONValue {
    switch id {
    case .array, .object:
      throw Refusal(
        code: "bad_record", message: "'\(options.idField)' must be a string or a number")
    default: return id
    }
  }

  private func article(_ object: JSONObject, _ id: JSONValue) throws(Refusal) -> Article {
    guard let text = object[options.textField]?.string else {
      throw Refusal(
        code: "bad_record",
        message:
          "'\(options.textField)' is missing or not a string; use --text-field to name another member"
      )
    }
    return Article(
      id: id == .null ? "" : id.plain, title: object["title"]?.string, text: Text(text),
      published: try published(object) ?? options.published)
  }

  private func published(_ object: JSONObject) throws(Refusal) -> CalendarDate? {
    guard let given = object[options.publishedField], given != .null, given != "" else {
      return nil
    }
    if let day = given.string.flatMap({ CalendarDate($0) }) { return day }
    throw Refusal(
      code: "bad_record",
      message: "'\(options.publishedField)' must be a day such as \"2023-03-13\"")
  }

  // MARK: Writing

  private func isOwn(_ name: String) -> Bool {
    name == options.idField || name == options.textField || name == options.publishedField
      || ["id", "seq", "sha256", "published", "annotations", "failed", "skipped", "error"].contains(
        name)
  }

  /// An annotation with its speakers in one text: readers of a stream, unlike those of a sidecar, get one type.
  private static func joined(_ annotation: Annotation) -> Annotation {
    guard annotation.layer == .quote else { return annotation }
    let names = annotation.names(in: "speaker")
    guard names.count > 1, let last = names.last else { return annotation }
    var annotation = annotation
    annotation.attributes["speaker"] = .string(
      names.dropLast().joined(separator: ", ") + " and " + last)
    return annotation
  }

  private func done(
    _ article: Article, _ sha256: String, _ id: JSONValue, _ number: Int,
    _ passed: [JSONObject.Member], _ result: PipelineResult
  ) -> StreamRecord {
    let annotations = result.wanted()
    var writer = JSONWriter()
    begin(&writer, sha256, id, number)
    if let published = article.published {
      writer.write(raw: ",\"published\":\"\(published)\"".utf8)
    } else if options.isTyped {
      writer.write(raw: ",\"published\":null")
    }
    Self.write(passed, &writer)
    writer.write(raw: ",\"annotations\":[")
    let map = OffsetMap(article.text, options.offsets)
    for (index, annotation) in annotations.enumerated() {
      if index > 0 { writer.write(raw: ",") }
      let annotation = map.units(Self.joined(annotation))
      if options.isTyped { writer.write(annotation.typed) } else { writer.write(annotation) }
    }
    writer.write(raw: "]")
    write(result.failures, &writer)
    let skipped = result.runs.filter { $0.isWanted && $0.skipped != nil }
    write(skipped: skipped, &writer)
    writer.write(raw: options.isTyped ? ",\"error\":null}\n" : "}\n")
    let dropped = result.runs.reduce(0) { $0 + $1.dropped.reduce(0) { $0 + $1.count } }
    return StreamRecord(
      bytes: writer.bytes, error: result.failures.first?.kind.rawValue,
      annotations: annotations.count, dropped: dropped, isSkipped: !skipped.isEmpty,
      isPartial: !result.failures.isEmpty)
  }

  private func failed(
    _ refusal: Refusal, _ sha256: String?, _ id: JSONValue, _ number: Int,
    _ passed: [JSONObject.Member]
  ) -> StreamRecord {
    var writer = JSONWriter()
    begin(&writer, sha256, id, number)
    if options.isTyped { writer.write(raw: ",\"published\":null") }
    Self.write(passed, &writer)
    if options.isTyped { writer.write(raw: ",\"annotations\":null,\"failed\":[],\"skipped\":[]") }
    writer.write(raw: ",\"error\":")
    writer.write([
      "code": .string(refusal.code), "message": .string(refusal.message),
      "retryable": .bool(refusal.isRetryable),
    ])
    writer.write(raw: "}\n")
    return StreamRecord(bytes: writer.bytes, error: refusal.code)
  }

  private func begin(
    _ writer: inout JSONWriter, _ sha256: String?, _ id: JSONValue, _ number: Int
  ) {
    writer.write(raw: "{\"id\":")
    writer.write(id)
    if options.numbers {
      writer.write(raw: ",\"seq\":")
      writer.write(.int(number))
    }
    guard let sha256 else {
      if options.isTyped { writer.write(raw: ",\"sha256\":null") }
      return
    }
    writer.write(raw: ",\"sha256\":\"")
    writer.write(raw: sha256.utf8)
    writer.write(raw: "\"")
  }

  private func write(_ failures: [PluginFailure], _ writer: inout JSONWriter) {
    guard !failures.isEmpty || options.isTyped else { return }
    writer.write(raw: ",\"failed\":")
    writer.write(
      .array(
        failures.map {
          [
            "plugin": .string($0.plugin), "code": .string($0.kind.rawValue),
            "message": .string($0.reason), "retryable": .bool($0.isRetryable),
          ]
        }))
  }

  private func write(skipped: [PluginRun], _ writer: inout JSONWriter) {
    guard !skipped.isEmpty || options.isTyped else { return }
    writer.write(raw: ",\"skipped\":")
    writer.write(
      .array(
        skipped.map {
          [
            "plugin": .string($0.manifest.name),
            "language": $0.skipped.map { .string($0) } ?? .null,
          ]
        }))
  }

  private static func write(_ passed: [JSONObject.Member], _ writer: inout JSONWriter) {
    for member in passed {
      writer.write(raw: ",")
      writer.write(member.name)
      writer.write(raw: ":")
      writer.write(member.value)
    }
  }
}

extension PipelineResult {
  /// Whether no requested plugin has answered.
  fileprivate var isEmpty: Bool { !runs.contains { $0.isWanted && $0.failure == nil } }
}
