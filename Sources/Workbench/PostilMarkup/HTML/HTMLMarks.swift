import PostilKit

/// A run of words that a page underlines: a piece of an annotation, or the words of a role.
struct HTMLMark {
  /// The code points.
  let span: Span
  /// The annotation it belongs to, by its place in reading order.
  let owner: Int
  /// The number of the annotation.
  let number: Int
  /// The role whose words they are; nil for the annotation's own.
  let role: String?
  /// Whether it is a later piece of an annotation with several spans.
  let isContinuation: Bool
  /// The text below its first word.
  let caption: String
  /// The line below the text in which it is drawn, from 0.
  var lane = 0
}

/// The marks of a page, each in the first lane that has room.
struct HTMLMarks {
  /// In reading order, longer ones first.
  private(set) var marks: [HTMLMark] = []
  /// Number of marks that had no room.
  private(set) var left = 0

  /// The most lanes that a reader can follow.
  static let lanes = 12

  /// - Parameter annotations: in reading order.
  init(_ annotations: [Annotation], _ numbers: [Int]) {
    var all: [HTMLMark] = []
    for (owner, annotation) in annotations.enumerated() {
      let number = numbers[owner]
      for (place, span) in annotation.spans.enumerated() {
        let caption = place == 0 ? Self.caption(annotation, number) : "+\(number)"
        all.append(
          HTMLMark(
            span: span, owner: owner, number: number, role: nil, isContinuation: place > 0,
            caption: caption))
      }
      for (role, links) in annotation.roles.sorted(by: { $0.key < $1.key }) {
        for span in links.flatMap(\.spans) {
          all.append(
            HTMLMark(
              span: span, owner: owner, number: number, role: role, isContinuation: false,
              caption: "\(role) of \(number)"))
        }
      }
    }
    // Longest first: a mark seldom has to be cut at the end of another one.
    all.sort { ($0.span, $0.owner) < ($1.span, $1.owner) }
    place(all)
  }

  /// `PER 3`, `PER?3` while it is a suggestion, and a date with its value.
  private static func caption(_ annotation: Annotation, _ number: Int) -> String {
    let separator = annotation.state == .suggested ? "?" : " "
    let value =
      annotation.layer == .timex ? annotation.attributes["value"].map { " \($0.plain)" } : nil
    return "\(annotation.label)\(separator)\(number)\(value ?? "")"
  }

  private mutating func place(_ all: [HTMLMark]) {
    var taken = [Int](repeating: -1, count: Self.lanes)
    for var mark in all {
      guard let lane = taken.firstIndex(where: { $0 <= mark.span.start }) else {
        left += 1
        continue
      }
      // A caption may be wider than its words; it is set in a smaller type.
      taken[lane] = max(mark.span.end, mark.span.start + mark.caption.count + 1)
      mark.lane = lane
      marks.append(mark)
    }
  }
}
