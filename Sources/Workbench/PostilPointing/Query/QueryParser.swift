import PostilKit
import PostilSchema
import PostilStore
import PostilSystem

/// Reads the filters of a query from the words of a command, from left to right.
struct QueryParser {
  private var rest: ArraySlice<Word>
  private let schema: Schema

  init(_ words: ArraySlice<Word>, _ schema: Schema) { (rest, self.schema) = (words, schema) }

  /// Words that begin a filter of several words: the next word belongs to it, also if it is `name=value`.
  static let prefixes = Set(
    ["not", "with", "without"] + QueryRelation.allCases.map(\.rawValue))

  /// Takes the filter that begins with the next word.
  ///
  /// - Returns: Number of words taken, 0 if the next word begins none.
  /// - Throws: `expectedAfter` for a word that does not go on as its first one demands, and what
  ///   `AnnotationFilter` throws.
  mutating func take(into filter: inout AnnotationFilter) throws -> Int {
    let count = rest.count
    guard let word = rest.first, let text = word.queryText else { return 0 }
    if text == "not" {
      rest.removeFirst()
      filter.exclude(try group(after: word))
    } else if text == "with" || text == "without" {
      rest.removeFirst()
      try takePresence(word, isWanted: text == "with", &filter)
    } else if let relation = QueryRelation(rawValue: text) {
      rest.removeFirst()
      try take(relation, word, &filter)
    } else if try filter.takeOne(word, text, schema) {
      rest.removeFirst()
    }
    return count - rest.count
  }

  /// `with ref`, `without source`.
  private mutating func takePresence(
    _ word: Word, isWanted: Bool, _ filter: inout AnnotationFilter
  ) throws {
    let name = rest.popFirst()
    guard let name, let text = name.bare, let values = QueryValues(text, schema) else {
      let known = AnnotationFilter.attributes(schema).union(AnnotationFilter.roles(schema))
      throw PostilError.pointing(
        .expectedAfter(
          word: word.raw, what: "an attribute or a role", found: name?.raw, known: known.sorted()))
    }
    filter.require { values.values(of: $0, in: $1).contains { !$0.isEmpty } == isWanted }
  }

  /// `in quote`, `near PER/10`, `contains (DATE value~2023)`.
  private mutating func take(
    _ relation: QueryRelation, _ word: Word, _ filter: inout AnnotationFilter
  ) throws {
    var count = QueryRelation.words
    let operand = QueryOperand(
      relation == .near ? try group(after: word, count: &count) : try group(after: word))
    filter.require(place: { relation.holds($0, operand, words: count) })
  }

  /// The same without a number of words.
  private mutating func group(after word: Word) throws -> AnnotationFilter {
    var none: Int?
    return try group(after: word, &none)
  }

  private mutating func group(
    after word: Word, count: inout Int
  ) throws -> AnnotationFilter {
    var number: Int? = count
    defer { count = number ?? count }
    return try group(after: word, &number)
  }

  /// One filter, or several in parentheses.
  ///
  /// - Parameter count: Where the number of words after a slash goes; nil if there cannot be one.
  private mutating func group(
    after word: Word, _ count: inout Int?
  ) throws -> AnnotationFilter {
    guard let first = rest.first else { throw expected(word, nil) }
    var words: [Word] = []
    if first.raw.hasPrefix("("), !first.isQuoted {
      var depth = 0
      while let next = rest.popFirst() {
        depth += next.raw.count { $0 == "(" } - next.raw.count { $0 == ")" }
        words.append(next)
        if depth <= 0 { break }
      }
      guard depth == 0 else { throw expected(word, first, "a closing parenthesis is") }
      words[0] = words[0].dropping(1)
      if let last = words.popLast() { words.append(Self.closed(last, &count)) }
      words.removeAll { $0.text.isEmpty }
    } else if QueryParser.prefixes.contains(first.text) {
      var inner = AnnotationFilter()
      let taken = try take(into: &inner)
      return taken > 0 ? inner : AnnotationFilter()
    } else {
      rest.removeFirst()
      words = [Self.counted(first, &count)]
    }
    var inner = AnnotationFilter()
    var parser = QueryParser(words[...], schema)
    while let next = parser.rest.first {
      if try parser.take(into: &inner) == 0 { throw expected(word, next) }
    }
    guard inner.isActive else { throw expected(word, first) }
    return inner
  }

  private func expected(
    _ word: Word, _ found: Word?, _ what: String = "a label, a layer or another filter is"
  ) -> PostilError {
    let names = schema.layers.flatMap { [$0.layer.rawValue] + $0.labels }
    return .pointing(
      .expectedAfter(
        word: word.raw, what: String(what.dropLast(3)), found: found?.raw, known: names))
  }

  /// A word without the parenthesis at its end, or what follows it: `PER)/10`.
  private static func closed(_ word: Word, _ count: inout Int?) -> Word {
    let word = counted(word, &count)
    let text = word.text.hasSuffix(")") ? String(word.text.dropLast()) : word.text
    return Word(pieces: [.bare(text)], text: text, raw: word.raw)
  }

  /// A word without the number of words after a slash: `PER/10`.
  private static func counted(_ word: Word, _ count: inout Int?) -> Word {
    guard count != nil, let slash = word.text.lastIndex(of: "/"),
      let number = Int(word.text[word.text.index(after: slash)...]), number >= 0
    else { return word }
    count = min(number, 1 << 30)
    let text = String(word.text[..<slash])
    return Word(pieces: [.bare(text)], text: text, raw: word.raw)
  }
}

/// Tells which words of a command line belong to a filter that has begun before them.
package struct QueryNesting {
  private var isAfterPrefix = false
  private var depth = 0

  /// Nothing has begun.
  package init() {}

  /// Looks at the next word; whether it belongs to what has begun: `by=anna` in `not by=anna`.
  package mutating func takes(_ word: Word) -> Bool {
    let isInside = isAfterPrefix || depth > 0
    if isInside, !word.isQuoted {
      depth = max(0, depth + word.raw.count { $0 == "(" } - word.raw.count { $0 == ")" })
    }
    isAfterPrefix = word.bare.map(QueryParser.prefixes.contains) ?? false
    return isInside
  }
}

extension Word {
  /// The text of a word that may begin a filter: neither in quotation marks nor a pattern.
  var queryText: String? { isQuoted || isPattern ? nil : text }
}
