import PostilKit
import PostilSchema

/// Reads what an article says from its text and its annotations that are not rejected.
struct ReportReader {
  private let article: String
  private let text: Text
  private let published: CalendarDate?
  private let tokens: Tokens
  private let words: [String]
  private let annotations: [Annotation]
  private let sections: Sections
  private let people: [(end: Int, name: String)]

  init(_ article: String, _ text: Text, _ annotations: [Annotation], published: CalendarDate?) {
    (self.article, self.text, self.published) = (article, text, published)
    tokens = Tokens(text)
    words = tokens.map { text[bytes: $0.bytes].lowercased() }
    sections = Sections(text, tokens)
    let sections = sections
    self.annotations = annotations.filter {
      $0.state != .rejected && !$0.spans.isEmpty && sections.admits($0, in: text)
    }.sorted { $0.extent < $1.extent }
    people = self.annotations.filter { EntityKind($0.label) == .person && $0.layer == .entity }
      .map { (text.bytes($0.extent).upperBound, Self.entity($0)) }
  }

  func report() -> Report {
    Report(
      article: article, sentences: sentences(), mentions: mentions() + handles(),
      spellings: spellings())
  }

  private static func entity(_ mention: Annotation) -> String {
    mention.attributes["entity"]?.string ?? mention.text
  }

  private func cell(_ span: Span) -> Cell { Cell(article: article, span: span, words: text[span]) }

  // MARK: Names

  private func mentions() -> [Report.Mention] {
    annotations.filter { $0.layer == .entity }.map {
      Report.Mention(label: $0.label, entity: Self.entity($0), cell: cell($0.extent))
    }
  }

  private func handles() -> [Report.Mention] {
    tokens.filter { $0.kind == .handle }.map { token in
      let cell = cell(text.span(bytes: token.bytes))
      return Report.Mention(label: "", entity: cell.words, cell: cell, isHandle: true)
    }
  }

  private func spellings() -> [String: [Cell]] {
    var found: [String: [Cell]] = [:]
    for at in tokens.indices where isLongWord(at, 4) {
      if let end = compound(at) {
        let span = text.span(bytes: Int(tokens[at].start)..<Int(tokens[end].end))
        found[words[at] + words[end], default: []].append(cell(span))
      }
      if words[at].utf8.count >= 6 {
        found[words[at], default: []].append(cell(text.span(bytes: tokens[at].bytes)))
      }
    }
    return found
  }

  /// The second word of what may also be written as one word.
  private func compound(_ at: Int) -> Int? {
    var next = at + 1
    guard next < tokens.count else { return nil }
    if words[next] == "-" {
      guard !tokens[next].flags.contains(.spaceBefore) else { return nil }
      next += 1
      if next < tokens.count, tokens[next].flags.contains(.spaceBefore) { return nil }
    }
    guard next < tokens.count, !tokens[next].flags.contains(.lineBefore), isLongWord(next, 3)
    else { return nil }
    return next
  }

  private func isLongWord(_ at: Int, _ length: Int) -> Bool {
    tokens[at].kind == .word && words[at].utf8.count >= length && !Topics.isEmpty(words[at])
      && !sections.kind(atByte: Int(tokens[at].start)).isRepetition
  }

  // MARK: Sentences

  private func sentences() -> [ReportedSentence] {
    let covers = covers()
    return Sentences(text, tokens).compactMap { range in
      let bytes = Int(tokens[range.lowerBound].start)..<Int(tokens[range.upperBound - 1].end)
      guard [.body, .listItem, .post].contains(sections.kind(atByte: bytes.lowerBound)) else {
        return nil
      }
      return sentence(range, text.span(bytes: bytes), covers)
    }
  }

  /// The annotation on each token: dates and entities.
  private func covers() -> [Int: Annotation] {
    var covers: [Int: Annotation] = [:]
    var at = 0
    for one in annotations where one.layer == .timex || one.layer == .entity {
      let bytes = text.bytes(one.extent)
      while at > 0, Int(tokens[at - 1].start) >= bytes.lowerBound { at -= 1 }
      while at < tokens.count, Int(tokens[at].start) < bytes.upperBound {
        if Int(tokens[at].start) >= bytes.lowerBound { covers[at] = one }
        at += 1
      }
      at = min(at, max(0, tokens.count - 1))
    }
    return covers
  }

