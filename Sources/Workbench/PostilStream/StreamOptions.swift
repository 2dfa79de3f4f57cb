import PostilKit
import PostilSystem

/// Options for reading and answering a stream.
package struct StreamOptions: Sendable {
  /// The largest number of records answered with an error for which the exit status is still 0.
  package enum Tolerance: Sendable, Hashable {
    /// A number of records.
    case count(Int)
    /// A percentage of the records.
    case percent(Double)

    func allows(_ errors: Int, of records: Int) -> Bool {
      switch self {
      case .count(let most): errors <= most
      case .percent(let most): Double(errors) * 100 <= most * Double(records)
      }
    }
  }

  /// The member with the text.
  package var textField = "text"
  /// The member with the id.
  package var idField = "id"
  /// The member with the day of publication: `YYYY-MM-DD`, or a timestamp that starts with it.
  package var publishedField = "published"
  /// The day of publication of records without one.
  package var published: CalendarDate?
  /// Whether the other members are copied to the answer.
  package var passes = false
  /// The longest line, in bytes; a longer one is answered with the error `too_large`.
  package var maximumRecordBytes = 64 << 20
  /// How many errors in records are tolerated with exit status 0; nil for any number.
  package var tolerance: Tolerance?
  /// Whether the first error in a record ends the stream, with exit status 65.
  package var isStrict = false
  /// Whether answers have the order of the input.
  package var keepsOrder = true
  /// Whether each answer is written immediately.
  package var flushesLines = false
  /// The unit of spans in answers.
  package var offsets = OffsetUnit.codePoints
  /// The part that is already answered: its lines of the input are skipped.
  package var start = StreamStart()
  /// Whether answers have the member `seq`, the number of the record from 0.
  package var numbers = true
  /// Whether answers have the form that readers with one schema take.
  package var isTyped = false
  /// The part of the records that is answered; nil for all.
  package var shard: Shard?
  /// Whether records are answered with an error, instead of ending the stream, when a plugin that failed
  /// too often is switched off.
  package var keepsGoing = false
  /// Whether the lines of the input are hashed, for a checkpoint.
  package var hashesInput = false
  /// The largest number of records in progress.
  package var window = 256
  /// Number of threads that annotate.
  package var workers = Platform.jobs

  /// The default options.
  package init() {}
}

/// Why a stream ends before its input does.
package enum StreamStop: Sendable, Hashable {
  /// It was cancelled before a record was answered.
  case cancelled
  /// A plugin is switched off, after it failed too often.
  case disabled(plugin: String, reason: String)
}

/// The result of a stream.
package struct StreamSummary: Sendable, Hashable {
  /// Number of lines read.
  package internal(set) var read = 0
  /// Number of lines answered.
  package internal(set) var answered = 0
  /// Number of annotations in the answers.
  package internal(set) var annotations = 0
  /// Number of annotations dropped by checks.
  package internal(set) var dropped = 0
  /// Number of records answered in part: some plugins failed, others did not.
  package internal(set) var partial = 0
  /// Number of records that a plugin was not asked about, since it does not read their language.
  package internal(set) var skipped = 0
  /// Number of answers that were kept, since there is nothing to do again.
  package internal(set) var kept = 0
  /// Number of errors by code.
  package internal(set) var errors: [String: Int] = [:]
  package internal(set) var status = ExitStatus.success
  /// What each plugin did in this run, by name.
  package internal(set) var plugins: [String: PluginCounts] = [:]

  /// Why the stream has ended before its input, if it has.
  package internal(set) var stop: StreamStop?
  /// How much of the input is answered.
  var mark = InputMark()

  /// Whether every line of the input has an answer, with errors or without.
  package var isWhole: Bool {
    switch status {
    case .success, .failure: true
    case .unavailable: kept > 0 && answered == read
    default: false
    }
  }

  /// Number of records answered with an error, or in part.
  package var failed: Int { errors.values.reduce(0, +) }

  mutating func count(_ record: StreamRecord) {
    answered += 1
    annotations += record.annotations
    dropped += record.dropped
    if record.isPartial { partial += 1 }
    if record.isSkipped { skipped += 1 }
    if record.isKept { kept += 1 }
    if let code = record.error { errors[code, default: 0] += 1 }
    for share in record.shares { plugins[share.plugin, default: PluginCounts()].add(share) }
  }

  mutating func end(_ stop: StreamStop) {
    self.stop = stop
    if case .disabled = stop { status = .unavailable }
  }

  /// Sets the status at the end of the input.
  mutating func judge(_ tolerance: StreamOptions.Tolerance?) {
    guard status == .success, let tolerance, !tolerance.allows(failed, of: answered) else { return }
    status = .failure
  }

  /// The last event of the log: the counts, and what each plugin did in which time.
  package var event: JSONObject {
    var object = json
    object["plugins"] = .object(
      JSONObject(
        plugins.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: $0.value.json) }))
    return object
  }

  /// The counts, `{"event":"done","in":…,"out":…,"errors":…}`: the same for the same input.
  package var json: JSONObject {
    var object = JSONObject()
    object["event"] = "done"
    object["in"] = .int(read)
    object["out"] = .int(answered)
    object["annotations"] = .int(annotations)
    object["dropped"] = .int(dropped)
    if partial > 0 { object["partial"] = .int(partial) }
    if skipped > 0 { object["skipped"] = .int(skipped) }
    if kept > 0 { object["kept"] = .int(kept) }
    object["errors"] = .object(
      JSONObject(
        errors.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: .int($0.value)) }))
    return object
  }
}
