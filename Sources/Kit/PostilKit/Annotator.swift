/// What suggests annotations for an article: a plugin's one type.
///
/// Implementations are values without mutable state: one annotator serves several threads, and the
/// same article gives the same annotations every time. Begin with "Writing an annotator".
public protocol Annotator: Sendable {
  /// The manifest's name: lower-case words with hyphens, such as `entity-tagger`.
  static var name: String { get }

  /// Its version, such as `0.1.0`.
  static var version: String { get }

  /// What it does, in one line.
  static var summary: String { get }

  /// Layers it cannot work without: the host runs their producers first or reports an error.
  static var requires: [Layer] { get }

  /// Layers it makes use of when they are there.
  static var uses: [Layer] { get }

  /// Layers it makes annotations on; others are dropped.
  static var produces: [Layer] { get }

  /// Makes the annotator ready, reading its resources once.
  init(_ configuration: Configuration) throws

  /// Suggests annotations for one article.
  ///
  /// - Parameters:
  ///   - article: The article; spans count its code points.
  ///   - given: Annotations of the layers in `requires` and `uses`, suggested and accepted.
  /// - Returns: Suggestions in any order. Ids, surface strings and the annotator may be left out.
  func annotate(_ article: Article, given: [Annotation]) throws -> [Annotation]
}

extension Annotator {
  /// Nothing is required unless said otherwise.
  public static var requires: [Layer] { [] }
  /// Nothing is used unless said otherwise.
  public static var uses: [Layer] { [] }
}

/// Why an annotator cannot start or cannot do an article, in a sentence for its user.
public struct AnnotatorError: Error, Hashable, CustomStringConvertible {
  /// The sentence.
  public let description: String

  /// Makes an error.
  public init(_ description: String) { self.description = description }
}
