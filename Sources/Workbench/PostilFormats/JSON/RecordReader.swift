import PostilExchange
import PostilKit
import PostilSchema
import PostilSystem

/// Reads the annotations of one record: `spans` and `relations` in any of the shapes of ``SpanLists``.
struct RecordReader {
  let path: String
  let line: Int
  let options: ImportOptions
  var article: ImportedArticle
  /// The index of an annotation by the id that its spans share.
  private(set) var places: [String: Int] = [:]
  /// Ids of several annotations, to which no relation can refer.
  private(set) var ambiguous: Set<String> = []
  /// The maps of all units.
  private let maps: [OffsetUnit: OffsetMap]
  /// The ends of tokens, by their numbers.
  private var tokenEnds: [Int: Int] = [:]
  /// Spans whose words differ, and whether all would fit in UTF-16 units.
  private var differing = 0
  private var fitsUnits = true
  /// Who made the record, as Prodigy names a person.
  private var annotator = ""

  init(path: String, line: Int, options: ImportOptions, article: ImportedArticle) {
    self.path = path
    self.line = line
    self.options = options
    self.article = article
    maps = Dictionary(
      uniqueKeysWithValues: OffsetUnit.allCases.map { ($0, OffsetMap(article.text, $0)) })
  }

  mutating func read(_ object: JSONObject) -> ImportedArticle {
    if let answer = object["answer"]?.string, answer != "accept" {
      article.isLeftOut = true
      lose("its answer is '\(answer)', so it is left out")
      return article
    }
    if object["background_color"] != nil {
      // A label of doccano's configuration.
      article.isLeftOut = true
      return article
    }
    article.published = (object["meta"]?["published"] ?? object["published"])?.string.flatMap {
      CalendarDate($0)
    }
    annotator = object["_annotator_id"]?.string ?? object["_session_id"]?.string ?? ""
    for token in object["tokens"]?.array ?? [] {
      if let id = token["id"]?.int, let end = token["end"]?.int { tokenEnds[id] = end }
    }
    let lists = SpanLists(object)
    for reason in lists.unread { lose(reason) }
    let unit = options.offsets ?? lists.offsets
    let isPlain = maps[.utf16]?.isPlain ?? true
    if options.offsets == nil, lists.isUnclear, !isPlain, !lists.spans.isEmpty {
      lose(
        "it does not say what its offsets count, and there are emoji: add --offsets=code-points or utf16"
      )
    }
    for span in lists.spans { takeSpan(span, unit) }
    if differing > 0, fitsUnits, unit == .codePoints {
      lose("the words of its spans fit in UTF-16 units: add --offsets=utf16")
    }
    article.identify()
    takeWordless(object["wordless"]?.array ?? [])
    let chosen = takeCategories(object)
    article.identify()
    keep(object, besides: chosen)
    for relation in lists.relations { takeRelation(relation, unit) }
    article.identify()
    return article
  }

  /// Keeps what a tool needs to know its record again, with the first annotation; tells of what cannot be
  /// kept.
  private mutating func keep(_ object: JSONObject, besides chosen: Set<String>) {
    var kept = JSONObject()
    for name in ["_input_hash", "_task_hash", "_view_id", "_session_id", "_annotator_id"] {
      if let value = object[name] { kept[name] = value }
    }
    // The labels of tokens follow from spans that both stand in a data set of our own.
    let isOfTags = object["spans"]?.array != nil && object["tokens"]?.array?.first?.string != nil
    let known = RecordMembers.record.union(chosen).union(isOfTags ? ["tags"] : [])
    let unread = RecordMembers.unread(in: object, besides: known)
    guard !kept.isEmpty else {
      article.source = article.source ?? Self.source(object["meta"])
      for name in unread { lose("'\(name)' of the record") }
      for name in RecordMembers.unread(in: object["meta"]?.object, besides: RecordMembers.meta) {
        lose("'\(name)' of the meta of a record")
      }
      return
    }
    for name in unread { kept[name] = object[name] }
    if let meta = object["meta"] { kept["meta"] = meta }
    guard !article.annotations.isEmpty else {
      return lose("its hashes, since it has no annotation to keep them with")
    }
    kept["spans"] = .string(ProdigyRecord.fingerprint(article.annotations))
    article.annotations[0].unknown["prodigy"] = .object(kept)
  }

  /// Where a record comes from, as its `meta` says.
  private static func source(_ meta: JSONValue?) -> String? {
    [meta?["source"]?.string, meta?["url"]?.string].lazy.compactMap(\.self).first { !$0.isEmpty }
  }

  mutating func lose(_ what: String, kind: String? = nil) {
    article.losses.append(ImportLoss(path: path, line: line, what: what, kind: kind))
  }

  // MARK: Spans

  private func span(_ json: JSONValue, _ unit: OffsetUnit) -> Span? {
    guard let start = json["start"], let end = json["end"], let read = Span(json: [start, end]),
      let span = maps[unit]?.codePoints(read), !span.isEmpty
    else { return nil }
    return span
  }

