import PostilKit
import PostilSystem

/// What the headers of a sidecar say of its article; the newest one counts.
struct SidecarHeader {
  /// The newest header without its stamp; nil before the first.
  private(set) var object: JSONObject?
  /// The highest version of the format that a header names.
  private(set) var version = 1
  /// Whether it names another text than the article's.
  private(set) var isTextChanged = false

  /// The day of publication that a person gave; nil for one that is not a day.
  var published: CalendarDate? { object?["published"]?.string.flatMap { CalendarDate($0) } }

  /// Takes a newer header.
  ///
  /// - Parameter sha256: The hash of the article's text.
  /// - Returns: What is wrong with it, each with the code of the finding.
  mutating func take(
    _ object: JSONObject, version: Int, sha256: String
  ) -> [(code: String, text: String)] {
    self.object = object
    self.version = max(self.version, version)
    isTextChanged = object["sha256"]?.string.map { $0 != sha256 } ?? false
    var faults: [(code: String, text: String)] = []
    if object["postil"]?.int == nil {
      faults.append(("header", "the version in the header is not a whole number"))
    }
    if let date = object["published"]?.string, CalendarDate(date) == nil {
      faults.append(("published", "'\(date)' is not a day such as 2023-03-13"))
    }
    return faults
  }
}
