import PostilIndex
import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilWorkbench

/// `stats time`: how long decisions took.
struct TimeReport {
  let isJSON: Bool

  /// What a time is about.
  private enum Subject: String, CaseIterable { case person, label, article }

  func print(_ files: [ArticleFile], in session: Session) throws {
    var times: [Subject: [String: [Int]]] = [:]
    try ArticleStream(session.focus).forEach(files) { result in
      guard let article = try session.focus.admitted(result) else { return }
      for stored in article.store.annotations {
        guard let time = stored.annotation.decisionTime else { continue }
        times[.person, default: [:]][stored.author.name, default: []].append(time)
        times[.label, default: [:]][stored.annotation.label, default: []].append(time)
        times[.article, default: [:]][article.name, default: []].append(time)
      }
    }
    for subject in Subject.allCases {
      for (name, times) in (times[subject] ?? [:]).sorted(by: { $0.key < $1.key }) {
        try print(subject, name, DecisionTimes(times), session)
      }
    }
    if times.isEmpty, !isJSON { try session.console.out.print("none") }
  }

  private func print(
    _ subject: Subject, _ name: String, _ times: DecisionTimes, _ session: Session
  ) throws {
    if isJSON {
      return try session.console.out.print(
        json: [
          subject.rawValue: .string(name), "decisions": .int(times.count),
          "median_ms": .int(times.median), "total_ms": .int(times.total),
        ])
    }
    try session.console.out.print(
      "\(subject.rawValue.padded(8)) \(name.padded(20)) \(counted(times.count, "decision").padded(14))"
        + "  \(times.words)")
  }
}

/// The times of some decisions.
struct DecisionTimes {
  private let sorted: [Int]

  init(_ times: [Int]) { sorted = times.sorted() }

  var count: Int { sorted.count }
  /// Their sum, in milliseconds.
  var total: Int { sorted.reduce(0, +) }
  /// The middle one, in milliseconds; 0 if there are none.
  var median: Int { sorted.isEmpty ? 0 : sorted[sorted.count / 2] }

  var words: String {
    "median \(Decimals.seconds(milliseconds: median)), together \(Decimals.seconds(milliseconds: total))"
  }
}
