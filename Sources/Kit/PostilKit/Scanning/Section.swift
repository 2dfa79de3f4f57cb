/// A part of an article with its function, found by its form: a title, a byline, running text.
public struct Section: Hashable, Sendable {
  /// The function of a section. Kinds may be added: treat an unknown one as running text.
  public struct Kind: RawRepresentable, Hashable, Sendable {
    /// The name, as it is shown.
    public let rawValue: String
    /// Makes the kind of that name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The headline.
    public static let title = Kind(rawValue: "title")
    /// The headline repeated, as in scraped pages.
    public static let repeatedTitle = Kind(rawValue: "repeated title")
    /// Who wrote it: `By Ann Lee in Oslo`.
    public static let byline = Kind(rawValue: "byline")
    /// Where and when it was written, before the text or in a line of its own: `OSLO, May 4 (Wire) -`.
    public static let dateline = Kind(rawValue: "dateline")
    /// A heading inside the text, which has no full stop.
    public static let subheading = Kind(rawValue: "subheading")
    /// One item of a list, including its bullet or number.
    public static let listItem = Kind(rawValue: "list item")
    /// A post of a social network, including the line that names its author.
    public static let post = Kind(rawValue: "post")
    /// Text of the page, not of the article: menus, buttons, forms.
    public static let boilerplate = Kind(rawValue: "boilerplate")
    /// Running text.
    public static let body = Kind(rawValue: "body")

    /// Whether it repeats other text or is not by the author: suggestions in it are dropped unless
    /// the user asks for them.
    public var isRepetition: Bool { self == .repeatedTitle || self == .boilerplate }
  }

  /// Its kind.
  public let kind: Kind
  /// Its bytes in the text, without white space at its ends.
  public let bytes: Range<Int>

  /// Makes a section.
  public init(_ kind: Kind, bytes: Range<Int>) {
    self.kind = kind
    self.bytes = bytes
  }

  /// Its code points in the text it was found in.
  public func span(in text: Text) -> Span { text.span(bytes: bytes) }
}

/// The sections of a text in reading order: all of it except white space is in one.
///
/// A section never ends inside a line, except a dateline that text follows. The time is proportional to
/// the length of the text.
public struct Sections: RandomAccessCollection, Sendable {
  private let sections: [Section]

  /// Finds the sections of a text.
  public init(_ text: Text) { self.init(text, Tokens(text)) }

  /// Finds the sections of a text that is already split into tokens.
  public init(_ text: Text, _ tokens: Tokens) {
    var finder = SectionFinder(text, tokens)
    sections = finder.find()
  }

  /// The bytes of the headline that a text opens with, or nil if it begins with its lede.
  ///
  /// - Parameter byte: Where the text begins, after a header above the article.
  public static func title(of text: Text, from byte: Int = 0) -> Range<Int>? {
    text.utf8.withUnsafeBufferPointer { bytes in
      let lines = SectionLine.all(of: bytes, from: byte, limit: 2)
      return Title.opens(lines, bytes) ? lines[0].bytes : nil
    }
  }

  /// The position of the first section.
  public var startIndex: Int { 0 }
  /// The position past the last section.
  public var endIndex: Int { sections.count }
  /// The section at a position.
  public subscript(index: Int) -> Section { sections[index] }

  /// The section that holds a byte or, if it is white space, the one before it; running text without
  /// one.
  public func kind(atByte byte: Int) -> Section.Kind {
    var low = 0
    var high = sections.count
    while low < high {
      let middle = (low + high) / 2
      if sections[middle].bytes.lowerBound <= byte { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? .body : sections[low - 1].kind
  }

  /// Whether a suggestion is kept: it does not begin in boilerplate or in a repeated title.
  public func admits(_ annotation: Annotation, in text: Text) -> Bool {
    guard let start = annotation.spans.first?.start else { return true }
    return !kind(atByte: text.byte(ofCodePoint: start)).isRepetition
  }
}
