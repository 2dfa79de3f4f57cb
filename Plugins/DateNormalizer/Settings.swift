import DateEngine
import PostilKit

/// The plugin's settings, checked.
struct Settings {
  /// What a text is taken for: the setting `genre`.
  private enum Kind: String, CaseIterable { case auto, news, narrative }

  /// How an ambiguous date is read: the setting `order`.
  private enum Order: String, CaseIterable {
    case auto
    case monthFirst = "month-first"
    case dayFirst = "day-first"
  }

  let language: any DateLanguage
  let options: DateReader.Options

  private static let names = ["genre", "language", "order", "prefer", "profile"]

  /// Reads the settings.
  ///
  /// - Parameter languages: The languages to choose from; the first is the default.
  /// - Throws: `AnnotatorError` that names an unknown setting, or one whose value is not valid.
  init(_ configuration: Configuration, _ languages: [any DateLanguage]) throws {
    for member in configuration.settings.members where !Self.names.contains(member.name) {
      throw AnnotatorError(
        "there is no setting '\(member.name)': choose \(Self.names.joined(separator: ", "))")
    }
    let order: Order? = try Self.choice("order", configuration)
    let profile: Conventions.Profile? = try Self.choice("profile", configuration)
    let prefer: Preference? = try Self.choice("prefer", configuration)
    let kind: Kind? = try Self.choice("genre", configuration)
    options = DateReader.Options(
      Conventions(
        order: order.flatMap { Conventions.Order(rawValue: $0.rawValue) },
        profile: profile ?? .timeml),
      prefer: prefer ?? .verbs, genre: kind.flatMap { Genre(rawValue: $0.rawValue) })
    language = try Self.language(configuration, languages)
  }

  /// One of the values that a setting can have; nil if it is not set.
  private static func choice<Choice: CaseIterable & RawRepresentable>(
    _ name: String, _ configuration: Configuration
  ) throws -> Choice? where Choice.RawValue == String {
    guard let word = word(name, configuration) else { return nil }
    guard let choice = Choice(rawValue: word) else {
      throw unknown(name, word, Choice.allCases.map(\.rawValue))
    }
    return choice
  }

  private static func language(_ configuration: Configuration, _ languages: [any DateLanguage])
    throws -> any DateLanguage
  {
    let codes = languages.map(\.code)
    let code = word("language", configuration) ?? codes.first ?? ""
    guard let language = languages.first(where: { $0.code == code }) else {
      throw unknown("language", code, codes)
    }
    return language
  }

  /// The value of a setting as the user wrote it; nil if it is not set.
  private static func word(_ name: String, _ configuration: Configuration) -> String? {
    configuration.settings[name].map { $0.string ?? JSONWriter.string($0) }
  }

  private static func unknown(_ name: String, _ word: String, _ known: [String]) -> AnnotatorError {
    let choices = known.map { "'\($0)'" }.joined(separator: " or ")
    return AnnotatorError("\(name) is '\(word)': choose \(choices)")
  }
}
