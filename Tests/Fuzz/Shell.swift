import PostilKit
import PostilPatterns
import PostilPointing
import PostilTerminal

extension FuzzTarget {
  /// A line as typed: its statements, and what each word points at.
  static let commandLine = FuzzTarget(name: "command-line") { bytes in
    guard let line = text(bytes), let statements = try? CommandParser.statements(line) else {
      return
    }
    for word in statements.flatMap(\.words) { _ = try? resolver.targets(word) }
  }

  /// A word that points at text or annotations.
  static let designator = FuzzTarget(name: "designator") { bytes in
    guard let word = text(bytes) else { return }
    for target in (try? resolver.targets(Word(bare: word))) ?? [] {
      require(target.spans.allSatisfy { $0.end <= count }, "a span is outside the text")
    }
  }

  /// A pattern, and its search in a short text.
  static let pattern = FuzzTarget(name: "pattern") { bytes in
    guard let source = text(bytes) else { return }
    _ = try? resolver.targets(Word(bare: "/\(source)/#*"))
  }

  /// What reaches the terminal has no control character but the ends of lines.
  static let escaping = FuzzTarget(name: "escaping") { bytes in
    let shown = Escaping.shownLines(String(decoding: bytes, as: UTF8.self))
    let isClean = shown.unicodeScalars.allSatisfy { scalar in
      scalar == "\n" || scalar.properties.generalCategory != .control
    }
    require(isClean, "a control character reaches the terminal")
  }

  private static let article =
    "Ana Duarte left Lisbon on Monday. \u{1F6A2} “Fine,” she said.\nRui's ship is 3 km off.\n"
  private static let count = article.unicodeScalars.count
  private static let resolver = SpanResolver(
    grid: WordGrid(Text(article)), lastLine: nil, annotations: AnnotationIndex())
}
