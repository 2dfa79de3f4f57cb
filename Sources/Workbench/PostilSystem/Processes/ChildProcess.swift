import CSpawn
import Synchronization

/// A child process that is sent lines and sends lines.
///
/// It leads a session of its own, so that Ctrl-C at the terminal does not reach it and so that its
/// descendants can be ended with it. Any thread may send; one at a time reads with ``turn(milliseconds:)``,
/// which also writes what the pipe did not take, so that the two processes cannot deadlock.
package final class ChildProcess: @unchecked Sendable {
  // Checked by hand: what is to be sent is behind a lock, and the rest is used by the thread that reads.

  /// Why there are no more lines.
  package enum Failure: Error {
    case ended(String)
    case tooLong
    /// It used so many megabytes of memory, with its descendants.
    case memory(Int)
  }

  /// The longest line, in bytes.
  package static let longestLine = 64 << 20
  /// How many bytes of its standard error are kept.
  private static let keptErrors = 65_536
  /// Time allowed for ending after a request, in milliseconds.
  private static let grace = 300

  /// What waits to be written.
  private struct Outbox {
    var isOpen = true
    /// Whether the process has closed its input.
    var isBroken = false
    var bytes: [UInt8] = []
    var sent = 0
  }

  private let child: spawned
  private let outbox = Mutex(Outbox())
  private var lines = LineBuffer(limit: longestLine)
  private var errors: [UInt8] = []
  private var errorLines = LineBuffer(limit: keptErrors)
  private let hearing: (@Sendable (String) -> Void)?
  private var isOpen = (output: true, errors: true)
  private var isEnded = false
  private var chunk = [UInt8](repeating: 0, count: 65_536)
  private var memory: MemoryWatch?

  /// Starts a program.
  ///
  /// - Parameter hearing: Called with each line of its standard error; nil if nobody wants them.
  /// - Throws: The error number of the step that failed.
  package init(
    _ path: String, arguments: [String], environment: [String], folder: String,
    limits: ProcessLimits, hearing: (@Sendable (String) -> Void)? = nil
  ) throws(StartFailure) {
    // A plugin that closes its input must not end this process with SIGPIPE; the write reports the
    // error.
    signal(SIGPIPE, SIG_IGN)
    var child = spawned()
    let spawnLimits = spawn_limits(
      memory: MemoryWatch.isPossible ? 0 : limits.memory << 20, cpu: limits.processor)
    let code = CStrings.with(arguments) { arguments in
      CStrings.with(environment) { environment in
        spawn_child(path, arguments, environment, folder, spawnLimits, &child)
      }
    }
    guard code == 0 else { throw StartFailure(errno: code) }
    self.child = child
    self.hearing = hearing
    if MemoryWatch.isPossible, limits.memory > 0 {
      memory = MemoryWatch(session: child.pid, megabytes: limits.memory)
    }
  }

  deinit { end(grace: 0) }

  /// Sends a line: as much as the pipe takes at once, the rest with the next turns.
  package func send(_ line: [UInt8]) {
    outbox.withLock { box in
      guard box.isOpen else { return }
      box.bytes += line
      flush(&box)
    }
  }

  /// Waits for what the process prints, and returns the lines that are complete.
  ///
  /// - Parameter milliseconds: The longest wait.
  package func turn(milliseconds: Int) throws(Failure) -> [[UInt8]] {
    wait(
      milliseconds: Int32(clamping: milliseconds),
      toWrite: outbox.withLock { $0.isOpen && $0.sent < $0.bytes.count })
    let isBroken = outbox.withLock { box in
      flush(&box)
      return box.isBroken
    }
    listen()
    var found: [[UInt8]] = []
    while let line = lines.next() {
      guard case .line(let bytes) = line else { throw .tooLong }
      found.append(bytes)
    }
    if !found.isEmpty { return found }
    if lines.isOverflowing { throw .tooLong }
    if !isOpen.output || isBroken { throw .ended(endReason()) }
    if let megabytes = memory?.excess() { throw .memory(megabytes) }
    return []
  }

  /// Closes its input, ends the process and all its descendants, and reaps it: with SIGTERM after
  /// `grace` milliseconds, with SIGKILL after as many again.
  package func end(grace: Int = ChildProcess.grace) {
    guard !isEnded else { return }
    isEnded = true
    closeInput()
    if grace > 0, !hasEnded(within: grace) {
      spawn_kill(child.pid, SIGTERM)
      _ = hasEnded(within: grace)
    }
    // The process group's id cannot be reused before its leader is reaped.
    spawn_kill(child.pid, SIGKILL)
    spawn_reap(child.pid)
    CLibrary.close(child.output)
    CLibrary.close(child.errors)
  }

  // MARK: One turn

  private func wait(milliseconds: Int32, toWrite: Bool) {
    var entries = [
      pollfd(fd: isOpen.output ? child.output : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: isOpen.errors ? child.errors : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: toWrite ? child.input : -1, events: Int16(POLLOUT), revents: 0),
    ]
    poll(&entries, 3, milliseconds)
  }

  private func flush(_ box: inout Outbox) {
    while box.isOpen, box.sent < box.bytes.count {
      let count = box.bytes.withUnsafeBytes {
        write(child.input, $0.baseAddress! + box.sent, $0.count - box.sent)
      }
      if count > 0 {
        box.sent += count
      } else if count < 0, errno == EAGAIN || errno == EINTR {
        return
      } else {
        close(&box)
        box.isBroken = true
      }
    }
    box.bytes.removeAll(keepingCapacity: box.bytes.count < 1 << 20)
    box.sent = 0
  }

  private func listen() {
    if isOpen.output {
      isOpen.output = read(from: child.output) { lines.append($0) }
    }
    if isOpen.errors {
      isOpen.errors = read(from: child.errors) { piece in
        errors.append(contentsOf: piece)
        if errors.count > Self.keptErrors { errors.removeFirst(errors.count - Self.keptErrors) }
        if hearing != nil { errorLines.append(piece) }
      }
    }
    guard let hearing else { return }
    while let line = errorLines.next() {
      if case .line(let bytes) = line { hearing(String(decoding: bytes, as: UTF8.self)) }
    }
  }

  /// Reads one piece, if any is available; false at end of file.
  private func read(from descriptor: Int32, _ take: (UnsafeRawBufferPointer) -> Void) -> Bool {
    chunk.withUnsafeMutableBytes { buffer in
      let count = CLibrary.read(descriptor, buffer.baseAddress, buffer.count)
      if count > 0 { take(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
      return count > 0 || count < 0 && (errno == EAGAIN || errno == EINTR)
    }
  }

  /// Closes its standard input.
  package func closeInput() { outbox.withLock { close(&$0) } }

  private func close(_ box: inout Outbox) {
    if box.isOpen { CLibrary.close(child.input) }
    box.isOpen = false
  }

  // MARK: Ending

  private func hasEnded(within milliseconds: Int) -> Bool {
    var (bySignal, code): (Int32, Int32) = (0, 0)
    let deadline = Platform.milliseconds() + Double(milliseconds)
    while true {
      if spawn_has_ended(child.pid, &bySignal, &code) != 0 { return true }
      if Platform.milliseconds() >= deadline { return false }
      Platform.pause(milliseconds: 2)
    }
  }

  /// Its exit status, if it ends before a time on the clock of ``Platform/milliseconds()``; nil if it
  /// does not, or is ended by a signal.
  package func exitStatus(by deadline: Double) -> Int32? {
    var (bySignal, code): (Int32, Int32) = (0, 0)
    guard hasEnded(within: max(0, Int(deadline - Platform.milliseconds()))),
      spawn_has_ended(child.pid, &bySignal, &code) != 0, bySignal == 0
    else { return nil }
    return code
  }

  /// How it ended and the last line of its standard error, as the end of a sentence.
  private func endReason() -> String {
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

  /// The last line of its standard error that is not blank.
  private var lastError: String? {
    errors.split { $0 == 0x0A || $0 == 0x0D }.last { $0.contains { $0 > 0x20 } }
      .map { String(decoding: $0.prefix(400), as: UTF8.self) }
  }
}

/// Why a program did not start.
package struct StartFailure: Error {
  let errno: Int32
  /// The system's message.
  package var reason: String { String(cString: strerror(errno)) }
}

/// Passes strings to C as an array of pointers that ends with null.
enum CStrings {
  static func with<Value>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
  ) -> Value {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }
}
