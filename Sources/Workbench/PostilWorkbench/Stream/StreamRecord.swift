import PostilKit
import PostilPlugins
import PostilSystem

/// The answer to one line of a stream.
struct StreamRecord {
  /// The answer, with its `\n`.
  let bytes: [UInt8]
  /// The error code, if the answer is an error.
  let error: String?
  /// Number of annotations in the answer.
  let annotations: Int
  /// Number of annotations dropped by checks.
  let dropped: Int
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

  /// The answer to the line with that number.
  func answer(
    _ line: LineBuffer.Line, number: Int, cancellation: Cancellation
  ) -> StreamRecord {
    var id = JSONValue.null
    var passed: [JSONObject.Member] = []
    do throws(Refusal) {
      let object = try object(line)
      if let given = object[options.idField] { id = try scalar(given) }
      if options.passes { passed = object.members.filter { !isOwn($0.name) } }
      let article = try article(object, id)
      let result = pipeline.annotate(article, cancellation: cancellation)
      if let failure = result.failures.first {
        throw Refusal(
          code: failure.kind.rawValue, message: "\(failure)", isRetryable: failure.isRetryable)
      }
      return done(article, id, number, passed, result)
    } catch {
      return failed(error, id, number, passed)
    }
  }

  /// The hash of a line's text, as given in its answer; nil if the line has no text.
  func hash(_ line: LineBuffer.Line) -> String? {
    guard let text = (try? object(line))?[options.textField]?.string else { return nil }
    return SHA256.hex(text.utf8)
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
      || ["id", "seq", "sha256", "published", "annotations", "error"].contains(name)
  }

  private func done(
    _ article: Article, _ id: JSONValue, _ number: Int, _ passed: [JSONObject.Member],
    _ result: PipelineResult
  ) -> StreamRecord {
    let annotations = result.wanted()
    var writer = JSONWriter()
    Self.begin(&writer, id, number)
    writer.write(raw: ",\"sha256\":\"")
    writer.write(raw: SHA256.hex(article.text.utf8).utf8)
    writer.write(raw: "\"")
    if let published = article.published {
      writer.write(raw: ",\"published\":\"\(published)\"".utf8)
    }
    Self.write(passed, &writer)
    writer.write(raw: ",\"annotations\":[")
    let map = OffsetMap(article.text, options.offsets)
    for (index, annotation) in annotations.enumerated() {
      if index > 0 { writer.write(raw: ",") }
      writer.write(map(annotation).json)
    }
    writer.write(raw: "]}\n")
    let dropped = result.runs.reduce(0) { $0 + $1.dropped.reduce(0) { $0 + $1.count } }
    return StreamRecord(
      bytes: writer.bytes, error: nil, annotations: annotations.count, dropped: dropped)
  }

  private func failed(
    _ refusal: Refusal, _ id: JSONValue, _ number: Int, _ passed: [JSONObject.Member]
  ) -> StreamRecord {
    var writer = JSONWriter()
    Self.begin(&writer, id, number)
    Self.write(passed, &writer)
    writer.write(raw: ",\"error\":")
    writer.write([
      "code": .string(refusal.code), "message": .string(refusal.message),
      "retryable": .bool(refusal.isRetryable),
    ])
    writer.write(raw: "}\n")
    return StreamRecord(bytes: writer.bytes, error: refusal.code, annotations: 0, dropped: 0)
  }

  private static func begin(_ writer: inout JSONWriter, _ id: JSONValue, _ number: Int) {
    writer.write(raw: "{\"id\":")
    writer.write(id)
    writer.write(raw: ",\"seq\":")
    writer.write(.int(number))
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
