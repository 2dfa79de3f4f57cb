import PostilKit
import PostilSystem

/// A process of a plugin after its start: questions of several threads, and their answers in any order, each a
/// line of JSON.
///
/// Of the threads that wait for an answer, one at a time reads for all.
final class PluginProcess: Sendable {
  /// An answer, with its annotations read apart from the rest.
  typealias Answer = (json: JSONValue, read: AnnotateResult.Reading)

  /// Why a question has no answer.
  enum Loss: Error {
    /// The process still answers other questions.
    case question(PluginFailure)
    /// The process is of no use any more; own: because of this question, as far as one can tell.
    case process(PluginFailure, isOwn: Bool)
  }

  /// How long a process that was told to cancel a question may still take, in milliseconds.
  private static let grace = 5000.0
  /// How much longer than its limit a plugin that tells its progress may take in all.
  private static let patience = 10.0
  /// The longest wait for output, in milliseconds, after which deadlines are looked at.
  private static let turn = 50

  private struct Question {
    /// When it was asked, and when the process last gave a sign of life since, in milliseconds.
    let asked: Double
    var sign: Double
    var answer: Answer?
    /// When the process was told to cancel it.
    var cancelled: Double?
  }

  private struct State {
    var questions: [Int: Question] = [:]
    var number = 0
    var isReading = false
    /// Why the process is of no use, and the question that is the reason.
    var failure: (PluginFailure, question: Int?)?
  }

  /// What a thread that waits for an answer does.
  private enum Turn {
    case take(Answer)
    case lose(PluginFailure, isOwn: Bool)
    case read
  }

  private let process: ChildProcess
  private let manifest: Manifest
  private let news: PluginNewsDesk
  private let state = Monitor(State())

  init(_ process: ChildProcess, of manifest: Manifest, _ news: PluginNewsDesk) {
    self.process = process
    self.manifest = manifest
    self.news = news
  }

  // MARK: The handshake

  /// Sends the first message and waits for its answer; the plugin may tell its progress before.
  ///
  /// - Parameter begin: When it was started.
  func shakeHands(
    _ message: [UInt8], since begin: Double, _ cancellation: Cancellation
  ) throws(PluginFailure) -> JSONValue {
    process.send(message)
    var sign = begin
    while true {
      for line in try lines() {
        let (json, _) = try parsed(line)
        guard tell(json) else { return json }
        sign = Platform.milliseconds()
      }
      let limit = Double(manifest.limits.start)
      let end = min(sign + limit, begin + limit * Self.patience)
      if Platform.milliseconds() > end {
        throw tooSlow(since: begin, limit, "startSeconds", Self.patience)
      }
      if cancellation.isCancelled { throw cancelled }
    }
  }

  // MARK: Questions

  /// Asks about one article, and waits for the answer.
  func annotate(
    _ request: AnnotateRequest, _ cancellation: Cancellation
  ) throws(Loss) -> Answer {
    let number = ask(request)
    while true {
      let turn = state.wait(for: 0, milliseconds: Self.turn) { state -> Turn? in
        Self.turn(of: number, &state)
      }
      switch turn {
      case .take(let answer): return answer
      case .lose(let failure, let isOwn): throw .process(failure, isOwn: isOwn)
      case .read: read()
      case nil: break
      }
      try checkTime(of: number, cancellation)
    }
  }

  private func ask(_ request: AnnotateRequest) -> Int {
    let number = state.with { state in
      state.number += 1
      let now = Platform.milliseconds()
      state.questions[state.number] = Question(asked: now, sign: now)
      return state.number
    }
    process.send(Self.message(request, number))
    return number
  }

  private static func turn(of number: Int, _ state: inout State) -> Turn? {
    if let answer = state.questions[number]?.answer, state.questions[number]?.cancelled == nil {
      state.questions[number] = nil
      return .take(answer)
    }
    if let (failure, question) = state.failure {
      state.questions[number] = nil
      return .lose(failure, isOwn: question == number)
    }
    guard !state.isReading else { return nil }
    state.isReading = true
    return .read
  }

  /// Reads once, for all that wait.
  private func read() {
    var failure: PluginFailure?
    do throws(PluginFailure) {
      for line in try lines() { try take(line) }
    } catch {
      failure = error
    }
    state.with(waking: [0], all: true) { [failure] state in
      state.isReading = false
      guard let failure, state.failure == nil else { return }
      let open = state.questions.filter { $0.value.answer == nil }
      state.failure = (failure, question: open.count == 1 ? open.first?.key : nil)
    }
  }

  private func take(_ line: [UInt8]) throws(PluginFailure) {
    let (json, read) = try parsed(line)
    let number = json["seq"]?.int
    if tell(json) { return renew(number) }
    let isKnown = state.with { state in
      guard let number, let question = state.questions[number], question.answer == nil else {
        return false
      }
      state.questions[number]?.answer = (json, read)
      return true
    }
    guard isKnown else {
      let open = state.with { $0.questions.keys.sorted() }
      throw PluginFailure(
        manifest.name, .error,
        open.count == 1
          ? "its answer has another id than request \(open[0])"
          : "its answer has the id of no request")
    }
    renew(nil)
  }

  /// Notes a sign of life: about one question, or about all.
  private func renew(_ number: Int?) {
    let now = Platform.milliseconds()
    state.with { state in
      for key in number.map({ [$0] }) ?? Array(state.questions.keys) {
        state.questions[key]?.sign = now
      }
    }
  }

