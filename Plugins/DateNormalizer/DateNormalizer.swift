import PostilKit

/// Marks temporal expressions and gives their TIMEX3 value.
public struct DateNormalizer: Annotator {
  /// The manifest's name.
  public static let name = "date-normalizer"
  /// Its version.
  public static let version = "0.1.0"
  /// What it does.
  public static let summary = "Marks temporal expressions and gives their TIMEX3 value."
  /// The layer it makes.
  public static let produces: [Layer] = [.timex]

  /// Starts it.
  public init(_ configuration: Configuration) throws {}

  /// Suggests annotations.
  public func annotate(_ article: Article, given: [Annotation]) throws -> [Annotation] { [] }
}

@_cdecl("postil_annotator_DateNormalizer")
func door() -> UnsafeRawPointer { NativeDoor.table(for: DateNormalizer.self) }
