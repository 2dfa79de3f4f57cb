import PostilPatterns
import PostilPointing
import PostilTerminal

extension Target {
  /// A line as typed: its statements, and each word as a designator.
  static let commandLine = Target(name: "command-line") { bytes in
    guard let line = text(bytes), let statements = try? CommandParser.statements(line) else { return }
    for word in statements.flatMap(\.words) { _ = try? DesignatorParser.parse(word) }
  }

  /// A word that points at text or annotations.
  static let designator = Target(name: "designator") { bytes in
    guard let word = text(bytes) else { return }
    _ = try? DesignatorParser.parse(Word(bare: word))
  }

  /// A pattern, and its search in a short text.
  static let pattern = Target(name: "pattern") { bytes in
    guard let source = text(bytes) else { return }
    _ = try? DesignatorParser.parse(Word(bare: "/\(source)/"))
  }

  /// What reaches the terminal has no control character but the ends of lines.
  static let escaping = Target(name: "escaping") { bytes in
    let shown = Escaping.shownLines(String(decoding: bytes, as: UTF8.self))
    let isClean = shown.unicodeScalars.allSatisfy { scalar in
      scalar == "\n" || scalar.properties.generalCategory != .control
    }
    require(isClean, "a control character is shown as such")
  }
}
