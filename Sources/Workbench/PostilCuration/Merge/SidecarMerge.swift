import PostilKit
import PostilSystem

/// Merges two versions of a sidecar that have a common ancestor: by annotation, and so that neither a line that
/// a person wrote nor one that Postil does not know is lost.
///
/// The lines of both branches follow those of the ancestor, those of the branch that ended first before the
/// others, so that both ways round give the same bytes. What people have marked alike on both branches is one
/// annotation. Where both branches say the same of an annotation, the
/// second line follows the first one, as if its author had seen it. Where a person has decided what a plugin
/// suggests on the other branch, the decision stays. Where both say something else, both lines start from the
/// same revision, which is how a sidecar holds two readings until a person decides between them.
package struct SidecarMerge {
  /// The merged sidecar.
  package let bytes: [UInt8]
  /// The number of annotations that have two readings now.
  package let conflicts: Int

  /// Merges.
  ///
  /// - Parameters:
  ///   - base: The common ancestor; empty if both branches made the sidecar.
  ///   - path: Its path, for messages.
  /// - Throws: `notASidecar`, `newerBranch`, `textsDiffer`.
  package init(
    base: [UInt8], ours: [UInt8], theirs: [UInt8], path: String
  ) throws(PostilError) {
    var (base, ours, theirs) = (MergeVersion(base), MergeVersion(ours), MergeVersion(theirs))
    for version in [base, ours, theirs] {
      guard version.isSidecar else { throw .curation(.notASidecar(path: path)) }
      guard version.format <= 1 else {
        throw .curation(.newerBranch(path: path, version: version.format))
      }
    }
    if let one = ours.sha256, let other = theirs.sha256, one != other {
      throw .curation(.textsDiffer(path: path))
    }
    let renamed = EqualMarks.renamed([base, ours, theirs])
    (base, ours, theirs) = (
      base.renaming(renamed), ours.renaming(renamed), theirs.renaming(renamed)
    )
    var merge = Merging(base, ours, theirs)
    merge.settle()
    bytes = merge.lines.flatMap { $0.bytes + [0x0A] }
    conflicts = merge.conflicts
  }
}

/// The work of a merge.
private struct Merging {
  /// What both versions are compared with.
  private let base: MergeVersion
  /// The lines before those that are new on a branch.
  private var start: [MergeLine]
  /// The new lines of the branch that comes first, and of the other one.
  private var first: [MergeLine]
  private var second: [MergeLine]
  /// The whole version whose new lines come second.
  private let later: MergeVersion
  private(set) var conflicts = 0

  var lines: [MergeLine] { start + first + second }

  init(_ base: MergeVersion, _ ours: MergeVersion, _ theirs: MergeVersion) {
    self.base = base
    let (isOursLater, rewritten) = (
      Self.isLater(ours, theirs, than: base),
      [ours, theirs].map { !base.lines.isEmpty && !MergeVersion.isPart(base, of: $0) }
    )
    if rewritten.contains(true) {
      // A branch that was rewritten, by `compact` or `repair`, is a new beginning.
      let isOursFirst = rewritten[0] && (!rewritten[1] || !isOursLater)
      let (one, other) = isOursFirst ? (ours, theirs) : (theirs, ours)
      later = other
      start = []
      first = one.lines
      second = other.lines(notIn: base.lines + one.lines).filter { !$0.isRewriteMark }
    } else {
      let (one, other) = isOursLater ? (theirs, ours) : (ours, theirs)
      later = other
      start = base.lines
      first = one.lines(notIn: base.lines)
      second = other.lines(notIn: base.lines + first)
    }
    // A line that an earlier merge has given another `prev` is the same line.
    let known = Set((start + first).compactMap(\.identity))
    second.removeAll { $0.identity.map(known.contains) ?? false }
  }

  /// Makes equal marks of both branches one annotation.
  private mutating func join() {
    let ids = EqualMarks(base).ids(first, second)
    if !ids.isEmpty { second = second.map { EqualMarks.renaming($0, ids) } }
  }

  /// Whether the newest line that is new in `one` was written after that of `other`; of lines of one time the op
  /// decides, so that the order does not depend on which branch is merged into which.
  private static func isLater(
    _ one: MergeVersion, _ other: MergeVersion, than base: MergeVersion
  ) -> Bool {
    func key(_ version: MergeVersion) -> (String, String) {
      version.lines(notIn: base.lines).map { ($0.at, $0.op) }.max { $0 < $1 } ?? ("", "")
    }
    let (mine, yours) = (key(one), key(other))
    // A version that an earlier merge has made has the newest line of its branch; it keeps its order.
    return mine == yours ? one.lines.count < other.lines.count : mine > yours
  }

  // MARK: Both changed

