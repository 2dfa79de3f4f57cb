import PostilKit

/// The plugin's settings, checked.
struct Settings: Sendable {
  /// How an ambiguous `3/4/2021` is read.
  enum Order: String { case monthFirst = "month-first", dayFirst = "day-first" }

  var order = Order.monthFirst
  var language = "en"

  init() {}

  /// Reads the settings.
  ///
  /// - Throws: `AnnotatorError` that names a setting with a value it cannot have.
  init(_ configuration: Configuration) throws {
    if let word = configuration.settings["order"]?.string {
      guard let order = Order(rawValue: word) else {
        throw AnnotatorError("order is '\(word)': choose 'month-first' or 'day-first'")
      }
      self.order = order
    }
    if let word = configuration.settings["language"]?.string {
      guard !word.isEmpty, word.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else {
        throw AnnotatorError("language is '\(word)': choose a folder of Resources, such as 'en'")
      }
      language = word
    }
  }
}
