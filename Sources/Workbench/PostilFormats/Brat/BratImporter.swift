import PostilKit
import PostilSchema
import PostilStore
import PostilSystem

/// brat standoff: `NAME.ann` beside `NAME.txt`, or beside an article of the workspace of that name.
///
/// What ``BratExporter`` writes is read back to the same annotations: events whose `Content` is an
/// annotation give it roles, and `RefersTo` links a role's words to the annotation they refer to.
package struct BratImporter: Importer {
  /// `brat`.
  package var name: String { "brat" }
  /// What it reads.
  package var summary: String { "brat standoff: NAME.ann with NAME.txt" }
  /// `ann`.
  package var fileExtension: String { "ann" }
  private let options: ImportOptions

  /// Makes an importer.
  package init(_ options: ImportOptions = ImportOptions()) { self.options = options }

  /// The article of one `.ann` file.
  package func read(_ source: ImportSource, known: KnownArticles) throws -> [ImportedArticle] {
    let file = Self.text(of: source.file)
    let text: Text
    if let bytes = try file.readIfPresent(limit: 64 << 20) {
      do throws(InvalidUTF8) { text = try Text(validating: bytes) } catch {
        throw PostilError.file(.notUTF8(path: file.path, byte: error.offset))
      }
    } else if let article = known.text(of: source.name) {
      text = article
    } else {
      throw PostilError.file(.noSuchFile(path: file.path))
    }
    var reader = BratReader(source, text: text, options: options)
    return [try reader.article()]
  }

  /// The text beside an `.ann` file.
  private static func text(of file: FileAccess) -> FileAccess {
    func named(_ path: String) -> String {
      (path.hasSuffix(".ann") ? String(path.dropLast(4)) : path) + ".txt"
    }
    return FileAccess(named(file.name), in: file.folder, path: named(file.path))
  }
}

/// Reads the lines of one `.ann` file.
struct BratReader {
  /// A line, kept until all text-bound lines are known.
  private struct Line {
    let number: Int
    let id: String
    /// The words of the second column.
    let words: [String]
    /// The third column.
    let tail: String
  }

  private let source: ImportSource
  private let text: Text
  private let options: ImportOptions
  private var losses: [ImportLoss] = []
  private var spans: [String: [Span]] = [:]
  private var types: [String: String] = [:]
  /// The index of an annotation in ``annotations``, by its `T`.
  private var places: [String: Int] = [:]
  private var annotations: [Annotation] = []

  init(_ source: ImportSource, text: Text, options: ImportOptions) {
    self.source = source
    self.text = text
    self.options = options
  }

  mutating func article() throws(PostilError) -> ImportedArticle {
    let lines = try read()
    for line in lines where line.id.hasPrefix("T") { takeSpans(line) }
    let roleWords = wordsOfRoles(lines)
    for line in lines where line.id.hasPrefix("T") && !roleWords.contains(line.id) { take(line) }
    var article = ImportedArticle(name: source.name, text: text, annotations: annotations)
    article.identify()
    annotations = article.annotations
    let meant = meanings(lines)
    for line in lines {
      switch line.id.first {
      case "E": takeEvent(line, meant)
      case "R": takeRelation(line, meant)
      case "A", "M": takeAttribute(line)
      case "N": takeReference(line)
      case "#": takeNote(line)
      case "T": break
      default: lose(line, "lines of kind '\(line.id)' are not supported")
      }
    }
    article.annotations = annotations
    article.losses = losses
    return article
  }

  private mutating func read() throws(PostilError) -> [Line] {
    var lines: [Line] = []
    for (index, line) in try source.lines().enumerated() where !line.isEmpty {
      let columns = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
      let words = columns.count > 1 ? columns[1].split(separator: " ").map(String.init) : []
      guard columns.count > 1, !words.isEmpty else {
        losses.append(
          ImportLoss(path: source.path, line: index + 1, what: "it has fewer than two columns"))
        continue
      }
      lines.append(
        Line(
          number: index + 1, id: String(columns[0]), words: words,
          tail: columns.count > 2 ? String(columns[2]) : ""))
    }
    return lines
  }

