/// What the lines about an entry say.
extension SidecarLog {
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

  /// Whether everything written about an entry is undone, so that it does not exist.
  func isTakenBack(_ entry: Int) -> Bool {
    guard entries[entry].newest >= 0 else { return false }
    let line = lines[entries[entry].newest]
    return line.isRemoval && line.effect < 0 && line.op >= 0 && ops.ops[line.op].isUndoOrRedo
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
