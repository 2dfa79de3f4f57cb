import PostilSystem

/// The paragraphs of a part of a page, without what is not read: menus, forms, buttons.
struct PageBlocks {
  /// A paragraph, a heading or an item.
  struct Block {
    let text: String
    /// The characters inside links.
    let linked: Int
  }

  private(set) var blocks: [Block] = []
  private let tree: PageTree
  private var text = ""
  private var linked = 0
  /// The number of elements around this one in which line breaks count.
  private var verbatim = 0

  /// - Parameter root: The index of the element whose paragraphs are wanted.
  init(_ tree: PageTree, below root: Int) {
    self.tree = tree
    for child in tree.nodes[root].children { walk(child, isLink: false, prefix: "") }
    flush("")
  }

  // MARK: Elements

  private static let blockNames: Set = [
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl",
    "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header",
    "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody",
    "td",
    "tfoot", "th", "thead", "tr", "ul",
  ]

  static func isBlock(_ name: String) -> Bool { blockNames.contains(name) }

  private static let unread: Set = [
    "script", "style", "noscript", "nav", "aside", "footer", "form", "button", "select", "template",
    "iframe", "svg", "object", "audio", "video", "canvas", "head", "dialog", "menu",
  ]

  private static let unreadRoles: Set = [
    "navigation", "banner", "complementary", "contentinfo", "search", "dialog", "alert",
  ]

  /// Words in names of classes that say that an element is beside the article.
  private static let unreadWords: Set = [
    "share", "sharing", "social", "related", "newsletter", "promo", "advert", "advertisement", "ad",
    "ads", "comments", "cookie", "cookies", "breadcrumb", "breadcrumbs", "nav", "navbar", "menu",
    "sidebar", "footer", "recommended", "subscribe", "subscription", "paywall", "outbrain",
    "taboola",
    "tags", "hidden", "visually", "sr-only", "copyright",
  ]

  /// Whether an element is beside the article, as its name, role or class says.
  static func isUnread(_ node: PageTree.Node) -> Bool {
    if unread.contains(node.name) || node.attributes["hidden"] != nil { return true }
    if let role = node.attributes["role"], unreadRoles.contains(role) { return true }
    if node.attributes["aria-hidden"] == "true" { return true }
    guard ["div", "section", "ul", "ol", "p", "span", "header", "figure"].contains(node.name) else {
      return false
    }
    let names = (node.attributes["class"] ?? "") + " " + (node.attributes["id"] ?? "")
    return names.lowercased().split { !$0.isLetter }.contains { unreadWords.contains(String($0)) }
  }

  // MARK: Walk

  private mutating func walk(_ index: Int, isLink: Bool, prefix: String) {
    let node = tree.nodes[index]
    if node.isText {
      text += verbatim > 0 ? Self.verbatim(node.text) : node.text
      if isLink { linked += node.text.trimmed.count }
      return
    }
    if Self.isUnread(node) { return flush(prefix) }
    if node.name == "br" {
      text += "\u{2028}"
      return
    }
    let isBlock = Self.isBlock(node.name)
    if isBlock { flush(prefix) }
    let inner = node.name == "li" ? "- " : prefix
    if node.name == "pre" { verbatim += 1 }
    for child in node.children {
      walk(child, isLink: isLink || node.name == "a", prefix: inner)
    }
    if isBlock { flush(inner) }
    if node.name == "pre" { verbatim -= 1 }
  }

  /// Stands for a blank that stays, until the paragraph ends.
  private static let blank = "\u{E000}"

  /// Text of code or a poem: its line breaks, and the blanks at the beginning of a line, stay.
  private static func verbatim(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(repeating: blank, count: line.prefix { $0 == " " }.count)
        + line.drop { $0 == " " }
    }.joined(separator: "\u{2028}")
  }

  /// Ends a paragraph: white space becomes one space, a line break of the page stays one.
  private mutating func flush(_ prefix: String) {
    let lines = text.split(separator: "\u{2028}").map { line in
      line.split(whereSeparator: { $0.isWhitespace && $0 != "\u{A0}" }).joined(separator: " ")
    }.filter { !$0.isEmpty }
    if !lines.isEmpty {
      let whole = prefix + lines.joined(separator: "\n")
      blocks.append(Block(text: whole.replacing(Self.blank, with: " "), linked: linked))
    }
    text = ""
    linked = 0
  }
}
