import PostilKit
import PostilStore
import PostilSystem

/// Reads one side of a score and detects its format.
///
/// A folder contains sidecars, `NAME.jsonl` (or `NAME.gold.jsonl`) beside `NAME.txt`; other `.jsonl` files
/// count only if there are no such files. A file is a
/// sidecar, the output of `annotate --stream`, or flat records: `{"doc","start","end","label"}` for
/// entities, `{…,"type","value"}` for timexes, `{"doc","quote",…}` for quotes.
package struct ScoredReader {
  /// The states of annotations that count in a sidecar.
  package let states: Set<Annotation.State>
  private var set = ScoredSet()
  private var seen: Set<String> = []

  package init(states: Set<Annotation.State>) { self.states = states }

  package static func read(_ path: String, states: Set<Annotation.State>) throws(PostilError)
    -> ScoredSet
  {
    var reader = ScoredReader(states: states)
    if Folders.exists(path + "/.") {
      for name in try articleFiles(path) {
        let file = FileAccess(name, in: FolderAccess(path), path: "\(path)/\(name)")
        try reader.read(file, article: articleName(name)) { body throws(PostilError) in
          try JSONLines.forEach(file, body)
        }
      }
    } else {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      // A person may name a pipe.
      try reader.read(FileAccess(path: path), article: articleName(name)) {
        body throws(PostilError) in try JSONLines.forEach(path, body)
      }
    }
    return reader.set
  }

  /// The files of a folder that are about its articles: sidecars, and files beside a text; if there are
  /// none, all `.jsonl` files. An export, a feed or a log in a workspace is about no article there.
  private static func articleFiles(_ path: String) throws(PostilError) -> [String] {
    let names = try files(path)
    let opening = Array("{\"postil\":".utf8)
    let own = names.filter { name in
      let file = FileAccess(name, in: FolderAccess(path), path: "\(path)/\(name)")
      return (try? file.start(opening.count)) == opening
        || [".txt", ".md"].contains { Folders.exists("\(path)/\(articleName(name))\($0)") }
    }
    return own.isEmpty ? names : own
  }

  /// The `.jsonl` files below a folder, as paths relative to it.
  package static func files(_ path: String) throws(PostilError) -> [String] {
    try Folders.files(path) { $0.hasSuffix(".jsonl") }
  }

  private static func articleName(_ file: String) -> String {
    var name = file
    for suffix in [".jsonl", ".gold"] where name.hasSuffix(suffix) {
      name.removeLast(suffix.count)
    }
    return name
  }

  private typealias Line = (Int, JSONObject) throws(PostilError) -> Void

  private mutating func read(
    _ file: FileAccess, article: String, lines: (Line) throws(PostilError) -> Void
  ) throws(PostilError) {
    var snapshot = SidecarSnapshot()
    var isSidecar = false
    try lines { (number, object) throws(PostilError) in
      if object["postil"] != nil { isSidecar = true }
      if isSidecar {
        snapshot.add(object)
      } else if let failure = record(object, article) {
        throw .file(.badRecord(path: file.path, line: number, reason: failure))
      }
    }
    guard isSidecar else { return }
    meet(article)
    readText(beside: file, of: article)
    set.add(snapshot.annotations.filter { states.contains($0.state) }, of: article)
  }

  /// The largest text that is read, in bytes.
  private static let largestText = 64 << 20

  private mutating func readText(beside file: FileAccess, of article: String) {
    let folder = file.name.lastIndex(of: "/").map { String(file.name[...$0]) } ?? ""
    let name = article.split(separator: "/").last ?? ""
    for ending in [".txt", ".md"] {
      let text = FileAccess(folder + name + ending, in: file.folder)
      if let bytes = try? text.read(limit: Self.largestText) {
        set.texts[article] = String(decoding: bytes, as: UTF8.self)
        return
      }
    }
  }

  // MARK: Records

  /// Reads one line; returns the reason if it has none of the known formats.
  private mutating func record(_ object: JSONObject, _ file: String) -> String? {
    if let list = object["annotations"]?.array { return stream(object, list) }
    if object["error"] != nil, let id = object["id"] {
      meet(id.plain)
      return nil
    }
    if let layer = object["layer"]?.string { return flat(object, file, layer) }
    guard let article = object["doc"]?.plain else { return "it has no 'doc'" }
    if object["quote"] != nil { return quote(object, article, content: "quote") }
    if object["start"] == nil {
      // A header that describes the article.
      meet(file)
      return nil
    }
    return object["type"] != nil || object["value"] != nil
      ? timex(object, article) : entity(object, article)
  }

  private mutating func stream(_ object: JSONObject, _ list: [JSONValue]) -> String? {
    guard let id = object["id"]?.plain else { return "it has no 'id'" }
    meet(id)
    if let text = object["text"]?.string { set.texts[id] = text }
    var annotations: [Annotation] = []
    for json in list {
      do {
        annotations.append(try Annotation(json: json))
      } catch {
        return error.reason
      }
    }
    set.add(annotations.filter { $0.state != .rejected }, of: id)
    return nil
  }

  private mutating func flat(_ object: JSONObject, _ article: String, _ layer: String) -> String? {
    meet(article)
    switch Layer(rawValue: layer) {
    case .entity: return entity(object, article)
    case .timex: return timex(object, article)
    case .quote: return quote(object, article, content: "content")
    default: return nil
    }
  }

  private mutating func entity(_ object: JSONObject, _ article: String) -> String? {
    guard let span = Self.span(object), !span.isEmpty, let label = object["label"]?.string else {
      return "an entity needs 'start' < 'end' and 'label'"
    }
    meet(article)
    set.entities.append(
      ScoredEntity(
        article: article, span: span, label: label, cluster: object["entity"]?.plain ?? ""))
    return nil
  }

  private mutating func timex(_ object: JSONObject, _ article: String) -> String? {
    guard let span = Self.span(object) else { return "a timex needs 'start' <= 'end'" }
    meet(article)
    set.timexes.append(
      ScoredTimex(
        article: article, span: span,
        type: object["type"]?.string ?? object["label"]?.string ?? "",
        value: object["value"]?.string ?? ""))
    return nil
  }

  private mutating func quote(
    _ object: JSONObject, _ article: String, content: String
  ) -> String? {
    guard let words = object[content].map(Self.spans) else { return "a quote needs '\(content)'" }
    meet(article)
    set.quotes.append(
      ScoredQuote(
        article: article, content: words, cue: Self.spans(object["cue"]),
        source: Self.spans(object["source"]), kind: object["kind"]?.string ?? "",
        entity: object["entity"].flatMap { $0 == .null ? nil : $0 },
        isOptional: object["opt"]?.bool ?? false, addressee: Self.spans(object["addressee"]),
        speaker: ScoredQuote.speaker(object["speaker"])))
    return nil
  }

  private mutating func meet(_ article: String) {
    if seen.insert(article).inserted { set.articles.append(article) }
  }

  private static func span(_ object: JSONObject) -> Span? {
    guard let start = object["start"], let end = object["end"] else { return nil }
    return Span(json: [start, end])
  }

  /// Parses `[s,e]` or `[[s,e],…]`; sorted, without empty spans.
  private static func spans(_ json: JSONValue?) -> [Span] {
    guard let json else { return [] }
    let spans = Span(json: json).map { [$0] } ?? json.array?.compactMap { Span(json: $0) } ?? []
    return spans.filter { !$0.isEmpty }.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
  }
}
