import PostilKit

/// The plugin's settings, checked.
struct Settings: Sendable {
  /// How an ambiguous `3/4/2021` is read.
  enum Order: String, CaseIterable { case monthFirst = "month-first", dayFirst = "day-first" }

  /// Whose conventions decide what is marked and how.
  enum Profile: String, CaseIterable {
    /// Those of TimeML: two timexes for a range, no ages.
    case timeml
    /// More: ranges as one interval, ages, anniversaries, late days as nights.
    case extended
  }

  /// Where a date without a year, or a bare weekday, is looked for.
  enum Preference: String, CaseIterable {
    /// Near the day of publication, as the verbs say.
    case verbs
    case past, future
  }

  /// What a text is taken for.
  enum Kind: String, CaseIterable { case auto, news, narrative }

  var order = Order.monthFirst
  var profile = Profile.timeml
  var prefer = Preference.verbs
  var genre = Kind.auto
  var language = "en"

  private static let names = ["genre", "language", "order", "prefer", "profile"]

  init() {}

  /// Reads the settings.
  ///
  /// - Throws: `AnnotatorError` that names a setting that there is not, or one with a value it cannot
  ///   have.
  init(_ configuration: Configuration) throws {
    for member in configuration.settings.members where !Self.names.contains(member.name) {
      throw AnnotatorError(
        "there is no setting '\(member.name)': choose \(Self.names.joined(separator: ", "))")
    }
    order = try Self.choice("order", configuration) ?? order
    profile = try Self.choice("profile", configuration) ?? profile
    prefer = try Self.choice("prefer", configuration) ?? prefer
    genre = try Self.choice("genre", configuration) ?? genre
    if let word = configuration.settings["language"]?.string {
      guard !word.isEmpty, word.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else {
        throw AnnotatorError("language is '\(word)': choose a folder of Resources, such as 'en'")
      }
      language = word
    }
  }

  /// One of the values that a setting can have; nil if it is not set.
  private static func choice<Choice: CaseIterable & RawRepresentable>(
    _ name: String, _ configuration: Configuration
  ) throws -> Choice? where Choice.RawValue == String {
    guard let value = configuration.settings[name] else { return nil }
    let word = value.string ?? JSONWriter.string(value)
    guard let choice = Choice(rawValue: word) else {
      let known = Choice.allCases.map { "'\($0.rawValue)'" }.joined(separator: " or ")
      throw AnnotatorError("\(name) is '\(word)': choose \(known)")
    }
    return choice
  }
}
