import PostilSystem

/// The records of a stream between the thread that reads, those that annotate, and the one that writes:
/// lines that wait for an annotator, and answers that wait to be written.
final class RecordsInProgress: Sendable {
  /// A line, its place among those that are answered, its number in the input, and the answer it had before.
  typealias Line = (place: Int, number: Int, line: LineBuffer.Line, old: [UInt8]?)

  /// What the writing thread does next.
  enum Turn {
    /// Writes answers; idle: no record is in progress after them.
    case answers([StreamRecord], isIdle: Bool)
    /// The input has ended, and all of it is answered.
    case end
  }

  /// Number of bytes in progress at which reading waits.
  private static let budget = 256 << 20

  private enum Condition { static let (space, work, results) = (0, 1, 2) }

  private struct State {
    var queue: [Line] = []
    /// Number of lines at the start of the queue that are taken.
    var taken = 0
    var results: [Int: StreamRecord] = [:]
    var read = 0
    var written = 0
    var bytes = 0
    var hasEnded = false
    var isStopped = false
    var mark = InputMark()
  }

  private let monitor: Monitor<State>
  private let window: Int
  private let keepsOrder: Bool

  /// Creates the state at the start of a stream, which may begin after lines that were answered before.
  ///
  /// - Parameter threads: Number of threads that annotate.
  init(_ options: StreamOptions, threads: Int) {
    window = max(options.window, 2 * threads)
    keepsOrder = options.keepsOrder
    var state = State()
    state.read = options.start.lines
    state.written = options.start.lines
    monitor = Monitor(state, conditions: 3)
  }

  /// Number of records read, with those that were answered before.
  var read: Int { monitor.with { $0.read } }

  /// Whether nothing more is written, so that reading is in vain.
  var isStopped: Bool { monitor.with { $0.isStopped } }

  /// The part of the input that was answered before.
  var mark: InputMark {
    get { monitor.with { $0.mark } }
    set { monitor.with { $0.mark = newValue } }
  }

  // MARK: The reading thread

  /// Queues the line of a number in the input, with the answer it had before; waits while too much is in progress.
  func put(_ line: LineBuffer.Line, number: Int, _ old: [UInt8]? = nil) {
    let size = Self.size(line)
    _ = monitor.wait(for: Condition.space) { state -> Bool? in
      if state.isStopped { return true }
      let underWay = state.read - state.written
      guard underWay == 0 || underWay < window && state.bytes + size < Self.budget else {
        return nil
      }
      state.queue.append((state.read, number, line, old))
      state.read += 1
      state.bytes += size
      return true
    }
    monitor.with(waking: [Condition.work]) { _ in }
  }

  /// Notes that no line follows.
  func end() {
    monitor.with(waking: [Condition.work, Condition.results], all: true) { $0.hasEnded = true }
  }

  private static func size(_ line: LineBuffer.Line) -> Int {
    if case .line(let bytes) = line { bytes.count } else { 0 }
  }

  // MARK: The annotating threads

  /// Waits for a line; nil if there will be none.
  func take() -> Line? {
    let next = monitor.wait(for: Condition.work) { state -> Line?? in
      if state.isStopped { return .some(nil) }
      guard state.taken < state.queue.count else { return state.hasEnded ? .some(nil) : nil }
      let next = state.queue[state.taken]
      state.queue[state.taken].line = .tooLong
      state.taken += 1
      if state.taken == state.queue.count || state.taken > 4096 {
        state.queue.removeFirst(state.taken)
        state.taken = 0
      }
      return next
    }
    return next ?? nil
  }

  /// Hands the answer to a line to the writing thread.
  func answer(_ place: Int, _ line: LineBuffer.Line, _ answer: StreamRecord) {
    let size = Self.size(line)
    var answer = answer
    answer.lineBytes = size + 1
    monitor.with(waking: [Condition.results]) { [answer] state in
      state.results[place] = answer
      state.bytes -= size
    }
  }

  // MARK: The writing thread

  /// Waits for answers; nil after a timeout in milliseconds.
  func next(within milliseconds: Int) -> Turn? {
    let turn = monitor.wait(for: Condition.results, milliseconds: milliseconds) { state -> Turn? in
      var answers: [StreamRecord] = []
      while let answer = keepsOrder
        ? state.results.removeValue(forKey: state.written) : state.results.popFirst()?.value
      {
        answers.append(answer)
        state.written += 1
      }
      let isIdle = state.written == state.read
      if !answers.isEmpty { return .answers(answers, isIdle: isIdle) }
      return state.hasEnded && isIdle ? .end : nil
    }
    if case .answers? = turn { monitor.with(waking: [Condition.space]) { _ in } }
    return turn
  }

  /// Ends the other threads at their next step.
  func stop() {
    monitor.with(waking: [Condition.space, Condition.work], all: true) { $0.isStopped = true }
  }
}