  /// Hands on what the plugin tells about its progress; false if the message is not about that.
  private func tell(_ json: JSONValue) -> Bool {
    guard let text = json["progress"]?.string else { return false }
    news.tell(
      PluginNews(
        plugin: manifest.name, text: String(text.prefix(120)), done: json["done"]?.int,
        of: json["of"]?.int))
    return true
  }

  // MARK: Time

  /// Gives a question up if it takes too long, or if the user wants that.
  private func checkTime(of number: Int, _ cancellation: Cancellation) throws(Loss) {
    let now = Platform.milliseconds()
    guard let question = state.with({ $0.questions[number] }) else { return }
    if cancellation.isCancelled { throw lose(number, cancelled) }
    let limit = Double(manifest.limits.article)
    let most = max(Self.patience, Double(manifest.runs.inFlight))
    if question.cancelled == nil {
      guard question.answer == nil,
        now > min(question.sign + limit, question.asked + limit * most)
      else { return }
    }
    let slow = tooSlow(since: question.asked, limit, "articleSeconds", most)
    if let since = question.cancelled {
      if question.answer != nil {
        forget(number)
        throw .question(slow)
      }
      if now > since + Self.grace { throw lose(number, slow) }
    } else {
      guard manifest.runs.inFlight > 1 else { throw lose(number, slow) }
      state.with { $0.questions[number]?.cancelled = now }
      cancel(number)
    }
  }

  /// Tells the process that a question needs no answer.
  func cancel(_ number: Int) {
    process.send(Array("{\"method\":\"cancel\",\"seq\":\(number)}\n".utf8))
  }

  private func forget(_ number: Int) { state.with { $0.questions[number] = nil } }

  /// Gives the process up because of a question.
  private func lose(_ number: Int, _ failure: PluginFailure) -> Loss {
    state.with(waking: [0], all: true) { state in
      state.questions[number] = nil
      if state.failure == nil { state.failure = (failure, number) }
    }
    return .process(failure, isOwn: true)
  }

  private func tooSlow(
    since begin: Double, _ limit: Double, _ name: String, _ most: Double
  ) -> PluginFailure {
    let isLast = Platform.milliseconds() > begin + limit * most
    let seconds = ((isLast ? limit * most : limit) / 100).rounded() / 10
    let which = isLast ? "\(Int(most)) times limits.\(name)" : "limits.\(name)"
    return PluginFailure(
      manifest.name, .timeout, "it did not answer within \(seconds) s (\(which))")
  }

  private var cancelled: PluginFailure {
    PluginFailure(manifest.name, .cancelled, "it was cancelled")
  }

  // MARK: Lines

  private func lines() throws(PluginFailure) -> [[UInt8]] {
    do {
      return try process.turn(milliseconds: Self.turn)
    } catch {
      switch error {
      case .ended(let how): throw PluginFailure(manifest.name, .crash, how)
      case .tooLong:
        let limit = ChildProcess.longestLine >> 20
        throw PluginFailure(manifest.name, .error, "it wrote a line of more than \(limit) MB")
      case .memory(let used):
        throw PluginFailure(
          manifest.name, .crash,
          "it used \(used) MB of memory, more than \(manifest.limits.memory)"
            + " (limits.memoryMegabytes)")
      }
    }
  }

  private func parsed(_ line: [UInt8]) throws(PluginFailure) -> Answer {
    var read = AnnotateResult.Reading()
    do {
      let answer = try JSONParser.parse(line, handing: "annotations") { read.take($0) }
      return (answer, read)
    } catch {
      let prefix = String(decoding: line.prefix(40), as: UTF8.self)
      throw PluginFailure(
        manifest.name, .error, "it wrote an invalid message: '\(prefix)' (\(error.reason))")
    }
  }

  private static func message(_ request: AnnotateRequest, _ number: Int) -> [UInt8] {
    var writer = JSONWriter()
    writer.write(raw: "{\"method\":\"annotate\",\"seq\":")
    writer.write(.int(number))
    writer.write(raw: ",\"request\":")
    writer.write(request.json(includingText: true))
    writer.write(raw: "}\n")
    return writer.bytes
  }

  // MARK: The end

  /// Ends the process by signals, after the default grace period.
  func end() {
    leave()
    process.end()
  }

  /// Kills a process that has failed, without a grace period.
  func kill() {
    leave()
    process.end(grace: 0)
  }

  /// Asks the process to end, and after a grace period ends it by signals.
  func shutDown() {
    leave()
    process.send(Array("{\"method\":\"shutdown\"}\n".utf8))
    process.end()
  }

  /// Asks the process to end, and says whether it does so by itself.
  func endsWithin(milliseconds: Double) -> Bool {
    leave()
    process.send(Array("{\"method\":\"shutdown\"}\n".utf8))
    process.closeInput()
    defer { process.end(grace: 0) }
    return process.exitStatus(by: Platform.milliseconds() + milliseconds) != nil
  }

  /// Waits until nobody reads, and lets nobody read any more.
  private func leave() {
    state.with(waking: [0], all: true) { state in
      if state.failure == nil { state.failure = (cancelled, nil) }
    }
    _ = state.wait(for: 0) { $0.isReading ? nil : true }
  }
}
