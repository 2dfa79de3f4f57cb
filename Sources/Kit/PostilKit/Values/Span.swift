/// A half-open range `[start, end)` of Unicode scalars (code points) of an article's text.
///
/// This is the one unit of position in Postil: sidecars, plugin messages, the stream and the kit all
/// count code points. Bytes are used inside for speed, and UTF-16 units or graphemes only in an
/// exporter or on the screen. In JSON a span is `[start, end]`.
public struct Span: Hashable, Sendable {
  /// The first code point.
  public var start: Int
  /// One past the last code point.
  public var end: Int

  /// Makes a span of the code points `start ..< end`.
  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  /// The number of code points.
  public var count: Int { end - start }

  /// Whether the span holds no code point at all.
  public var isEmpty: Bool { end <= start }

  /// Whether both spans share at least one code point.
  public func overlaps(_ other: Span) -> Bool { start < other.end && other.start < end }

  /// Whether every code point of `other` is in this span.
  public func contains(_ other: Span) -> Bool { start <= other.start && other.end <= end }

  /// Whether the code point at `position` is in this span.
  public func contains(_ position: Int) -> Bool { start <= position && position < end }
}

extension Span: Comparable {
  /// Reading order: by start, and of two that start together the longer first.
  public static func < (left: Span, right: Span) -> Bool {
    left.start != right.start ? left.start < right.start : left.end > right.end
  }
}

extension Span: CustomStringConvertible {
  /// The span as messages show it, such as `12:18`.
  public var description: String { "\(start):\(end)" }
}

extension Span {
  /// Reads `[start, end]`; nil unless both are whole numbers with `0 <= start <= end`.
  public init?(json: JSONValue) {
    guard case .array(let ends) = json, ends.count == 2,
      let start = ends[0].int, let end = ends[1].int, start >= 0, start <= end
    else { return nil }
    self.init(start, end)
  }

  /// The span as `[start, end]`.
  public var json: JSONValue { .array([.int(start), .int(end)]) }
}