  mutating func settle() {
    join()
    let old = base.newest
    let (one, other) = (Self.newest(first), Self.newest(second))
    for subject in Self.order(second) {
      guard subject != .other, let mine = one[subject], let yours = other[subject] else { continue }
      let before = old[subject]?.decision
      if before == mine.decision || mine.decision == yours.decision && !yours.isPlugins {
        // In a branch that was rewritten every line is new.
        follow(subject)
      } else if mine.decision == yours.decision {
        second.removeAll { $0.subject == subject }
      } else if before == yours.decision || isPlugins(second, subject) {
        precede(subject)
      } else if isPlugins(first, subject) {
        follow(subject)
      } else if subject == .header, !clashes(mine, yours) {
        follow(subject)
        join(mine)
      } else {
        diverge(subject)
        if case .annotation = subject { conflicts += 1 }
      }
    }
    first = Self.counted(first)
    second = Self.counted(second)
  }

  /// Whether only plugins have written lines about it.
  private func isPlugins(_ lines: [MergeLine], _ subject: MergeLine.Subject) -> Bool {
    lines.allSatisfy { $0.subject != subject || $0.isPlugins }
  }

  private static func newest(_ lines: [MergeLine]) -> [MergeLine.Subject: MergeLine] {
    Dictionary(lines.map { ($0.subject, $0) }, uniquingKeysWith: { $1 })
  }

  private static func order(_ lines: [MergeLine]) -> [MergeLine.Subject] {
    var seen: Set<MergeLine.Subject> = []
    return lines.map(\.subject).filter { seen.insert($0).inserted }
  }

  /// Lets the second branch's lines follow those of the first, as if their author had seen them.
  private mutating func follow(_ subject: MergeLine.Subject) {
    guard let place = second.firstIndex(where: { $0.subject == subject }),
      let newest = first.last(where: { $0.subject == subject }), !newest.op.isEmpty
    else { return }
    if later.diverges(second[place], from: newest) {
      // A conflict that an earlier merge has left is not settled by the next one.
      if case .annotation = subject { conflicts += 1 }
      return
    }
    second[place].change { $0["prev"] = .string(newest.op) }
  }

  /// Puts the second branch's lines before those of the first, which then hold.
  private mutating func precede(_ subject: MergeLine.Subject) {
    let moved = second.filter { $0.subject == subject }
    second.removeAll { $0.subject == subject }
    if let place = first.firstIndex(where: { $0.subject == subject }), let last = moved.last,
      !last.op.isEmpty
    {
      first[place].change { $0["prev"] = .string(last.op) }
    }
    first = moved + first
  }

  /// Makes the second branch's lines start from the same revision as the first's.
  private mutating func diverge(_ subject: MergeLine.Subject) {
    // Of a branch that was rewritten, or merged before, what it shares with the base is not where they part.
    let shared = Set(base.lines.compactMap(\.identity))
    let mine = first.first {
      $0.subject == subject && !($0.identity.map(shared.contains) ?? false)
    }
    guard let mine = mine ?? first.first(where: { $0.subject == subject }),
      let place = second.firstIndex(where: { $0.subject == subject }),
      second[place].prev != mine.prev
    else { return }
    second[place].change { $0["prev"] = mine.prev.map { .string($0) } }
  }

  /// The members of headers that both branches have changed, differently.
  private func clashes(_ mine: MergeLine, _ yours: MergeLine) -> Bool {
    let old = base.newest[.header]?.decision ?? JSONObject()
    let (mine, yours) = (mine.decision, yours.decision)
    return mine.members.contains { member in
      guard let other = yours[member.name] else { return false }
      return old[member.name] != member.value && old[member.name] != other && other != member.value
    }
  }

  /// Adds what the first branch has changed in the header to the second's.
  private mutating func join(_ mine: MergeLine) {
    let old = base.newest[.header]?.decision ?? JSONObject()
    guard let place = second.lastIndex(where: { $0.subject == .header }) else { return }
    second[place].change { yours in
      for member in mine.decision.members
      where old[member.name] != member.value && old[member.name] == yours[member.name] {
        yours[member.name] = member.value
      }
    }
  }

  /// The lines with the right number in the first line of each op, which tells whether it was written whole, and
  /// with what belongs to the first line of an op.
  private static func counted(_ lines: [MergeLine]) -> [MergeLine] {
    var lines = lines
    var place = 0
    while place < lines.count {
      let op = lines[place].op
      var end = place + 1
      while end < lines.count, !op.isEmpty, lines[end].op == op { end += 1 }
      if let claimed = lines[place].object?["lines"]?.int, claimed != end - place {
        let count = end - place
        lines[place].change { $0["lines"] = count > 1 ? .int(count) : nil }
      }
      place = end
    }
    return lines
  }
}

extension MergeVersion {
  /// Whether a version has all lines of another.
  fileprivate static func isPart(_ base: MergeVersion, of version: MergeVersion) -> Bool {
    base.lines(notIn: version.lines).isEmpty
  }
}
