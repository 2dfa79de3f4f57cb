import PostilKit
import PostilSystem

/// What the lines about an entry say.
extension SidecarLog {
  subscript(id id: String) -> StoredAnnotation? { index[id].flatMap(stored) }

  subscript(number number: Int) -> StoredAnnotation? { annotations[number: number] }

  /// The screen number of the next new id: header and status are entries without one.
  var nextNumber: Int { entries.count - 1 }

  /// The annotations that can be shown, in the order of their numbers.
  var shown: [StoredAnnotation] { annotations.all }

  /// The distinct authors of lines.
  var authors: [Author] { lineAuthors.all }

  /// The newest header without its stamp; nil before the first.
  var header: JSONObject? { newestHeader.object }

  /// The highest version of the format that a header names.
  var version: Int { newestHeader.version }

  /// Whether the header names another text.
  var isTextChanged: Bool { newestHeader.isTextChanged }

  /// The day of publication that a person gave.
  var published: CalendarDate? { newestHeader.published }

  /// The annotation of an entry, if it is shown.
  func stored(_ entry: Int) -> StoredAnnotation? {
    entries[entry].isShown ? self[number: entries[entry].number] : nil
  }

  /// The ids of the annotations that do not match the text, by the order of their lines.
  var mismatched: [String] {
    mismatches.sorted { $0.value < $1.value }.map { entries[$0.key].id }
  }

  /// Problems of the file's lines, by line, and the number of those that are not listed.
  var findings: [Finding] {
    let more = Finding(
      file: path, code: "more",
      text: "\(counted(faults.unlisted, "more problem")), which are not listed")
    return listedFindings + (faults.unlisted > 0 ? [more] : [])
  }

  private var listedFindings: [Finding] {
    let undecided = Finding(
      file: path, code: "moved",
      text: "the place of \(counted(moved.count, "annotation")) is not certain in the changed text")
    return lineFindings + (moved.isEmpty ? [] : [undecided])
  }

  private var lineFindings: [Finding] {
    guard !mismatches.isEmpty || !divergences.isEmpty else { return faults.listed }
    let conflicts = divergences.values.filter(isOpen).map {
      Finding(file: path, line: $0.number, code: "conflict", text: $0.text)
    }
    let mismatched = mismatches.map { entry, line in
      Finding(
        file: path, line: line, code: "text-mismatch",
        text: "the annotation '\(entries[entry].id)' does not match the text")
    }
    return (faults.listed + conflicts + mismatched).enumerated().sorted {
      ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset)
    }.map(\.element)
  }

  /// Whether a person has written a line about an entry that is not undone.
  func isTouched(_ entry: Int) -> Bool {
    var number = entries[entry].newest
    while number >= 0 {
      let line = lines[number]
      if authors[line.author].isPerson, !authors[line.author].name.isEmpty,
        line.op < 0 || !ops.ops[line.op].isUndone && !ops.ops[line.op].isUndoOrRedo
      {
        return true
      }
      number = line.previous
    }
    return false
  }

  /// Whether everything written about an entry is undone, or a plugin has withdrawn it, so that it does not exist.
  func isTakenBack(_ entry: Int) -> Bool {
    guard entries[entry].newest >= 0 else { return false }
    let line = lines[entries[entry].newest]
    guard line.isRemoval, line.op >= 0 else { return false }
    if !authors[line.author].isPerson, moved[entry] == nil { return !isTouched(entry) }
    return line.effect < 0 && ops.ops[line.op].isUndoOrRedo
  }

  /// The line number in the file, from 1, of the newest line of an id.
  func lineNumber(of id: String) -> Int? {
    index[id].map { entries[$0].newest }.flatMap { $0 >= 0 ? lines[$0].number : nil }
  }

  /// The newest line of an op about an entry.
  func line(of op: Int, _ entry: Int) -> Int? {
    var line = entries[entry].newest
    while line >= 0, lines[line].op != op { line = lines[line].previous }
    return line >= 0 ? line : nil
  }
}
