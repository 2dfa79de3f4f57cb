import PostilKit
import PostilSystem

/// What of a web page is the article: its paragraphs, title, author, day and address.
struct WebPage {
  /// The article: title, byline and paragraphs, with an empty line between them.
  let text: String
  /// The day of publication, if the page says it.
  let published: CalendarDate?
  /// The address of the page, or the name of its site.
  let source: String?

  init(_ bytes: [UInt8]) {
    let tree = PageTree(bytes)
    let root = Self.main(of: tree)
    var paragraphs = PageBlocks(tree, below: root).blocks.filter { !$0.isMenu }.map(\.text)
    let data = tree.all("script").filter { $0.attributes["type"] == "application/ld+json" }
    let record = data.lazy.compactMap { script in
      Self.record(script.children.map { tree.nodes[$0].text }.joined())
    }.first
    if let author = tree.meta("author", "article:author") ?? record?.author,
      !author.contains("://"), !paragraphs.prefix(4).joined().contains(author)
    {
      paragraphs.insert("By \(author)", at: Self.isTitle(paragraphs.first, tree) ? 1 : 0)
    }
    if let title = Self.title(of: tree), !paragraphs.prefix(2).contains(title) {
      paragraphs.insert(title, at: 0)
    }
    text = paragraphs.isEmpty ? "" : paragraphs.joined(separator: "\n\n") + "\n"
    let day =
      tree.meta(
        "article:published_time", "datepublished", "date", "pubdate", "dc.date", "dc.date.issued",
        "parsely-pub-date", "sailthru.date") ?? record?.day
      ?? tree.all("time").compactMap { $0.attributes["datetime"] }.first
    published = day.flatMap { CalendarDate(String($0.prefix(10))) }
    let link = tree.all("link").first { $0.attributes["rel"] == "canonical" }?.attributes["href"]
    source = link ?? tree.meta("og:url", "og:site_name")
  }

  // MARK: Title

  private static func title(of tree: PageTree) -> String? {
    if let title = tree.meta("og:title", "twitter:title") { return title.oneLine }
    let headings = tree.nodes.indices.filter { tree.nodes[$0].name == "h1" }
    if headings.count == 1 { return tree.text(of: headings[0]).oneLine }
    let title = tree.nodes.indices.first { tree.nodes[$0].name == "title" }
    return title.map { tree.text(of: $0).oneLine }.flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func isTitle(_ paragraph: String?, _ tree: PageTree) -> Bool {
    paragraph != nil && paragraph == title(of: tree)
  }

  // MARK: The article's element

  /// The element of the article: the one that the page marks as such, else the one whose own paragraphs
  /// have most text that is not linked; as Readability does it, half of it counts for the element around it.
  private static func main(of tree: PageTree) -> Int {
    let marked = tree.nodes.indices.filter { index in
      let node = tree.nodes[index]
      return node.attributes["itemprop"]?.lowercased() == "articlebody" || node.name == "article"
        || node.name == "main" || node.attributes["role"] == "main"
    }
    let long = marked.map { ($0, length(of: $0, tree)) }.filter { $0.1 >= 250 }
    if let body = long.first(where: { tree.nodes[$0.0].attributes["itemprop"] != nil }) {
      return body.0
    }
    let whole = tree.nodes.firstIndex { $0.name == "body" } ?? 0
    let articles = long.filter { tree.nodes[$0.0].name == "article" }
    let best =
      articles.max { $0.1 < $1.1 }?.0 ?? long.max { $0.1 < $1.1 }?.0 ?? densest(tree) ?? whole
    // Where it has less than half of what is to be read, the page is no single article.
    return length(of: best, tree) * 2 < length(of: whole, tree) ? whole : best
  }

  private static func length(of index: Int, _ tree: PageTree) -> Int {
    PageBlocks(tree, below: index).blocks.reduce(0) { $0 + $1.text.utf8.count - $1.linked }
  }

  private static func densest(_ tree: PageTree) -> Int? {
    let beside = beside(tree)
    var scores: [Int: Int] = [:]
    for (index, node) in tree.nodes.enumerated() where node.name == "p" && !beside[index] {
      let length = tree.text(of: index).trimmed.utf8.count
      guard length >= 40 else { continue }
      scores[node.parent, default: 0] += length
      if node.parent > 0 { scores[tree.nodes[node.parent].parent, default: 0] += length / 2 }
    }
    return scores.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  /// Whether each node is in a part that is not read.
  private static func beside(_ tree: PageTree) -> [Bool] {
    var beside: [Bool] = []
    beside.reserveCapacity(tree.nodes.count)
    for node in tree.nodes {
      let isInside = node.parent >= 0 && beside[node.parent]
      beside.append(isInside || !node.isText && PageBlocks.isUnread(node))
    }
    return beside
  }

  // MARK: JSON-LD

  /// The author and the day of an article's record.
  private static func record(_ text: String) -> (author: String?, day: String?)? {
    guard let json = try? JSONParser.parse(Array(text.utf8)) else { return nil }
    let all = (json.array ?? [json]) + (json["@graph"]?.array ?? [])
    guard let article = all.first(where: { $0["datePublished"] != nil || $0["author"] != nil })
    else {
      return nil
    }
    let author = article["author"].flatMap { $0.array?.first ?? $0 }
    return (author?["name"]?.string ?? author?.string, article["datePublished"]?.string)
  }
}

extension PageBlocks.Block {
  /// Whether it is a list of links rather than a paragraph.
  fileprivate var isMenu: Bool { linked > 0 && linked * 10 >= text.count * 8 && text.count < 200 }
}

extension String {
  /// The words with one space between them.
  fileprivate var oneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
