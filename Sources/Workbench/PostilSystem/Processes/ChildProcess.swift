import CSpawn

/// A program that answers one line for each line it is sent; used by one thread at a time.
///
/// It leads a session of its own, so that Ctrl-C at the terminal does not reach it and what it starts
/// can be ended with it. One loop writes, reads and listens to its errors, so that neither side can
/// wait for the other forever.
package final class ChildProcess {
  /// Why there is no answer.
  package enum Trouble: Error {
    case timeout
    case ended(String)
    case tooLong
    case cancelled
  }

  /// The longest answer, in bytes.
  package static let longestLine = 64 << 20
  /// How many bytes of its errors are kept.
  private static let keptErrors = 65_536
  /// How long it may take to go when asked to, in milliseconds.
  private static let grace = 300

  private let child: spawned
  private var lines = LineBuffer(limit: longestLine)
  private var errors: [UInt8] = []
  private var isOpen = (input: true, output: true, errors: true)
  private var isEnded = false
  private var chunk = [UInt8](repeating: 0, count: 65_536)

  /// Starts a program.
  ///
  /// - Throws: The errno.
  package init(
    _ path: String, arguments: [String], environment: [String], folder: String,
    limits: ProcessLimits
  ) throws(StartFailure) {
    // A plugin that closes its input must not end us; the write's error says it.
    signal(SIGPIPE, SIG_IGN)
    var child = spawned()
    let spawnLimits = spawn_limits(memory: limits.memory << 20, cpu: limits.processor)
    let code = CStrings.with(arguments) { arguments in
      CStrings.with(environment) { environment in
        spawn_child(path, arguments, environment, folder, spawnLimits, &child)
      }
    }
    guard code == 0 else { throw StartFailure(errno: code) }
    self.child = child
  }

  deinit { end(grace: 0) }

  /// Sends a line and waits for one.
  ///
  /// - Parameter deadline: A time of ``Platform/milliseconds()``.
  package func exchange(
    _ message: [UInt8], deadline: Double, cancellation: Cancellation
  ) throws(Trouble) -> [UInt8] {
    var sent = 0
    while true {
      if let line = lines.next() {
        guard case .line(let bytes) = line else { throw .tooLong }
        return bytes
      }
      if lines.isOverflowing { throw .tooLong }
      if !isOpen.output { throw .ended(lastWords()) }
      let left = deadline - Platform.milliseconds()
      if left <= 0 { throw .timeout }
      if cancellation.isCancelled { throw .cancelled }
      wait(milliseconds: Int32(min(max(left, 1), 50)), toWrite: sent < message.count)
      try send(message, &sent)
      listen()
    }
  }

  /// Sends a line that has no answer, as far as it goes.
  package func tell(_ message: [UInt8]) {
    var sent = 0
    try? send(message, &sent)
  }

  /// Ends it and all it started, and leaves no zombie. What it does not do by itself in the grace, it
  /// is made to do.
  package func end(grace: Int = ChildProcess.grace) {
    guard !isEnded else { return }
    isEnded = true
    closeInput()
    if grace > 0, !hasEnded(within: grace) {
      spawn_kill(child.pid, SIGTERM)
      _ = hasEnded(within: grace)
    }
    // The number of the group is ours for as long as its leader is not reaped.
    spawn_kill(child.pid, SIGKILL)
    spawn_reap(child.pid)
    close(child.output)
    close(child.errors)
  }

  // MARK: One turn of the loop

  private func wait(milliseconds: Int32, toWrite: Bool) {
    var entries = [
      pollfd(fd: isOpen.output ? child.output : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: isOpen.errors ? child.errors : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: toWrite && isOpen.input ? child.input : -1, events: Int16(POLLOUT), revents: 0),
    ]
    poll(&entries, 3, milliseconds)
  }

  private func send(_ message: [UInt8], _ sent: inout Int) throws(Trouble) {
    while sent < message.count {
      guard isOpen.input else { throw .ended(lastWords()) }
      let count = message.withUnsafeBytes {
        write(child.input, $0.baseAddress! + sent, $0.count - sent)
      }
      if count > 0 {
        sent += count
      } else if count < 0, errno == EAGAIN || errno == EINTR {
        return
      } else {
        closeInput()
        throw .ended(lastWords())
      }
    }
  }

  private func listen() {
    if isOpen.output {
      isOpen.output = read(from: child.output) { lines.append($0) }
    }
    if isOpen.errors {
      isOpen.errors = read(from: child.errors) { piece in
        errors.append(contentsOf: piece)
        if errors.count > Self.keptErrors { errors.removeFirst(errors.count - Self.keptErrors) }
      }
    }
  }

  /// Takes one piece, if there is one; false at the end.
  private func read(from descriptor: Int32, _ take: (UnsafeRawBufferPointer) -> Void) -> Bool {
    chunk.withUnsafeMutableBytes { buffer in
      let count = CLibrary.read(descriptor, buffer.baseAddress, buffer.count)
      if count > 0 { take(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
      return count > 0 || count < 0 && (errno == EAGAIN || errno == EINTR)
    }
  }

  /// Closes its standard input.
  package func closeInput() {
    if isOpen.input { close(child.input) }
    isOpen.input = false
  }

  // MARK: Its end

  private func hasEnded(within milliseconds: Int) -> Bool {
    var (bySignal, code): (Int32, Int32) = (0, 0)
    let deadline = Platform.milliseconds() + Double(milliseconds)
    while true {
      if spawn_has_ended(child.pid, &bySignal, &code) != 0 { return true }
      if Platform.milliseconds() >= deadline { return false }
      Platform.pause(milliseconds: 2)
    }
  }

  /// Whether it ends with status 0 before a time of ``Platform/milliseconds()``.
  package func hasSucceeded(by deadline: Double) -> Bool {
    var (bySignal, code): (Int32, Int32) = (0, 0)
    guard hasEnded(within: max(0, Int(deadline - Platform.milliseconds()))) else { return false }
    return spawn_has_ended(child.pid, &bySignal, &code) != 0 && bySignal == 0 && code == 0
  }

  /// How it ended and the last line of its errors, as the end of a sentence.
  private func lastWords() -> String {
    var bySignal: Int32 = 0
    var code: Int32 = 0
    let isOver = hasEnded(within: 200)
    if isOver { _ = spawn_has_ended(child.pid, &bySignal, &code) }
    if isOpen.errors { listen() }
    let how =
      !isOver
      ? "it closed its input or output"
      : bySignal != 0
        ? "its process was ended by signal \(code) (\(String(cString: strsignal(code))))"
        : "its process ended with status \(code)"
    return lastError.map { "\(how): \($0)" } ?? how
  }

  /// The last line of its errors that says something.
  private var lastError: String? {
    errors.split { $0 == 0x0A || $0 == 0x0D }.last { $0.contains { $0 > 0x20 } }
      .map { String(decoding: $0.prefix(400), as: UTF8.self) }
  }
}

/// Why a program did not start.
package struct StartFailure: Error {
  let errno: Int32
  /// The system's words for it.
  package var reason: String { String(cString: strerror(errno)) }
}

/// Strings as C wants them for a call: an array of pointers with a null at its end.
enum CStrings {
  static func with<Value>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
  ) -> Value {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }
}
