/// The distinct authors of a sidecar's lines.
struct LineAuthors {
  private(set) var all: [Author] = []
  /// The `by` of the last line, usually that of the line before, and the indices in ``all`` of
  /// the person and the plugin with that name; -1 for one that has not been read.
  private var latest = (by: "", hasPluginShape: false, person: -1, plugin: -1)

  /// The index of a line's author in ``all``, where it is added if it is new.
  ///
  /// Lines of Postil 0.1.0 do not store its kind. The author is then a plugin if the name has the
  /// form of a plugin's and the line is one that only a plugin wrote: a suggestion under its own
  /// name, or the note that it has processed the article; `annotator` is the name in these two. In
  /// all other cases it is a person.
  mutating func index(of stamp: SidecarLine.Stamp, saying annotator: String?) -> Int {
    if stamp.by != latest.by {
      latest = (stamp.by, Author.hasPluginShape(stamp.by), -1, -1)
    }
    let isPlugin =
      stamp.kind.map { $0 == .plugin } ?? (latest.hasPluginShape && annotator == stamp.by)
    let known = isPlugin ? latest.plugin : latest.person
    if known >= 0 { return known }
    let author = Author(by: stamp.by, kind: isPlugin ? .plugin : .person)
    let number = all.firstIndex(of: author) ?? all.count
    if number == all.count { all.append(author) }
    if isPlugin { latest.plugin = number } else { latest.person = number }
    return number
  }
}
