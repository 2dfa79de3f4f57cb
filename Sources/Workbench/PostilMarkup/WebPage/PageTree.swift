import PostilSystem

/// The elements of a page as a tree, put together from tags that need not match.
struct PageTree {
  /// An element, or a piece of text.
  struct Node {
    /// The element's name; empty for text.
    let name: String
    let attributes: [String: String]
    let text: String
    let parent: Int
    var children: [Int] = []

    var isText: Bool { name.isEmpty }
  }

  /// The nodes, each after its parent; the first one is the page.
  private(set) var nodes = [Node(name: "page", attributes: [:], text: "", parent: -1)]
  private var open = [0]

  /// Elements inside one another beyond this are put beside one another.
  private static let maximumDepth = 400

  private static let void: Set = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
  ]

  /// The elements that an element closes if they are open in the same list, table or paragraph.
  private static let closes: [String: Set<String>] = [
    "li": ["li"], "dt": ["dt", "dd"], "dd": ["dt", "dd"], "tr": ["tr", "td", "th"],
    "td": ["td", "th"], "th": ["td", "th"], "option": ["option"],
  ]

  /// What ends a search for an open element: `li` does not close the `li` around its list.
  private static let walls: Set = [
    "page", "table", "ul", "ol", "dl", "select", "body", "article", "div",
  ]

  init(_ bytes: [UInt8]) {
    var tokens = HTMLTokens(bytes)
    while let token = tokens.next() {
      switch token {
      case .text(let text): add(Node(name: "", attributes: [:], text: text, parent: top))
      case .open(let name, let attributes): start(name, attributes)
      case .close(let name): end(name)
      }
    }
  }

  private var top: Int { open[open.count - 1] }

  private mutating func add(_ node: Node) {
    nodes[node.parent].children.append(nodes.count)
    nodes.append(node)
  }

  private mutating func start(_ name: String, _ attributes: [String: String]) {
    if PageBlocks.isBlock(name) { close(["p"], within: Self.walls) }
    if let others = Self.closes[name] { close(others, within: Self.walls) }
    add(Node(name: name, attributes: attributes, text: "", parent: top))
    if !Self.void.contains(name), open.count < Self.maximumDepth { open.append(nodes.count - 1) }
  }

  private mutating func end(_ name: String) { close([name], within: ["page"]) }

  /// Closes the innermost open element of some names, and all inside it.
  private mutating func close(_ names: Set<String>, within walls: Set<String>) {
    for place in open.indices.reversed() {
      let name = nodes[open[place]].name
      if names.contains(name) {
        open.removeSubrange(max(place, 1)...)
        return
      }
      if walls.contains(name) { return }
    }
  }

  // MARK: Search

  /// The elements of a name, in the page's order.
  func all(_ name: String) -> [Node] { nodes.filter { $0.name == name } }

  /// The text inside a node, as it is.
  func text(of index: Int) -> String {
    let node = nodes[index]
    if node.isText { return node.text }
    return node.name == "script" || node.name == "style"
      ? "" : node.children.map { text(of: $0) }.joined()
  }

  /// The value of `<meta name=…>` or `<meta property=…>`: the first of some names that is there.
  func meta(_ names: String...) -> String? {
    let all = all("meta")
    for name in names {
      let found = all.first { meta in
        [meta.attributes["property"], meta.attributes["name"], meta.attributes["itemprop"]]
          .contains { $0?.lowercased() == name }
      }
      if let content = found?.attributes["content"]?.trimmed, !content.isEmpty { return content }
    }
    return nil
  }
}
