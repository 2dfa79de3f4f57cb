import PostilFormats
import PostilKit
import PostilPlugins
import PostilPointing
import PostilStore
import PostilSystem
import PostilTerminal

/// Completes a word: first the longest common prefix, on a second TAB a list in columns.
package struct Completer {
  private let session: Session
  private let table: CommandTable

  package init(_ session: Session, _ table: CommandTable) {
    self.session = session
    self.table = table
  }

  /// Completes a line up to the cursor.
  package func answer(_ line: String) -> CompletionAnswer {
    let typed = lastWord(line)
    let start = line.utf8.count - typed.utf8.count
    let before = String(line.dropLast(typed.count))
    let fitting = candidates(before, typed).filter { fits($0, typed) }.uniqued().sorted()
    guard let first = fitting.first else { return CompletionAnswer(start: start, replacement: nil) }
    let common = fitting.dropFirst().reduce(first) { Self.commonPrefix($0, $1) }
    if fitting.count == 1 {
      let end = first.hasSuffix("=") || first.hasSuffix("/") ? "" : " "
      return CompletionAnswer(start: start, replacement: first + end)
    }
    let isLonger =
      common.count > typed.count || common.lowercased() == typed.lowercased() && common != typed
    return CompletionAnswer(start: start, replacement: isLonger ? common : nil, choices: fitting)
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
      return table.all.map(\.name)
        + labels.map { typed.first?.isUppercase == true ? $0 : $0.lowercased() }
    }
    if before.hasSuffix("=") { return values(words) }
    guard let command = try? table.command(named: name, allowingPrefix: true) else {
      return keys(words)
    }
    if command.name == "set", words.count == 2, let setting = try? Setting.named(words[1]) {
      return setting.choices
    }
    if typed.hasPrefix("-") { return (command.allFlags + Flag.common).map { "--" + $0.name } }
    if command.scope.takesScope, words.dropFirst().contains("on") { return scopes }
    return command.completion.flatMap { offers($0, typed) } + keys(words)
      + (command.scope.takesScope ? ["on"] : [])
  }

  /// What may follow `on`.
  package var scopes: [String] { ["this", "todo", "all"] + offers(.articles, "") }

  private var labels: [String] { session.focus.schema.layers.flatMap(\.labels) }

  package func offers(_ kind: Completion, _ typed: String) -> [String] {
    switch kind {
    case .articles: return ((try? session.focus.workspace.articles()) ?? []).map(\.name)
    case .labels: return labels
    case .annotations:
      return (session.focus.open?.store.annotations ?? []).prefix(2000)
        .map { "\($0.annotation.state.letter)\($0.number)" }
    case .plugins:
      return PluginCatalog.standard(workspace: session.focus.workspace).manifests.map(\.name)
    case .commands: return table.all.map(\.name)
    case .filters:
      return [
        "suggested", "accepted", "rejected", "all", "label=", "layer=", "state=", "by=", "text=",
      ]
    case .paths: return Paths.completing(typed)
    case .exportFormats: return Formats.exporters().map(\.name)
    case .importFormats: return Formats.importers().map(\.name)
    case .settings: return Setting.all.map(\.name)
    case .words(let words): return words
    }
  }

  /// Attributes and roles as `key=`: of the layer whose label is typed, else of all layers.
  private func keys(_ words: [String]) -> [String] {
    let name = words.first ?? ""
    let isOpen = ["tag", "t", "set"].contains(name)
    let named = words.lazy.compactMap { try? session.focus.label($0).layer }.first
    guard isOpen || name == "quote" || (try? session.focus.label(name)) != nil else { return [] }
    let layer = name == "quote" ? .quote : named
    return session.focus.schema.layers.filter { layer == nil || $0.layer == layer }.flatMap {
      ($0.attributes.keys + $0.roles).map { $0 + "=" }
    }
  }

  /// The values of a key: those in the schema, and those that occur in the open article.
  private func values(_ words: [String]) -> [String] {
    guard let key = words.last?.dropLast().description else { return [] }
    if key == "label" { return labels }
    if key == "state" { return Annotation.State.allCases.map(\.rawValue) }
    if key == "layer" { return session.focus.schema.layers.map(\.layer.rawValue) }
    let known = session.focus.schema.layers.compactMap { $0.attributes[key] }.flatMap {
      type -> [String] in
      if case .words(let words) = type { return words }
      return type == .truth ? ["true", "false"] : []
    }
    // Values repeat often: keep each once.
    let annotations = session.focus.open?.store.annotations ?? []
    var values = Set(known)
    for index in annotations.indices {
      if let value = annotations[index].annotation.attributes[key]?.string { values.insert(value) }
    }
    return values.map { Word.typed($0) }
  }

  private static func commonPrefix(_ left: String, _ right: String) -> String {
    String(zip(left, right).prefix { $0.lowercased() == $1.lowercased() }.map(\.0))
  }
}
