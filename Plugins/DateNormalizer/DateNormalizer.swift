import DateEngine
import PostilKit

/// Marks temporal expressions and gives their TIMEX3 value.
///
/// The engine reads the timexes of a text in one language; this writes them as annotations.
public struct DateNormalizer: Annotator {
  private let reader: DateReader
  private let profile: Conventions.Profile

  /// Starts it: reads the settings and the words of the language.
  ///
  /// - Throws: `AnnotatorError` for a setting that is not valid or a word list that cannot be read.
  public init(_ configuration: Configuration) throws {
    try self.init(configuration, Languages.all)
  }

  /// Starts it with other languages to choose from.
  init(_ configuration: Configuration, _ languages: [any DateLanguage]) throws {
    let settings = try Settings(configuration, languages)
    profile = settings.options.conventions.profile
    reader = try DateReader(settings.language, configuration, settings.options)
  }

  /// Suggests a timex for each temporal expression, in reading order.
  public func annotate(_ article: Article, given: [Annotation]) throws -> [Annotation] {
    var writer = TimexWriter(profile)
    reader.read(article) { writer.write($0) }
    return writer.annotations
  }
}

/// Entry point exported to the host (see `postil.h`).
@_cdecl("postil_annotator_DateNormalizer")
public func entryPoint() -> UnsafeRawPointer { NativeEntryPoint.table(for: DateNormalizer.self) }
