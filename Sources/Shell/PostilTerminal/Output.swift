import CSignals
import PostilKit
import PostilSystem

/// Standard output or error: escapes text, buffers it and checks every write.
package final class Output {
  /// Whether styles are printed as colours.
  package var hasColour: Bool
  /// The codes of the colours of labels; another label has one by its name.
  package var labelCodes: [String: String] = [:]
  private let descriptor: Int32?
  private var buffer: [UInt8] = []

  /// Output to a file descriptor, or to memory if it is nil.
  package init(descriptor: Int32?, hasColour: Bool = false) {
    self.descriptor = descriptor
    self.hasColour = hasColour
  }

  /// Whether the output is a terminal.
  package var isTerminal: Bool { descriptor.map { isatty($0) == 1 } ?? false }

  /// The columns of the terminal that the output goes to; nil if it does not go to one.
  package var columns: Int? { descriptor.flatMap(Terminal.columns(of:)) }

  /// The width for help and other text in paragraphs: the terminal's, or 100 columns.
  package var textWidth: Int { columns ?? 100 }

  package func print(_ text: String) throws(PostilError) { try print(StyledLine(text)) }

  package func print(_ lines: [StyledLine]) throws(PostilError) {
    for line in lines { try print(line) }
  }

  /// Prints a line; on a terminal that is too narrow for it, wrapped between words.
  ///
  /// - Throws: `printingInterrupted` if Ctrl-C was pressed meanwhile, `cannotPrint`, `brokenPipe`.
  package func print(_ line: StyledLine) throws(PostilError) {
    if descriptor == STDOUT_FILENO, consume_interrupt() { throw .file(.printingInterrupted) }
    for line in fitted(line) { try write(raw: rendered(line) + "\n") }
  }

  /// Prints a value as one line of JSON; the JSON writer escapes control characters.
  package func print(json: JSONValue) throws(PostilError) {
    buffer.append(contentsOf: JSONWriter.bytes(json))
    try write(raw: "\n")
  }

  /// Writes unescaped bytes of a file's content, for example an export to a pipe.
  package func write(bytes: some Sequence<UInt8>) throws(PostilError) {
    buffer.append(contentsOf: bytes)
    if buffer.count > 1 << 16 { try flush() }
  }

  /// Writes text without escaping it: Postil's own terminal control sequences.
  package func write(raw: String) throws(PostilError) {
    buffer.append(contentsOf: raw.utf8)
    if buffer.count > 1 << 16 { try flush() }
  }

  /// Writes the buffered bytes.
  ///
  /// - Throws: `brokenPipe` if the reader has closed the pipe, `cannotPrint` for any other failure.
  package func flush() throws(PostilError) {
    guard let descriptor, !buffer.isEmpty else { return }
    let bytes = buffer
    buffer = []
    do throws(PostilError) {
      try Files.write(bytes, to: descriptor, path: "standard output")
    } catch {
      guard case FileFact.cannotWrite(_, let code) = error.fact else { throw error }
      throw .file(code == EPIPE ? .brokenPipe : .cannotPrint(errno: code))
    }
  }

  /// Returns the text printed to memory and clears it.
  package func take() -> String {
    defer { buffer = [] }
    return String(decoding: buffer, as: UTF8.self)
  }

  /// A line in as many lines as its words need on the terminal, each but the first indented two columns
  /// more than it.
  package func fitted(_ line: StyledLine) -> [StyledLine] {
    let text = line.text
    guard text.utf8.count > 20, let columns else { return [line] }
    return line.wrapped(to: max(20, columns), indent: text.prefix { $0 == " " }.count + 2)
  }

  /// A line as escaped text with its styles, for the screen.
  package func rendered(_ line: StyledLine) -> String {
    line.pieces.map { piece in
      let text = Escaping.shown(piece.text)
      if piece.style == .isolated { return "\u{2068}\(text)\u{2069}" }
      guard hasColour, let code = code(piece.style) else { return text }
      return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }.joined()
  }

  private func code(_ style: StyledLine.Style) -> String? {
    switch style {
    case .plain, .isolated: nil
    case .dim: "2"
    case .strong: "1"
    case .good: "32"
    case .bad: "31"
    case .label(let name):
      labelCodes[name] ?? String(31 + name.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % 6)
    }
  }
}
