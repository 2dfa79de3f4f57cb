import PostilKit

/// Marks mentions of people, organizations, places and peoples.
public struct EntityTagger: Annotator {
  /// The manifest's name.
  public static let name = "entity-tagger"
  /// Its version.
  public static let version = "0.1.0"
  /// What it does.
  public static let summary = "Marks mentions of people, organizations, places and peoples."
  /// The layer it makes.
  public static let produces: [Layer] = [.entity]

  /// Starts it.
  public init(_ configuration: Configuration) throws {}

  /// Suggests annotations.
  public func annotate(_ article: Article, given: [Annotation]) throws -> [Annotation] { [] }
}

@_cdecl("postil_annotator_EntityTagger")
func door() -> UnsafeRawPointer { NativeDoor.table(for: EntityTagger.self) }
