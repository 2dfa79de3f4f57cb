import CSignals
import PostilSystem

/// The terminal in raw mode, read key by key; its settings are restored on deinitialization.
package final class RawTerminal {
  private var saved = termios()
  private var isRaw = false
  /// Whether reading ended since the size of the terminal has changed.
  private var isResized = false

  /// Switches line editing and echo off; nil if standard input is not a terminal.
  package init?() {
    guard tcgetattr(STDIN_FILENO, &saved) == 0 else { return nil }
    enter()
  }

  deinit { leave() }

  /// Restores the terminal's original settings.
  package func leave() {
    if isRaw {
      Self.bracketPastes(false)
      tcsetattr(STDIN_FILENO, TCSADRAIN, &saved)
    }
    isRaw = false
  }

  /// Switches line editing and echo off again.
  package func enter() {
    var raw = saved
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
    raw.c_iflag &= ~tcflag_t(IXON)
    isRaw = tcsetattr(STDIN_FILENO, TCSADRAIN, &raw) == 0
    catch_resizes()
    _ = consume_resize()
    if isRaw { Self.bracketPastes(true) }
  }

  /// Asks the terminal to mark text that is pasted, so that it is never taken for keys.
  private static func bracketPastes(_ isOn: Bool) {
    guard isatty(STDOUT_FILENO) == 1, !Terminal.isDumb else { return }
    try? Files.write(
      Array("\u{1B}[?2004\(isOn ? "h" : "l")".utf8), to: STDOUT_FILENO, path: "standard output")
  }

  /// Stops the process as Ctrl-Z does; the original settings hold while it is stopped.
  package func suspend() {
    leave()
    raise(SIGTSTP)
    enter()
  }

  /// The next key; nil at the end of input.
  package func key() -> Key? {
    isResized = false
    guard let byte = read(returnsAtResize: true) else { return isResized ? .resized : nil }
    switch byte {
    case 0x03: return .interrupt
    case 0x04: return nil
    case 0x1A: return .suspend
    case 0x08, 0x7F: return .character("\u{8}")
    case 0x1B: return escape()
    case 0xC0...: return character(byte)
    default: return .character(Character(Unicode.Scalar(byte)))
    }
  }

  private func character(_ first: UInt8) -> Key {
    var bytes = [first]
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    while bytes.count < length, let next = read() { bytes.append(next) }
    return .character(String(decoding: bytes, as: UTF8.self).first ?? " ")
  }

  /// Maps arrow keys to vi's letters; any other sequence is consumed and reported as `other`.
  private func escape() -> Key {
    guard waits(50), let next = read() else { return .escape }
    guard next == UInt8(ascii: "[") || next == UInt8(ascii: "O") else { return .other }
    var last: UInt8 = 0
    var sequence: [UInt8] = []
    while waits(50), let byte = read() {
      last = byte
      sequence.append(byte)
      if (0x40...0x7E).contains(byte) { break }
    }
    if sequence == Array("200~".utf8) { return .pasted(pasted()) }
    switch last {
    case UInt8(ascii: "A"): return .character("k")
    case UInt8(ascii: "B"): return .character("j")
    case UInt8(ascii: "C"): return .character("l")
    case UInt8(ascii: "D"): return .character("h")
    default: return .other
    }
  }

  /// The text up to the end of a paste, in one line.
  private func pasted() -> String {
    let end = Array("\u{1B}[201~".utf8)
    var bytes: [UInt8] = []
    while bytes.count < 1 << 20, !bytes.suffix(end.count).elementsEqual(end), waits(1000),
      let byte = read()
    {
      bytes.append(byte)
    }
    if bytes.suffix(end.count).elementsEqual(end) { bytes.removeLast(end.count) }
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      .joined(separator: " ")
  }

  private func waits(_ milliseconds: Int32) -> Bool {
    var ready = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&ready, 1, milliseconds) > 0
  }

  /// The next byte; nil at the end of input.
  ///
  /// - Parameter returnsAtResize: Whether it is also nil, and `isResized` true, when the size of the
  ///   terminal has changed.
  private func read(returnsAtResize: Bool = false) -> UInt8? {
    var byte: UInt8 = 0
    while true {
      if returnsAtResize, consume_resize() {
        isResized = true
        return nil
      }
      // Polled every 500 ms, since a signal may arrive just before the read starts.
      if pending_termination_signal() != 0 { return nil }
      guard waits(500) else { continue }
      let count = CLibrary.read(STDIN_FILENO, &byte, 1)
      if count == 1 { return byte }
      if count == 0 || errno != EINTR { return nil }
      if consume_interrupt() { return 0x03 }
    }
  }
}

/// A key press in `review` or `mark`, or what happens instead of one.
package enum Key: Hashable, Sendable {
  case character(Character)
  /// Text that was pasted, in one line.
  case pasted(String)
  /// The size of the terminal has changed.
  case resized
  case escape
  case interrupt
  case suspend
  case other
}