  private mutating func takeSpan(_ json: JSONValue, _ unit: OffsetUnit) {
    guard let span = span(json, unit), let type = json["label"]?.string else {
      return lose(
        "a span without a label, or outside the text: \(json.plain.prefix(60))",
        kind: "a span without a label, or outside the text")
    }
    if let words = json["text"]?.string, words != article.text[span] {
      differing += 1
      fitsUnits = fitsUnits && self.span(json, .utf16).map { article.text[$0] } == words
      return lose(
        "the words at \(span) are '\(article.text[span].prefix(40))', not '\(words.prefix(40))'; are its "
          + "offsets \(unit.title)?",
        kind: "the words at a span differ from those in the record")
    }
    if let id = json["id"]?.string, let place = places[id], isPart(json, of: place) {
      article.annotations[place].spans = (article.annotations[place].spans + [span]).sorted()
      article.annotations[place].text = article.text[article.annotations[place].spans]
      return
    }
    guard let (layer, label) = meaning(type, json["layer"]?.string) else {
      return lose(options.unknown(type, on: json["layer"]?.string))
    }
    var annotation = Annotation(
      layer: layer, label: label, spans: [span], text: article.text[span], state: .accepted)
    fill(&annotation, json)
    for name in RecordMembers.unread(in: json.object, besides: RecordMembers.span) {
      lose("'\(name)' of a span")
    }
    if let id = json["id"]?.string ?? json["id"]?.int.map(String.init) {
      if places[id] != nil {
        ambiguous.insert(id)
        annotation.id = ""
      }
      places[id] = places[id] ?? article.annotations.count
    }
    article.annotations.append(annotation)
  }

  /// Whether a span is another piece of an annotation: Postil wrote both, with one id, layer and label.
  /// In other files spans may share an id that means something else.
  private func isPart(_ json: JSONValue, of place: Int) -> Bool {
    let known = article.annotations[place]
    return known.id == json["id"]?.string && known.layer.rawValue == json["layer"]?.string
      && json["label"]?.string.map { options.labels[$0] ?? $0 } == known.label
  }

  private func meaning(_ type: String, _ layer: String?) -> (layer: Layer, label: String)? {
    guard let layer else { return options.meaning(of: type) }
    return options.meaning(of: type, on: layer)
  }

  private mutating func fill(_ annotation: inout Annotation, _ json: JSONValue) {
    if let id = json["id"]?.string, AnnotationIDs.isWellFormed(id) { annotation.id = id }
    annotation.state =
      json["state"]?.string.flatMap { Annotation.State(rawValue: $0) } ?? .accepted
    annotation.annotator = json["annotator"]?.string ?? annotator
    annotation.score = json["score"]?.double
    annotation.rule = json["rule"]?.string
    // The id of an entity in spaCy.
    var attributes = json["attributes"]?.object?.members ?? []
    if let id = json["kb_id"]?.string, !id.isEmpty, id != "NIL" {
      attributes.append(.init(name: "ref", value: .string(id)))
    }
    // One bad attribute is lost alone.
    for member in attributes {
      let problems = options.problems(of: member.name, member.value, on: annotation)
      for problem in problems { lose(problem) }
      if problems.isEmpty { annotation.attributes[member.name] = member.value }
    }
  }

  // MARK: Relations

  private mutating func takeRelation(_ json: JSONValue, _ unit: OffsetUnit) {
    let ids = ["head_span", "child_span"].compactMap { Self.id(json[$0]) }
    if let id = ids.first(where: ambiguous.contains) {
      return lose("a relation with the id '\(id)', which several spans have")
    }
    guard let name = json["label"]?.string,
      let place = place(json["head_span"], json["head"]?.int, unit)
    else { return lose("a relation whose head was not imported") }
    let child = json["child_span"]
    let isOfWords = child?["label"]?.string == name && Self.id(child) == nil
    let target = isOfWords ? nil : self.place(child, json["child"]?.int, unit)
    if takePair(name, place, target) { return }
    guard let role = options.role(name, of: article.annotations[place].layer) else {
      return lose("the schema has no role '\(name)'")
    }
    // A link without words of its own has the label of the annotation it refers to.
    let isOwnWords = child?["label"]?.string == name || target == nil
    let words = isOwnWords ? child.flatMap { span($0, unit) } : nil
    guard target != nil || words != nil else { return lose("the role '\(name)' has no target") }
    article.annotations[place].roles[role, default: []].append(
      RoleLink(
        spans: words.map { [$0] } ?? [], id: target.map { article.annotations[$0].id }))
  }

  private static func id(_ end: JSONValue?) -> String? {
    end?["id"]?.string ?? end?["id"]?.int.map(String.init)
  }

  /// The annotation that an end of a relation names: by an id, by its words, or by its last token.
  private func place(_ end: JSONValue?, _ token: Int?, _ unit: OffsetUnit) -> Int? {
    if let id = Self.id(end) { return places[id] }
    if let end, let span = span(end, unit) {
      return article.annotations.firstIndex { $0.spans == [span] }
    }
    guard let end = token.flatMap({ tokenEnds[$0] }) else { return nil }
    return article.annotations.firstIndex { $0.extent.end == end }
  }
}
