import PostilKit

/// How a stream is read and answered.
public struct StreamOptions: Sendable {
  /// How many records may be answered with an error before the exit status is 1.
  public enum Tolerance: Sendable, Hashable {
    /// So many.
    case count(Int)
    /// So many of a hundred.
    case percent(Double)

    func allows(_ errors: Int, of records: Int) -> Bool {
      switch self {
      case .count(let most): errors <= most
      case .percent(let most): Double(errors) * 100 <= most * Double(records)
      }
    }
  }

  /// The member that holds the text.
  public var textField = "text"
  /// The member that holds the id.
  public var idField = "id"
  /// The member that holds the day of publication: `YYYY-MM-DD`, or a time that begins so.
  public var publishedField = "published"
  /// The day of publication of records that give none.
  public var published: CalendarDate?
  /// Whether the other members are copied into the answer.
  public var passes = false
  /// The longest line, in bytes; a longer one is answered `too_large`.
  public var maximumRecordBytes = 64 << 20
  /// How many errors in records leave the exit status 0, after all is answered; nil for any number.
  public var tolerance: Tolerance?
  /// Whether the first error in a record ends the stream, with exit status 65.
  public var isStrict = false
  /// Whether answers come in the order of the questions.
  public var keepsOrder = true
  /// Whether each answer is written at once.
  public var flushesLines = false
  /// What spans in answers count.
  public var offsets = Offsets.codePoints
  /// What was answered before: so many lines of the input are passed over.
  public var start = StreamStart()
  /// Whether what is written is synced now and then.
  public var syncs = false
  /// How many records may be under way.
  public var window = 256
  /// How many threads annotate.
  public var workers = Platform.cores

  /// The usual way.
  public init() {}
}

/// What came of a stream.
public struct StreamSummary: Sendable, Hashable {
  /// Lines read.
  public internal(set) var read = 0
  /// Lines answered.
  public internal(set) var answered = 0
  /// Annotations in the answers.
  public internal(set) var annotations = 0
  /// Annotations of plugins that their checks left out.
  public internal(set) var dropped = 0
  /// Errors, by code.
  public internal(set) var errors: [String: Int] = [:]
  /// The exit status.
  public internal(set) var status = ExitStatus.success

  /// How many records were answered with an error.
  public var failed: Int { errors.values.reduce(0, +) }

  mutating func count(_ record: StreamRecord) {
    answered += 1
    annotations += record.annotations
    dropped += record.dropped
    if let code = record.error { errors[code, default: 0] += 1 }
  }

  /// The last event of a log: `{"event":"done","in":…,"out":…,"errors":…}`.
  public var json: JSONObject {
    var object = JSONObject()
    object["event"] = "done"
    object["in"] = .int(read)
    object["out"] = .int(answered)
    object["annotations"] = .int(annotations)
    object["dropped"] = .int(dropped)
    object["errors"] = .object(
      JSONObject(
        errors.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: .int($0.value)) }))
    return object
  }
}
