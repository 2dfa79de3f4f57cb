/// Suggests annotations for an article: the one type that a plugin consists of.
///
/// What the plugin is called and which layers it reads and writes is in its `plugin.json` and nowhere
/// else. Implementations are values without mutable state: several threads use one annotator, and the
/// same article gives the same annotations every time. Start with "Writing an annotator".
public protocol Annotator: Sendable {
  /// Prepares the annotator; it reads its resources here, once.
  ///
  /// - Throws: ``AnnotatorError`` if a resource is missing or a setting is not valid.
  init(_ configuration: Configuration) throws

  /// Suggests annotations for one article.
  ///
  /// - Parameters:
  ///   - article: The article; spans count its code points.
  ///   - given: Annotations of the layers in the manifest's `requires` and `uses`, suggested and
  ///     accepted.
  /// - Returns: Suggestions in any order. Ids, surface strings and the annotator may be left out.
  /// - Throws: ``AnnotatorError`` if the user can correct the cause; no text is an error.
  func annotate(_ article: Article, given: [Annotation]) throws -> [Annotation]
}

/// Why an annotator cannot start or cannot process an article, in a sentence for its user.
public struct AnnotatorError: Error, Hashable, CustomStringConvertible {
  /// The sentence.
  public let description: String

  /// Makes an error.
  public init(_ description: String) { self.description = description }
}