  private func sentence(
    _ range: Range<Int>, _ span: Span, _ covers: [Int: Annotation]
  ) -> ReportedSentence {
    var topics: Set<String> = []
    for at in range where tokens[at].kind == .word {
      let cover = covers[at]
      if cover?.layer == .timex { continue }
      if cover?.layer == .entity, cover?.label == "PER", let cover {
        // A person's name is one topic, whatever form it has here.
        topics.insert("@" + Self.entity(cover))
      } else if !Topics.isEmpty(words[at]), NumberWords.values[words[at]] == nil,
        NumberWords.scales[words[at]] == nil
      {
        topics.insert(Topics.stem(words[at]))
        topics.insert(Topics.joined + Topics.stem(words[at]))
        if at + 1 < range.upperBound, tokens[at + 1].kind == .word, !Topics.isEmpty(words[at + 1]) {
          // `road map` shares a topic with `roadmap`.
          topics.insert(Topics.joined + Topics.stem(words[at] + words[at + 1]))
        }
      }
    }
    let within = annotations.filter { span.contains($0.extent.start) }
    let taken = Set(range.filter { covers[$0]?.layer == .timex })
    let scanner = QuantityScanner(text, tokens, words, sentence: range, taken: taken) { end in
      let byte = Int(tokens[end].start)
      return people.last { $0.end <= byte && byte - $0.end <= 1 }?.name
    }
    let times = times(within.filter { $0.layer == .timex }, range)
    let amounts = scanner.amounts()
    topics.formUnion(times.map(\.range.topic))
    topics.formUnion(amounts.compactMap(\.topic))
    return ReportedSentence(
      article: article, span: span, topics: topics, times: times,
      amounts: amounts.map { ($0, cell($0.span)) },
      quotes: within.filter { $0.layer == .quote }.map(quote), words: text[span])
  }

  /// The times of a sentence; `2023-2026` is one.
  private func times(_ timexes: [Annotation], _ sentence: Range<Int>) -> [ReportedTime] {
    var times: [ReportedTime] = []
    for timex in timexes where timex.label != "SET" {
      guard let value = timex.attributes["value"]?.string,
        let range = TimeRange(value, published: published)
      else { continue }
      if let last = times.last, !range.isLength, !last.range.isLength,
        last.cell.span.end <= timex.extent.start,
        ["-", "–", " to ", " until "].contains(text[Span(last.cell.span.end, timex.extent.start)])
      {
        times[times.count - 1] = ReportedTime(
          range: TimeRange(from: last.range, to: range),
          cell: cell(Span(last.cell.span.start, timex.extent.end)), context: last.context)
      } else {
        let cell = cell(timex.extent)
        times.append(
          ReportedTime(range: range, cell: cell, context: context(text.bytes(cell.span), sentence)))
      }
    }
    return times
  }

  /// The stems of the words around some bytes, within their sentence.
  private func context(_ bytes: Range<Int>, _ sentence: Range<Int>) -> Set<String> {
    let before = sentence.filter {
      Int(tokens[$0].end) <= bytes.lowerBound && tokens[$0].kind == .word
    }
    let after = sentence.filter {
      Int(tokens[$0].start) >= bytes.upperBound && tokens[$0].kind == .word
    }
    return Set(
      (before.suffix(5) + after.prefix(3)).map { words[$0] }.filter { !Topics.isEmpty($0) }
        .map(Topics.stem))
  }

  private func quote(_ quote: Annotation) -> ReportedQuote {
    let speakers = quote.names(in: "speaker")
    let entities = Set(annotations.filter { $0.layer == .entity }.map(Self.entity))
    let source = quote.roles[Role.source]?.first?.spans
    return ReportedQuote(
      cell: cell(quote.extent), speakers: speakers,
      isNamed: !speakers.isEmpty && speakers.allSatisfy(entities.contains),
      source: source.flatMap { spans in
        spans.first.map { cell(Span($0.start, spans.last?.end ?? $0.end)) }
      }, phrase: phrase(quote))
  }

  /// The stems between quotation marks.
  private func phrase(_ quote: Annotation) -> [String] {
    var stems: [String] = []
    var isOpen = false
    for token in tokens {
      let span = text.span(bytes: token.bytes)
      guard quote.spans.contains(where: { $0.contains(span) }) else { continue }
      let word = text[span]
      if ["\"", "“", "”", "«", "»"].contains(word) {
        isOpen.toggle()
      } else if isOpen, token.kind == .word {
        stems.append(Topics.stem(word))
      }
    }
    return stems
  }
}
