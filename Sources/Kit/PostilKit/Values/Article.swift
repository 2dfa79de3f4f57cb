/// One news text, as an annotator sees it.
public struct Article: Sendable {
  /// What the caller calls it: a file's name without `.txt`, or the id of a stream's line.
  public var id: String
  /// Its headline, or nil where it has none; the lede is never taken for one.
  public var title: String?
  /// Its text.
  public let text: Text
  /// The day it was published (TimeML's document creation time), or nil while unknown.
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
