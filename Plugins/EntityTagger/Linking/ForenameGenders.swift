import PostilKit

/// Forenames by the gender of most people who bear them: `Mrs. Bush` is `Laura Bush`.
struct ForenameGenders: Sendable {
  /// What an honorific or a forename says.
  enum Gender: Hashable, Sendable { case male, female }

  private var genders: [String: Gender] = [:]

  /// Reads a list: `[female]` or `[male]` opens a section, each line has forenames in lower case.
  ///
  /// - Throws: `AnnotatorError` for a line outside of both sections.
  init(_ lines: [String]) throws(AnnotatorError) {
    var section: Gender?
    for line in lines {
      if line == "[female]" || line == "[male]" {
        section = line == "[male]" ? .male : .female
        continue
      }
      guard let section else {
        throw AnnotatorError("forenames.txt: '\(line)' is in neither section, [female] nor [male]")
      }
      for name in line.split(separator: " ") { genders[String(name)] = section }
    }
  }

  /// The gender of a name's first word.
  func gender(of name: Name) -> Gender? { name.parts.first.flatMap { genders[$0] } }

  static func gender(honorific: String) -> Gender? {
    switch honorific {
    case "Mr", "Mr.", "Sir", "Lord", "Señor", "Monsieur", "Herr": .male
    case "Mrs", "Mrs.", "Ms", "Ms.", "Miss", "Lady", "Dame", "Madame", "Señora", "Frau", "Baroness":
      .female
    default: nil
    }
  }
}
