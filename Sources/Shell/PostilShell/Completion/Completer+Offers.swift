import PostilExchange
import PostilFormats
import PostilKit
import PostilPlugins
import PostilPointing
import PostilSchema
import PostilStore
import PostilSystem
import PostilTerminal

/// What each kind of word can be.
extension Completer {
  /// The words of one kind.
  ///
  /// - Parameter words: The words before, which may name a label.
  package func offers(_ kind: Completion, _ typed: Word, _ words: [Word]) -> [Candidate] {
    switch kind {
    case .articles: articles
    case .labels: labels(typed, isLowercase: false)
    case .layers: session.focus.schema.layers.map { Candidate($0.layer.rawValue) }
    case .annotations:
      (session.focus.open?.store.annotations ?? []).prefix(2000)
        .map { Candidate("\($0.annotation.state.letter)\($0.number)") }
    case .plugins: plugins.map { Candidate($0) }
    case .commands: table.everywhere.map { Candidate($0.name, summary: $0.summary) }
    case .filters:
      [
        "suggested", "accepted", "rejected", "flagged", "all", "label=", "layer=", "state=", "by=",
        "text=", "in", "contains", "overlaps", "starts", "ends", "near", "not", "with", "without",
        "section=", "published>=", "outlet~", "status=", "since=", "until=", "sort=",
      ].map { Candidate($0) }
    case .paths: Paths.completing(typed.unquoted).map { Candidate($0, written: path($0)) }
    case .exportFormats: Formats.exporters().map { Candidate($0.name) }
    case .importFormats: Formats.importers().map { Candidate($0.name) }
    case .settings: Setting.all.map { Candidate($0.name, summary: $0.summary) }
    case .keys: keys(of: words.lazy.compactMap { try? session.focus.label($0.text).layer }.first)
    case .keysOf(let layer): keys(of: layer)
    case .words(let words): words.map { Candidate($0) }
    }
  }

  /// The articles of the workspace, as names that are read as names.
  var articles: [Candidate] {
    ((try? session.focus.workspace.articles()) ?? []).map {
      Candidate($0.name, written: name($0.name))
    }
  }

  /// What may follow `on`; in quotation marks only names.
  func scopes(_ typed: Word) -> [Candidate] {
    (typed.isQuoted ? [] : ScopeRule.keywords.map { Candidate($0.word) }) + articles
  }

  private var plugins: [String] {
    let catalog = PluginCatalog.standard(workspace: session.focus.workspace)
    return catalog.manifests.map(\.name) + catalog.untrusted.map(\.name)
  }

  /// A word in the form in which it is read back: at a prompt with blanks in quotation marks; on the
  /// command line these are the system shell's business.
  private func word(_ text: String) -> String {
    if isCommandLine {
      return CommandParser.argument(text).bare == text ? text : Word.quoted(text)
    }
    return Word.typed(text)
  }

  /// A path in the form in which it is not an option.
  private func path(_ path: String) -> String { word(path.hasPrefix("-") ? "./" + path : path) }

  /// An article's name in the form in which it is read as one.
  private func name(_ name: String) -> String {
    let word = Word(bare: name)
    let isPlain =
      !name.hasPrefix("-") && word.assignment == nil && ScopeRule.isName(word)
    return isPlain ? self.word(name) : Word.quoted(name)
  }

  /// The labels; in lower case if they take a command's place, unless capitals are typed.
  func labels(_ typed: Word, isLowercase: Bool) -> [Candidate] {
    let isUpper = typed.text.first?.isUppercase ?? !isLowercase
    let isLower = isLowercase ? !isUpper : isCommandLine && !typed.text.isEmpty && !isUpper
    return session.focus.schema.layers.flatMap(\.labels)
      .map { Candidate(isLower ? $0.lowercased() : $0) }
  }

  /// Attributes and roles as `key=`: of one layer, or of all.
  private func keys(of layer: Layer?) -> [Candidate] {
    session.focus.schema.layers.filter { layer == nil || $0.layer == layer }.flatMap {
      ($0.attributes.keys + $0.roles).map { Candidate($0 + "=") }
    }
  }

  /// The values of a key; on the command line after the key, since there the whole word is replaced.
  ///
  /// - Parameter typed: The word so far. After a capital only labels in capitals are offered, if there are
  ///   any: the others are in the way.
  func values(_ key: String, _ typed: Word) -> [Candidate] {
    let all = plainValues(key)
    let begun = typed.assignment?.value.text ?? ""
    let isCapital = key == "label" && begun.first?.isUppercase == true
    let exact = isCapital ? all.filter { $0.hasPrefix(begun) } : []
    let values = (exact.isEmpty ? all : exact).map { Candidate($0, written: word($0)) }
    guard isCommandLine else { return values }
    return values.map { Candidate("\(key)=\($0.text)", written: "\(key)=\($0.written)") }
  }

  /// The values of a key: those in the schema, and those that occur in the open article.
  private func plainValues(_ key: String) -> [String] {
    let schema = session.focus.schema
    switch key {
    case "label": return schema.layers.flatMap(\.labels)
    case "state": return Annotation.State.allCases.map(\.rawValue)
    case "layer": return schema.layers.map(\.layer.rawValue)
    default: break
    }
    let known = schema.layers.compactMap { $0.attributes[key] }.flatMap { type -> [String] in
      if case .words(let words) = type { return words }
      return type == .truth ? ["true", "false"] : []
    }
    // Values repeat often: keep each once.
    let annotations = session.focus.open?.store.annotations ?? []
    var values = Set(known)
    for index in annotations.indices {
      if let value = annotations[index].annotation.attributes[key]?.string { values.insert(value) }
    }
    return Array(values)
  }
}
