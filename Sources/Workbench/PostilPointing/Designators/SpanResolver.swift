import PostilStore
import PostilKit
import PostilPatterns
import PostilSystem

/// What a designator refers to.
package struct Target: Hashable, Sendable {
  /// The words.
  package var spans: [Span]
  /// The annotation, if the designator names one.
  package let id: String?
  /// The article, if it is not the current one: a hit of a search may be in any article.
  package var article: String?
  /// Whether the ends were given exactly, so that no quotation mark beside them is included.
  package let isExact: Bool

  package init(spans: [Span], id: String? = nil, article: String? = nil, isExact: Bool = false) {
    self.spans = spans
    self.id = id
    self.article = article
    self.isExact = isExact
  }
}

/// Resolves designators in an article.
package struct SpanResolver {
  package let grid: WordGrid
  /// The line that was shown last, for `8-9`.
  package let lastLine: Int?
  /// The annotations of the article.
  package let annotations: AnnotationIndex
  /// The hits of the last search, for `#3`.
  package var hits = HitList()
  /// The article's name in the workspace.
  package var article = ""

  package init(
    grid: WordGrid, lastLine: Int?, annotations: AnnotationIndex, hits: HitList = HitList(),
    article: String = ""
  ) {
    self.hits = hits
    self.grid = grid
    self.lastLine = lastLine
    self.annotations = annotations
    self.article = article
  }

  private var text: Text { grid.text }

  /// What a word of a command refers to: one target, or several for `#*`.
  package func targets(_ word: Word) throws(PostilError) -> [Target] {
    let designator = try DesignatorParser.parse(word)
    var targets = try self.targets(designator.parts[0], designator)
    for part in designator.parts.dropFirst() {
      let next = try self.targets(part, designator)
      guard targets.count == 1, next.count == 1 else {
        throw .pointing(.badSpan(span: designator.source, .allJoined))
      }
      guard targets[0].article == next[0].article else {
        throw .pointing(.badSpan(span: designator.source, .articlesDiffer))
      }
      targets = [
        Target(
          spans: targets[0].spans + next[0].spans, article: targets[0].article,
          isExact: targets[0].isExact && next[0].isExact)
      ]
    }
    return try targets.map { target throws(PostilError) in
      var target = target
      target.spans = try ordered(target.spans, designator)
      return target
    }
  }

  /// The targets of a word in this article.
  ///
  /// - Throws: `badSpan` for a hit in another one, and what ``targets(_:)`` throws.
  package func targetsHere(_ word: Word) throws(PostilError) -> [Target] {
    let targets = try targets(word)
    if let other = targets.lazy.compactMap(\.article).first {
      throw .pointing(.badSpan(span: word.raw, .elsewhere(article: other)))
    }
    return targets
  }

  /// The only target of a word.
  package func target(_ word: Word) throws(PostilError) -> Target {
    let targets = try targets(word)
    guard targets.count == 1 else {
      throw .pointing(.badSpan(span: word.raw, .severalPlaces(targets.count)))
    }
    if let other = targets[0].article {
      throw .pointing(.badSpan(span: word.raw, .elsewhere(article: other)))
    }
    return targets[0]
  }

  private func ordered(
    _ spans: [Span], _ designator: Designator
  ) throws(PostilError) -> [Span] {
    let spans = spans.sorted()
    for (span, next) in zip(spans, spans.dropFirst()) where next.start < span.end {
      throw .pointing(.badSpan(span: designator.source, .overlap))
    }
    return spans
  }

  private func targets(
    _ part: Designator.Part, _ designator: Designator
  ) throws(PostilError) -> [Target] {
    switch part.anchor {
    case .words(let start, let end):
      return [try words(start, end, part)]
    case .lastLine(let first, let last):
      guard let line = lastLine else {
        throw .pointing(
          .badSpan(span: designator.source, .noLineShown(first: first, last: last)))
      }
      return [try words(.init(line: line, word: first), .init(line: line, word: last), part)]
    case .number(let number):
      return [try annotations.target(number: number, source: designator.source)]
    case .id(let id): return [try annotations.target(id: id)]
    case .recent(let back): return [try annotations.target(recent: back, source: designator.source)]
    case .codePoints(let start, let end):
      guard start < end, end <= text.count else {
        throw .pointing(.badSpan(span: designator.source, .codePointCount(text.count)))
      }
      return [Target(spans: [Span(start, end)], isExact: true)]
    case .article: return [Target(spans: [])]
    case .characters(let line, let first, let last):
      return [Target(spans: [try characters(line, first, last, designator)])]
    case .text(let needle, let occurrence):
      return try pick(needle, occurrence, designator).map { target($0, part) }
    case .between(let first, let occurrence, let last):
      let ends = try occurrences(of: last, designator)
      return try pick(first, occurrence, designator).map { start throws(PostilError) in
        target(try through(last, ends, from: start), part)
      }
    case .hits(let which):
      return try hits.chosen(which, source: designator.source).map {
        Target(spans: $0.spans, id: $0.id, article: $0.article == article ? nil : $0.article)
      }
    }
  }

  // MARK: Characters by number

  private func characters(
    _ line: Int, _ first: Int, _ last: Int, _ designator: Designator
  ) throws(PostilError) -> Span {
    guard line >= 1, line <= grid.lineCount else {
      throw .pointing(.noLine(line: line, count: grid.lineCount))
    }
    if first > last {
      throw .pointing(.badSpan(span: designator.source, .backwards))
    }
    let bytes = grid.line(line)
    let characters = Array(text[bytes: bytes])
    guard first >= 1, last <= characters.count else {
      throw .pointing(
        .badSpan(
          span: designator.source,
          characters.isEmpty ? .emptyLine(line) : .characterCount(characters.count, line: line)))
    }
    let start =
      text.codePoint(atByte: bytes.lowerBound)
      + characters[..<(first - 1)].reduce(0) { $0 + $1.unicodeScalars.count }
    let length = characters[(first - 1)..<last].reduce(0) { $0 + $1.unicodeScalars.count }
    return Span(start, start + length)
  }

  // MARK: Words by number

  private func words(
    _ start: Designator.Place, _ end: Designator.Place, _ part: Designator.Part
  ) throws(PostilError) -> Target {
    let first = try word(start, end)
    let last = try word(end, start)
    guard first.lowerBound <= last.lowerBound else {
      throw .pointing(
        .badSpan(
          span: "\(start.line).\(start.word)-\(end.line).\(end.word)", .backwards))
    }
    let range =
      part.keepsEdges
      ? first.lowerBound..<last.upperBound : Edges(text: text).trimmed(first: first, last: last)
    return Target(spans: [text.span(bytes: range)])
  }

  private func word(
    _ place: Designator.Place, _ other: Designator.Place
  ) throws(PostilError) -> Range<Int> {
    guard place.line >= 1, place.line <= grid.lineCount else {
      throw .pointing(.noLine(line: place.line, count: grid.lineCount))
    }
    guard let range = grid.word(place.line, place.word) else {
      throw .pointing(
        .noWord(
          line: place.line, word: place.word, count: grid.wordCount(line: place.line),
          nearest: nearestLine(place, other)))
    }
    return range
  }

  /// The same word numbers in a nearby line that is long enough, if there is exactly one.
  private func nearestLine(_ place: Designator.Place, _ other: Designator.Place) -> String? {
    let first = min(place.word, other.word)
    let last = max(place.word, other.word)
    guard place.line == other.line, first >= 1 else { return nil }
    let lines = [place.line - 1, place.line + 1].filter { grid.wordCount(line: $0) >= last }
    guard let line = lines.first else { return nil }
    return first == last ? "\(line).\(first)" : "\(line).\(first)-\(last)"
  }

  // MARK: Words by text

  private func target(_ range: Range<Int>, _ part: Designator.Part) -> Target {
    let range = part.keepsEdges ? Edges(text: text).widened(range) : range
    return Target(spans: [text.span(bytes: range)])
  }

  /// The occurrences of a needle, as ranges of bytes.
  private func occurrences(
    of needle: Designator.Needle, _ designator: Designator
  ) throws(PostilError) -> [Range<Int>] {
    do throws(PatternFailure) {
      return try TextSearch(text: text).occurrences(of: needle)
    } catch {
      throw .pointing(.badSpan(span: designator.source, .badPattern(reason: error.reason)))
    }
  }

  private func pick(
    _ needle: Designator.Needle, _ occurrence: Designator.Occurrence, _ designator: Designator
  ) throws(PostilError) -> [Range<Int>] {
    let found = try occurrences(of: needle, designator)
    guard let first = found.first, let last = found.last else {
      throw .pointing(
        .noText(text: "\(needle)", nearest: TextSearch(text: text).nearest(to: needle)))
    }
    switch occurrence {
    case .all: return found
    case .last: return [last]
    case .number(let number):
      guard number <= found.count else {
        throw .pointing(.noOccurrence(text: "\(needle)", number: number, count: found.count))
      }
      return [found[number - 1]]
    case .only:
      guard found.count == 1 else { throw ambiguous(needle, found) }
      return [first]
    }
  }

  private func through(
    _ last: Designator.Needle, _ ends: [Range<Int>], from start: Range<Int>
  ) throws(PostilError) -> Range<Int> {
    guard let end = ends.first(where: { $0.lowerBound >= start.upperBound }) else {
      let place = grid.place(ofByte: start.lowerBound)
      throw .pointing(
        .badSpan(
          span: "\"\(text[bytes: start])\"..\(last)",
          .doesNotFollow("\(last)", line: place.line, word: place.word)))
    }
    return start.lowerBound..<end.upperBound
  }

  private func ambiguous(_ needle: Designator.Needle, _ found: [Range<Int>]) -> PostilError {
    let shown = found.prefix(9).enumerated().map { index, range in
      "#\(index + 1) \(grid.name(text.span(bytes: range))) \(Snippet(text: text).around(range))"
    }
    let more = found.count > shown.count ? ["… and \(found.count - shown.count) more"] : []
    return .pointing(
      .ambiguousText(text: "\(needle)", count: found.count, occurrences: shown + more))
  }
}
