/// A kind of annotation: `entity`, `quote`, `timex`, or a layer of a plugin's own.
///
/// Layers are an open set, so this is a name and not an enumeration.
public struct Layer: RawRepresentable, Hashable, Sendable {
  /// The name, as files and commands write it.
  public let rawValue: String

  /// Makes the layer of that name.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Mentions of things in the world.
  public static let entity = Layer(rawValue: "entity")
  /// Attributed passages, with their cue and source as roles.
  public static let quote = Layer(rawValue: "quote")
  /// Temporal expressions, with their TIMEX3 value as an attribute.
  public static let timex = Layer(rawValue: "timex")
}

extension Layer: ExpressibleByStringLiteral, CustomStringConvertible, Comparable {
  /// Makes the layer named by a literal.
  public init(stringLiteral name: String) { self.init(rawValue: name) }

  /// The name.
  public var description: String { rawValue }

  /// Alphabetical order.
  public static func < (left: Layer, right: Layer) -> Bool { left.rawValue < right.rawValue }
}
