import PostilExchange
import PostilKit
import PostilStore
import PostilSystem

/// Reads the lines of one `.ann` file.
struct BratReader {
  /// A line, kept until all text-bound lines are known.
  struct Line {
    let number: Int
    let id: String
    /// The words of the second column.
    let words: [String]
    /// The third column.
    let tail: String
  }

  let source: ImportSource
  let text: Text
  let options: ImportOptions
  var losses: [ImportLoss] = []
  var spans: [String: [Span]] = [:]
  var types: [String: String] = [:]
  /// The index of an annotation in ``annotations``, by its `T`, or by the `E` that says more of it.
  var places: [String: Int] = [:]
  var annotations: [Annotation] = []
  /// The annotations that an event tells of.
  var told: Set<Int> = []

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
    for line in lines where line.id.hasPrefix("E") { placeEvent(line) }
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
    article.identify()
    article.losses = losses
    return article
  }

  private mutating func read() throws(PostilError) -> [Line] {
    var lines: [Line] = []
    var seen: Set<String> = []
    for (index, line) in try source.lines().enumerated() where !line.isEmpty {
      let columns = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
      let words = columns.count > 1 ? columns[1].split(separator: " ").map(String.init) : []
      guard columns.count > 1, !words.isEmpty else {
        losses.append(
          ImportLoss(path: source.path, line: index + 1, what: "it has fewer than two columns"))
        continue
      }
      let read = Line(
        number: index + 1, id: String(columns[0]), words: words,
        tail: columns.count > 2 ? String(columns[2]) : "")
      if isWanted(read, &seen) { lines.append(read) }
    }
    return lines
  }

  /// Whether other lines can refer to a line by its id: brat takes the first line of an id.
  private mutating func isWanted(_ line: Line, _ seen: inout Set<String>) -> Bool {
    guard let kind = line.id.first, "TE".contains(kind) else { return true }
    guard line.id.dropFirst().first?.isNumber == true else {
      lose(line, "'\(line.id)' has no number", kind: "an id without a number")
      return false
    }
    if seen.insert(line.id).inserted { return true }
    lose(
      line, "the id \(line.id) occurs a second time", kind: "an id that occurs a second time")
    return false
  }

  mutating func lose(_ line: Line, _ what: String, kind: String? = nil) {
    losses.append(ImportLoss(path: source.path, line: line.number, what: what, kind: kind))
  }

  // MARK: Words

  private mutating func takeSpans(_ line: Line) {
    let offsets = line.words.dropFirst().joined(separator: " ").split(separator: ";")
    var found: [Span] = []
    for pair in offsets {
      let ends = pair.split(separator: " ").map { Int($0) }
      guard ends.count == 2, let start = ends[0], let end = ends[1], start >= 0, start < end,
        end <= text.count
      else {
        return lose(
          line, "'\(pair)' is not a valid span in a text of \(text.count) code points",
          kind: "a span that is not in the text")
      }
      found.append(Span(start, end))
    }
    guard !found.isEmpty else { return lose(line, "it has no span") }
    // Fragments may be in any order, and the third column has their words in that order.
    let words = text[found]
    found.sort()
    guard zip(found, found.dropFirst()).allSatisfy({ $0.end <= $1.start }) else {
      return lose(line, "its fragments overlap")
    }
    guard line.tail.isEmpty || words == line.tail || text[found] == line.tail else {
      return lose(
        line, "the text at its span is '\(words)', not '\(line.tail)'",
        kind: "the text at a span differs from the text in the line")
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
      return lose(line, "the type \(options.unknown(type))")
    }
    places[line.id] = annotations.count
    annotations.append(
      Annotation(layer: layer, label: label, spans: spans, text: text[spans], state: .accepted))
  }
}
