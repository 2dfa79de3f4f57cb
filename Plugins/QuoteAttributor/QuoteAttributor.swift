import PostilKit

/// Marks direct, mixed and indirect quotes with their cue and source.
public struct QuoteAttributor: Annotator {
  /// The manifest's name.
  public static let name = "quote-attributor"
  /// Its version.
  public static let version = "0.1.0"
  /// What it does.
  public static let summary = "Marks direct, mixed and indirect quotes with their cue and source."
  /// The layer it makes.
  public static let produces: [Layer] = [.quote]

  /// Starts it.
  public init(_ configuration: Configuration) throws {}

  /// Suggests annotations.
  public func annotate(_ article: Article, given: [Annotation]) throws -> [Annotation] { [] }
}

@_cdecl("postil_annotator_QuoteAttributor")
func door() -> UnsafeRawPointer { NativeDoor.table(for: QuoteAttributor.self) }