  private mutating func lose(_ line: Line, _ what: String) {
    losses.append(ImportLoss(path: source.path, line: line.number, what: what))
  }

  // MARK: Words

  private mutating func takeSpans(_ line: Line) {
    let offsets = line.words.dropFirst().joined(separator: " ").split(separator: ";")
    var found: [Span] = []
    for pair in offsets {
      let ends = pair.split(separator: " ").map { Int($0) }
      guard ends.count == 2, let start = ends[0], let end = ends[1], start >= 0, start < end,
        end <= text.count, start >= found.last?.end ?? 0
      else {
        return lose(line, "'\(pair)' is not a valid span in a text of \(text.count) code points")
      }
      found.append(Span(start, end))
    }
    guard !found.isEmpty else { return lose(line, "it has no span") }
    guard line.tail.isEmpty || text[found] == line.tail else {
      return lose(line, "the text at its span is '\(text[found])', not '\(line.tail)'")
    }
    spans[line.id] = joined(found)
    types[line.id] = line.words[0]
  }

  /// Joins fragments that are separated only by a line break.
  private func joined(_ fragments: [Span]) -> [Span] {
    fragments.reduce(into: []) { result, next in
      if let last = result.last {
        let gap = text[Span(last.end, next.start)].unicodeScalars
        if gap.contains(where: BratFragments.breaksLine),
          gap.allSatisfy(\.properties.isWhitespace)
            || gap.count == 1
        {
          result[result.count - 1].end = next.end
          return
        }
      }
      result.append(next)
    }
  }

  private mutating func take(_ line: Line) {
    guard let spans = spans[line.id], let type = types[line.id] else { return }
    guard let (layer, label) = options.meaning(of: type) else {
      return lose(
        line, "the type '\(type)' is not in the schema; import it with --map \(type)=LABEL")
    }
    places[line.id] = annotations.count
    annotations.append(
      Annotation(layer: layer, label: label, spans: spans, text: text[spans], state: .accepted))
  }

  // MARK: Roles

  /// The schema's role for a role name in brat.
  private func role(_ name: String, of layer: Layer) -> String? {
    let name = String(name.reversed().drop { $0.isNumber }.reversed())
    return options.schema.roles(of: layer).first {
      BratTypes.role($0) == name || StorableName.of($0) == name
        || BratTypes.partner($0) == name
    }
  }

