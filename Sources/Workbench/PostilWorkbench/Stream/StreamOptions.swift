import PostilKit
import PostilSystem

/// How a stream is read and answered.
package struct StreamOptions: Sendable {
  /// How many records may be answered with an error before the exit status is 1.
  package enum Tolerance: Sendable, Hashable {
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
  package var textField = "text"
  /// The member that holds the id.
  package var idField = "id"
  /// The member that holds the day of publication: `YYYY-MM-DD`, or a time that begins so.
  package var publishedField = "published"
  /// The day of publication of records that give none.
  package var published: CalendarDate?
  /// Whether the other members are copied into the answer.
  package var passes = false
  /// The longest line, in bytes; a longer one is answered `too_large`.
  package var maximumRecordBytes = 64 << 20
  /// How many errors in records leave the exit status 0, after all is answered; nil for any number.
  package var tolerance: Tolerance?
  /// Whether the first error in a record ends the stream, with exit status 65.
  package var isStrict = false
  /// Whether answers come in the order of the questions.
  package var keepsOrder = true
  /// Whether each answer is written at once.
  package var flushesLines = false
  /// What spans in answers count.
  package var offsets = Offsets.codePoints
  /// What was answered before: so many lines of the input are passed over.
  package var start = StreamStart()
  /// Whether what is written is synced now and then.
  package var syncs = false
  /// How many records may be under way.
  package var window = 256
  /// How many threads annotate.
  package var workers = Platform.cores

  /// The usual way.
  package init() {}
}

/// What came of a stream.
package struct StreamSummary: Sendable, Hashable {
  /// Lines read.
  package internal(set) var read = 0
  /// Lines answered.
  package internal(set) var answered = 0
  /// Annotations in the answers.
  package internal(set) var annotations = 0
  /// Annotations of plugins that their checks left out.
  package internal(set) var dropped = 0
  /// Errors, by code.
  package internal(set) var errors: [String: Int] = [:]
  /// The exit status.
  package internal(set) var status = ExitStatus.success

  /// How many records were answered with an error.
  package var failed: Int { errors.values.reduce(0, +) }

  mutating func count(_ record: StreamRecord) {
    answered += 1
    annotations += record.annotations
    dropped += record.dropped
    if let code = record.error { errors[code, default: 0] += 1 }
  }

  /// The last event of a log: `{"event":"done","in":…,"out":…,"errors":…}`.
  package var json: JSONObject {
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
