import PostilPlugins
import PostilSchema
import PostilSettings
import PostilStore
import PostilSystem

/// Advice about articles, sidecars, settings, the schema and plugins.
extension Advice {
  static func store(_ fact: StoreFact) -> String {
    switch fact {
    case .noArticle(let name, let similar, let known):
      similar.isEmpty
        ? nearest(ArticleFile.stem(name) ?? name, known, else: "`articles` lists them")
        : meant(Array(similar.prefix(3)), else: "")
    case .sharedSidecar: "; rename one of them"
    case .oddName: "; rename it"
    case .linkedSidecar: "; delete the other name first"
    case .foreignSidecar: "; move it, or use --sidecars DIR"
    case .protectedFile, .ownFile: "; use another path"
    case .wouldBeArticle: "; use another ending, or a folder outside the workspace"
    case .newerSidecar: "; update Postil to change it"
    case .textChanged: "; restore the text, or run `anchor` to find them again"
    case .locked: "; try again later"
    case .anchoredSince: "; undo or keep these changes, or copy the old sidecar back"
    case .unfinished: "; the next command undoes it"
    case .noKeptSidecar: "; `log` shows what was done"
    case .changedSince: "; look at it and decide again"
    case .conflicting: "; run `review conflicts` first"
    case .noAnnotation: "; `list` shows the existing ones"
    default: ""
    }
  }

  static func settings(_ fact: SettingsFact) -> String {
    if case .unknown(_, let key, let known) = fact { setting(key, known) } else { "" }
  }

  static func setting(_ key: String, _ known: [String]) -> String {
    let parent = key.split(separator: ".").dropLast().map { "\($0)." }.joined()
    let last = String(key.dropFirst(parent.count))
    if let near = near(last, known) { return ": did you mean \(parent)\(near[0])?" }
    return known.isEmpty ? "; remove it" : ": use one of \(known.joined(separator: ", "))"
  }

  static func schema(_ fact: SchemaFact) -> String {
    switch fact {
    case .unknownLabel(let label, let known): nearest(label, known, else: "`schema` lists all")
    case .ambiguousLabel(let label, let layers):
      "; use " + layers.map { "\($0):\(label)" }.joined(separator: " or ")
    case .unknownAttribute(_, _, let known) where known.isEmpty: ": the layer has none"
    case .unknownAttribute(let name, _, let known):
      near(name, known).map { ": did you mean \($0.joined(separator: " or "))?" }
        ?? ": the layer has \(known.joined(separator: ", "))"
    case .badAttribute: ""
    case .requiredAttribute(let name, _): "; give it another value: \(name)=VALUE"
    case .badRole(_, _, let found, _) where found == "words alone":
      "; first mark these words, then link to that annotation"
    case .badRole: "; `list` shows the annotations"
    case .oneLink: "; name one annotation"
    case .words(let label, true): "; point at words: \(label.lowercased()) 1.8-9"
    case .words(let label, false): "; leave out the words: \(label.lowercased())"
    }
  }

  static func plugin(_ fact: PluginFact) -> String {
    switch fact {
    case .unknown(let name, let known): nearest(name, known, else: "`plugins` lists all")
    case .notTrusted(let name, let folder):
      "; read the files in '\(folder)', which `trust \(name) --show` lists, then run `trust \(name)`"
    case .severalUntrusted: "; use a whole name"
    case .noLearner: "; `plugins` lists the available ones"
    case .severalLearners: "; name one of them"
    default: ""
    }
  }
}
