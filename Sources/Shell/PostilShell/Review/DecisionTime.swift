import PostilKit

extension Annotation {
  /// How long a person looked at it before deciding, in milliseconds: the member `"ms"`, which says nothing
  /// about the text.
  var decisionTime: Int? {
    get { unknown["ms"]?.int }
    set { unknown["ms"] = newValue.map { .int($0) } }
  }
}

extension Session {
  /// `1.8 s`, `2 min 41 s`.
  static func seconds(_ milliseconds: Int) -> String {
    let seconds = milliseconds / 1000
    if seconds >= 60 { return "\(seconds / 60) min \(seconds % 60) s" }
    return seconds >= 10 ? "\(seconds) s" : "\(seconds).\(milliseconds % 1000 / 100) s"
  }
}
