/// What a log keeps of the lines that it has read.
extension SidecarLog {
  /// A line about an entry.
  struct Line {
    /// The line's number in the file, from 1.
    let number: Int
    let offset: Int
    let length: Int
    let entry: Int
    /// The previous line of the same entry, or -1.
    let previous: Int
    let op: Int
    /// The index of its author in ``SidecarLog/authors``.
    let author: Int
    /// The op named in `prev`, or -1.
    let prev: Int
    /// Whether it removes the annotation.
    let isRemoval: Bool
    /// The op whose state this line gives: its own, or the one that an undo returned to; -1 for the
    /// state before any op.
    var effect: Int
    /// The line that gives the state before `effect`, or -1.
    var before: Int
  }

  /// An annotation's id, or one of the two changeable facts about the article: header and status.
  struct Entry {
    let id: String
    /// The screen number; 0 for the header and the status.
    let number: Int
    var newest = -1
    /// Whether the newest line is an annotation that can be shown.
    var isShown = false
    /// Whether the newest line removes the annotation.
    var isRemoved = false
  }

  /// Revisions of one entry that were made without knowledge of each other.
  struct Divergence {
    /// The newest line of each branch but the last.
    var lines: [Int]
    /// The number in the file, from 1, of the line that does not know them.
    let number: Int
    /// What is wrong, for `check`.
    let text: String
    /// The op that decided between them.
    var settledBy: String?
  }

  static let headerEntry = 0
  static let statusEntry = 1
}
