/// Times DateNormalizer in process, one thread, no JSON between:
/// `dates_speed PLUGIN-FOLDER DOCS.jsonl [MB]`, with the number of megabytes, by default 10.
///
/// `Benchmarks/dates` compiles it and links it with the library that ships. It prints the start, the
/// memory once started and used, and MB (10^6 bytes) a second of the texts one by one (cut), of all as
/// one article (one), and of the kit's scan into tokens alone (scan): best of many rounds, by the clock
/// and by the time that this thread had a processor, which other programs on the machine do not slow.
import DateNormalizer
import Foundation
import PostilKit

func digits(_ number: Double, _ count: Int = 1) -> String {
  number.formatted(.number.precision(.fractionLength(count)))
}

struct Times {
  var wall = Double.infinity
  var processor = Double.infinity

  /// Runs it again and keeps the best.
  mutating func run(_ body: () throws -> Void) rethrows {
    let (wall, processor) = (Self.now(CLOCK_MONOTONIC), Self.now(CLOCK_THREAD_CPUTIME_ID))
    try body()
    self.wall = min(self.wall, Self.now(CLOCK_MONOTONIC) - wall)
    self.processor = min(self.processor, Self.now(CLOCK_THREAD_CPUTIME_ID) - processor)
  }

  func print(_ name: String, bytes: Int) {
    let speed = { (seconds: Double) in digits(Double(bytes) / seconds / 1e6) }
    Swift.print("\(name): \(speed(wall)) MB/s, \(speed(processor)) by processor time")
  }

  private static func now(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// The most memory that this process ever had, in MB.
func memory() -> Double {
  let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
  let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
  return (line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) } ?? 0)
    / 1000
}

let (folder, docs) = (CommandLine.arguments[1], CommandLine.arguments[2])
let published = CalendarDate("2023-03-15")
let configuration = Configuration(folder: folder)

var starting = Times()
try starting.run { _ = try DateNormalizer(configuration) }
let annotator = try DateNormalizer(configuration)
_ = try annotator.annotate(Article(text: Text("on Monday"), published: published), given: [])
print("start: \(digits(starting.wall * 1000)) ms, \(digits(memory())) MB")

let texts = try String(contentsOfFile: docs, encoding: .utf8).split(separator: "\n").map {
  try JSONParser.parse(String($0))["text"]?.string ?? ""
}
let bytes = texts.reduce(0) { $0 + $1.utf8.count + 2 }
let most = CommandLine.arguments.count > 3 ? Int(CommandLine.arguments[3]) ?? 10 : 10
let times = max(1, most * 1_000_000 / max(1, bytes))
let parts = Array(repeating: texts, count: times).flatMap(\.self)
let cut = parts.map { Article(text: Text($0), published: published) }
let whole = Article(text: Text(parts.joined(separator: "\n\n")), published: published)

// In turns, so that what else the machine does falls on all of them.
var (cutTimes, wholeTimes, scanTimes) = (Times(), Times(), Times())
for _ in 0..<9 {
  try cutTimes.run { for article in cut { _ = try annotator.annotate(article, given: []) } }
  try wholeTimes.run { _ = try annotator.annotate(whole, given: []) }
  scanTimes.run { _ = Tokens(whole.text) }
}
cutTimes.print("cut", bytes: whole.text.utf8.count)
wholeTimes.print("one", bytes: whole.text.utf8.count)
scanTimes.print("scan", bytes: whole.text.utf8.count)
let ratio = { (times: Times, other: Times) in digits(times.processor / other.processor, 2) }
print("one article takes \(ratio(wholeTimes, cutTimes)) x the time of the same text cut,")
print("and \(ratio(wholeTimes, scanTimes)) x that of the scan alone")
