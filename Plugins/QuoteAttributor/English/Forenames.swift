import PostilKit

/// The gender of a person, which decides whether `he` or `she` can refer to them.
package enum Gender: Sendable { case male, female }

/// Forenames with the gender of most people who bear them, and endings of surnames.
package struct Forenames: Sendable {
  private let forenames: WordKeyTable<Gender>

  /// Reads a list: `[female]` or `[male]` opens a section, each line has forenames.
  ///
  /// - Throws: `AnnotatorError` for a line outside of both sections.
  package init(_ lines: [String]) throws {
    var pairs: [(WordKey, Gender)] = []
    var gender: Gender?
    for line in lines {
      switch line {
      case "[female]": gender = .female
      case "[male]": gender = .male
      default:
        guard let gender else {
          throw AnnotatorError(
            "forenames.txt: '\(line)' is in neither section, [female] nor [male]")
        }
        pairs += line.split(separator: " ").map { (WordKey(String($0)), gender) }
      }
    }
    forenames = WordKeyTable(pairs)
  }

  /// The gender of most people who bear a forename.
  package func gender(of forename: WordKey) -> Gender? { forenames[forename] }

  /// Whether a surname has the last letters of an ending that ``isFemale(surname:)`` looks for.
  package static func mayBeFemale(surname: WordKey) -> Bool {
    surname.ends(in: "va") || surname.ends(in: "ya") || surname.ends(in: "ja")
      || surname.ends(in: "ir")
  }

  /// Whether a surname has a woman's ending: `Ivanova`, `Zakharova`, `Kovalskaya`.
  package static func isFemale(surname: String) -> Bool {
    ["ova", "eva", "skaya", "skaja", "dóttir"].contains { surname.hasSuffix($0) }
  }
}
