/// One news text, as an annotator sees it.
public struct Article: Sendable {
  /// Its id: a file's name without `.txt`, or the id of a stream's line.
  public var id: String
  /// Its headline, or nil if it has none; the lede is not a headline.
  public var title: String?
  /// Its text.
  public let text: Text
  /// The day it was published (TimeML's document creation time), or nil if unknown.
  public var published: CalendarDate?

  /// Makes an article of a text and what is known about it.
  public init(
    id: String = "", title: String? = nil, text: Text, published: CalendarDate? = nil
  ) {
    self.id = id
    self.title = title
    self.text = text
    self.published = published
  }
}
