import PostilFormats
import PostilKit
import PostilPlugins
import PostilStore

/// What TAB offers: the longest common beginning first, then a list in columns.
struct Completer {
  let session: Session

  /// An answer to a TAB.
  struct Answer: Hashable {
    /// The byte from which `replacement` stands for what was typed up to the cursor.
    var start: Int
    /// Nil if nothing can be added.
    var replacement: String?
    /// What there is to choose from.
    var choices: [String] = []
  }

  /// Answers for a line up to the cursor.
  func answer(_ line: String) -> Answer {
    let typed = lastWord(line)
    let start = line.utf8.count - typed.utf8.count
    let before = String(line.dropLast(typed.count))
    let fitting = candidates(before, typed).filter { fits($0, typed) }.uniqued().sorted()
    guard let first = fitting.first else { return Answer(start: start, replacement: nil) }
    let common = fitting.dropFirst().reduce(first) { Self.commonPrefix($0, $1) }
    if fitting.count == 1 {
      let end = first.hasSuffix("=") || first.hasSuffix("/") ? "" : " "
      return Answer(start: start, replacement: first + end)
    }
    let isLonger =
      common.count > typed.count || common.lowercased() == typed.lowercased() && common != typed
    return Answer(start: start, replacement: isLonger ? common : nil, choices: fitting)
  }

  /// Choices in columns that fit a width.
  static func columns(_ choices: [String], width: Int) -> String {
    let shown = choices.prefix(200).map { Escaping.shown($0) }
    let cell = (shown.map(\.columns).max() ?? 0) + 2
    let perRow = max(1, width / cell)
    let rows = (shown.count + perRow - 1) / perRow
    var lines: [String] = []
    for row in 0..<rows {
      let cells = stride(from: row, to: shown.count, by: rows).map { shown[$0].padded(cell) }
      lines.append(cells.joined().trimmed)
    }
    if choices.count > shown.count { lines.append("… and \(choices.count - shown.count) more") }
    return lines.map { $0 + "\n" }.joined()
  }

  private func lastWord(_ line: String) -> String {
    String(line.reversed().prefix { !$0.isWhitespace && $0 != ";" && $0 != "=" }.reversed())
  }

  private func fits(_ candidate: String, _ typed: String) -> Bool {
    candidate.lowercased().hasPrefix(typed.lowercased())
  }

  private func candidates(_ before: String, _ typed: String) -> [String] {
    let statement = before.split(separator: ";", omittingEmptySubsequences: false).last ?? ""
    let words = statement.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let name = words.first else {
      return CommandList.all.map(\.name)
        + labels.map { typed.first?.isUppercase == true ? $0 : $0.lowercased() }
    }
    if before.hasSuffix("=") { return values(words) }
    guard let command = try? CommandList.command(named: name, allowingPrefix: true) else {
      return keys(words)
    }
    if command.name == "set", words.count == 2, let setting = try? Setting.named(words[1]) {
      return setting.choices
    }
    if typed.hasPrefix("-") { return (command.flags + Flag.common).map { "--" + $0.name } }
    return command.completion.flatMap { offers($0, typed) } + keys(words)
  }

  private var labels: [String] { session.schema.layers.flatMap(\.labels) }

  func offers(_ kind: Completion, _ typed: String) -> [String] {
    switch kind {
    case .articles: return ((try? session.workspace.articles()) ?? []).map(\.name)
    case .labels: return labels
    case .annotations:
      return (session.open?.store.annotations ?? []).prefix(2000)
        .map { "\($0.annotation.state.letter)\($0.number)" }
    case .plugins:
      return PluginCatalog.standard(workspace: session.workspace).manifests.map(\.name)
    case .commands: return CommandList.all.map(\.name)
    case .filters:
      return [
        "suggested", "accepted", "rejected", "all", "label=", "layer=", "state=", "by=", "text=",
      ]
    case .paths: return Paths.completing(typed)
    case .formats: return Exporters.all().map(\.name)
    case .settings: return Setting.all.map(\.name)
    case .words(let words): return words
    }
  }

  /// Attributes and roles as `key=`: of the layer whose label is typed, else of all.
  private func keys(_ words: [String]) -> [String] {
    let name = words.first ?? ""
    let isOpen = ["tag", "t", "set"].contains(name)
    let named = words.lazy.compactMap { try? session.label($0).layer }.first
    guard isOpen || name == "quote" || (try? session.label(name)) != nil else { return [] }
    let layer = name == "quote" ? .quote : named
    return session.schema.layers.filter { layer == nil || $0.layer == layer }.flatMap {
      ($0.attributes.keys + $0.roles).map { $0 + "=" }
    }
  }

  /// What a key may be: what the schema names, and what it is in the open article.
  private func values(_ words: [String]) -> [String] {
    guard let key = words.last?.dropLast().description else { return [] }
    if key == "label" { return labels }
    if key == "state" { return Annotation.State.allCases.map(\.rawValue) }
    if key == "layer" { return session.schema.layers.map(\.layer.rawValue) }
    let known = session.schema.layers.compactMap { $0.attributes[key] }.flatMap {
      type -> [String] in
      if case .words(let words) = type { return words }
      return type == .truth ? ["true", "false"] : []
    }
    // The same few values come again and again.
    let annotations = session.open?.store.annotations ?? []
    var values = Set(known)
    for index in annotations.indices {
      if let value = annotations[index].annotation.attributes[key]?.string { values.insert(value) }
    }
    return values.map { Session.quoted($0) }
  }

  private static func commonPrefix(_ left: String, _ right: String) -> String {
    String(zip(left, right).prefix { $0.lowercased() == $1.lowercased() }.map(\.0))
  }
}

extension Sequence where Element: Hashable {
  /// The elements without repeats, in the order in which they came first.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
