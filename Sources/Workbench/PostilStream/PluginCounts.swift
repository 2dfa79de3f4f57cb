import PostilKit
import PostilPlugins
import PostilSystem

/// What one plugin did for one record.
struct PluginShare {
  let plugin: String
  let milliseconds: Double
  let annotations: Int
  let isFailed: Bool
  let usage: [String: Double]

  init(_ run: PluginRun) {
    plugin = run.manifest.name
    milliseconds = run.milliseconds
    annotations = run.annotations.count
    isFailed = run.failure != nil
    usage = run.usage
  }
}

/// What one plugin did for all records, in a memory that does not grow with them.
package struct PluginCounts: Sendable, Hashable {
  /// The ratio of two neighbouring times that are told apart.
  private static let step = 1.05
  /// The shortest time that is told apart, in milliseconds.
  private static let shortest = 0.001

  private var milliseconds = 0.0
  private var annotations = 0
  private var errors = 0
  private var usage: [String: Double] = [:]
  /// Number of records by time, in steps from the shortest.
  private var times: [Int: Int] = [:]

  /// Nothing yet.
  package init() {}

  mutating func add(_ share: PluginShare) {
    milliseconds += share.milliseconds
    annotations += share.annotations
    errors += share.isFailed ? 1 : 0
    usage.merge(share.usage, uniquingKeysWith: +)
    let place = log(max(share.milliseconds, Self.shortest) / Self.shortest) / log(Self.step)
    times[Int(place), default: 0] += 1
  }

  /// The time that 99 of 100 records did not exceed, in milliseconds, at most a twentieth too long.
  package var p99: Double {
    let count = times.values.reduce(0, +)
    var seen = 0
    for (place, records) in times.sorted(by: { $0.key < $1.key }) {
      seen += records
      if seen * 100 >= count * 99 { return Self.shortest * pow(Self.step, Double(place + 1)) }
    }
    return 0
  }

  /// `{"ms":…,"annotations":…,"errors":…,"p99ms":…}`, and `usage` if it tells any.
  var json: JSONValue {
    var object = JSONObject()
    object["ms"] = .int(Int(milliseconds.rounded()))
    object["annotations"] = .int(annotations)
    object["errors"] = .int(errors)
    object["p99ms"] = .double((p99 * 10).rounded() / 10)
    if !usage.isEmpty {
      object["usage"] = .object(
        JSONObject(
          usage.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: .double($0.value)) }))
    }
    return .object(object)
  }
}
