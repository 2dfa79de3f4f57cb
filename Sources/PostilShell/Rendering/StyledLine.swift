/// A line for the screen: pieces of text, each with a style that only repeats what the text says.
struct StyledLine: Hashable, Sendable, ExpressibleByStringLiteral {
  /// What a piece is; the output decides how that looks.
  enum Style: Hashable, Sendable {
    case plain, dim, strong, good, bad
    /// Text that may run from right to left, kept apart from what stands around it.
    case isolated
    /// A label: one of six colours by its name.
    case label(String)
  }

  /// The pieces in order.
  private(set) var pieces: [(text: String, style: Style)] = []

  init(_ text: String = "", _ style: Style = .plain) { append(text, style) }

  init(stringLiteral value: String) { self.init(value) }

  /// Adds a piece.
  mutating func append(_ text: String, _ style: Style = .plain) {
    guard !text.isEmpty else { return }
    if let last = pieces.last, last.style == style {
      pieces[pieces.count - 1].text += text
    } else {
      pieces.append((text, style))
    }
  }

  /// The line without styles.
  var text: String { pieces.map(\.text).joined() }

  static func == (left: StyledLine, right: StyledLine) -> Bool {
    left.pieces.elementsEqual(right.pieces) { $0.text == $1.text && $0.style == $1.style }
  }

  func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