  /// Each `Role:T1` of a line.
  private func arguments(_ line: Line) -> [(name: String, target: String)] {
    line.words.compactMap { word in
      let parts = word.split(separator: ":", maxSplits: 1)
      return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
  }

  /// The `T` that are only the words of a cue or another role.
  private func wordsOfRoles(_ lines: [Line]) -> Set<String> {
    var words: Set<String> = []
    for line in lines {
      let arguments = arguments(line)
      if line.id.hasPrefix("E"), let trigger = arguments.first { words.insert(trigger.target) }
      guard line.id.hasPrefix("E") || line.id.hasPrefix("R") else { continue }
      for (_, target) in arguments where types[target].map(isRoleType) == true {
        words.insert(target)
      }
    }
    return words
  }

  private func isRoleType(_ type: String) -> Bool {
    options.meaning(of: type) == nil
      && options.schema.layers.contains { $0.roles.contains { BratTypes.role($0) == type } }
  }

  /// The `T` of the annotation that the words of a role refer to, by the `T` of the words.
  private func meanings(_ lines: [Line]) -> [String: String] {
    var meant: [String: String] = [:]
    for line in lines where line.words[0] == "RefersTo" {
      let arguments = arguments(line)
      if arguments.count == 2 { meant[arguments[0].target] = arguments[1].target }
    }
    return meant
  }

  private func link(_ target: String, _ meant: [String: String]) -> RoleLink? {
    if let place = places[target] {
      return RoleLink(spans: annotations[place].spans, id: annotations[place].id)
    }
    guard let words = spans[target] else { return nil }
    let id = meant[target].flatMap { places[$0] }.map { annotations[$0].id }
    return RoleLink(spans: words, id: id)
  }

  private mutating func takeEvent(_ line: Line, _ meant: [String: String]) {
    let arguments = arguments(line)
    guard let head = arguments.first(where: { $0.name == "Content" }),
      let place = places[head.target]
    else { return lose(line, "an event whose Content is not an annotation") }
    if let cue = arguments.first.flatMap({ spans[$0.target] }) {
      annotations[place].roles["cue", default: []].append(RoleLink(spans: cue))
    }
    for (name, target) in arguments.dropFirst() where target != head.target || name != "Content" {
      add(name, target, to: place, line, meant)
    }
  }

  private mutating func add(
    _ name: String, _ target: String, to place: Int, _ line: Line, _ meant: [String: String]
  ) {
    guard let role = role(name, of: annotations[place].layer) else {
      return lose(line, "the schema has no role '\(name)'")
    }
    guard let link = link(target, meant) else { return lose(line, "there is no \(target)") }
    annotations[place].roles[role, default: []].append(link)
  }

  private mutating func takeRelation(_ line: Line, _ meant: [String: String]) {
    if line.words[0] == "RefersTo" { return }
    let arguments = arguments(line)
    guard arguments.count == 2, let place = places[arguments[0].target] else {
      return lose(line, "a relation whose first argument is not an annotation")
    }
    add(line.words[0], arguments[1].target, to: place, line, meant)
  }

  // MARK: Values

  private mutating func takeAttribute(_ line: Line) {
    guard line.words.count >= 2, let place = places[line.words[1]] else {
      return lose(line, "an attribute of an annotation that was not imported")
    }
    let value = line.words.count > 2 ? line.words[2...].joined(separator: " ") : "true"
    if line.words[0] == "State", let state = Annotation.State(rawValue: value) {
      annotations[place].state = state
      return
    }
    let known = options.schema.attributes(of: annotations[place].layer).keys
    guard let name = known.first(where: { BratTypes.role($0) == line.words[0] }) else {
      return lose(line, "the schema has no attribute '\(line.words[0])'")
    }
    set(name, value, at: place, line)
  }

  private mutating func set(_ name: String, _ value: String, at place: Int, _ line: Line) {
    do {
      annotations[place].attributes[name] = try options.schema.value(
        of: name, on: annotations[place].layer, typed: value)
    } catch { lose(line, "\(error)") }
  }

  private mutating func takeReference(_ line: Line) {
    guard line.words.count == 3, let place = places[line.words[1]] else {
      return lose(line, "a reference of an annotation that was not imported")
    }
    let attributes = options.schema.attributes(of: annotations[place].layer)
    let database = String(line.words[2].prefix { $0 != ":" })
    if let name = attributes.keys.first(where: { StorableName.of($0) == database }) {
      return set(name, line.tail, at: place, line)
    }
    set("ref", line.words[2], at: place, line)
  }

  private mutating func takeNote(_ line: Line) {
    guard line.words.count >= 2, let place = places[line.words[1]] else {
      return lose(line, "a note on an annotation that was not imported")
    }
    let attributes = options.schema.attributes(of: annotations[place].layer)
    var notes: [String] = []
    for part in line.tail.split(separator: "; ", omittingEmptySubsequences: false) {
      let name = part.firstIndex(of: "=").map { String(part[..<$0]) } ?? ""
      if attributes[name] != nil {
        set(name, String(part.dropFirst(name.count + 1)), at: place, line)
      } else {
        notes.append(String(part))
      }
    }
    if !notes.isEmpty { set("note", notes.joined(separator: "; "), at: place, line) }
  }
}
