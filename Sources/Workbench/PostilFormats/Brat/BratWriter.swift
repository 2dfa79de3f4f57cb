import PostilExchange
import PostilKit
import PostilSchema

/// Writes the lines of one `.ann` file: all `T` first, so that a one-pass reader knows every id.
struct BratWriter {
  private(set) var losses: [ExportLoss] = []
  private let text: Text
  private let types: BratTypes
  private var bound: [String] = []
  private var others: [Character: [String]] = [:]
  private var names: [String: String] = [:]
  private var fragments: [String: [Span]] = [:]
  private var words: [Words: String] = [:]

  /// Words of a role, written once for all annotations that share them.
  private struct Words: Hashable {
    let type: String
    let fragments: [Span]
  }

  init(text: Text, types: BratTypes) {
    self.text = text
    self.types = types
  }

  var lines: [String] { bound + "ERAN#".flatMap { others[$0] ?? [] } }

  mutating func write(_ annotations: [Annotation]) {
    let annotations = annotations.inReadingOrder
    for annotation in annotations { writeSpans(annotation) }
    for annotation in annotations where annotation.spans.isEmpty { writeRelation(annotation) }
    for annotation in annotations {
      guard let name = names[annotation.id] else { continue }
      if annotation.spans.isEmpty {
        writeValues(annotation, name)
        continue
      }
      if annotation.hasCue {
        writeEvent(annotation, name)
      } else {
        writeRelations(annotation, name)
      }
      writeValues(annotation, name)
    }
  }

  // MARK: Spans

  private mutating func writeSpans(_ annotation: Annotation) {
    let pieces = BratFragments.of(annotation.spans, in: text)
    if annotation.spans.isEmpty { return }
    guard !pieces.isEmpty else {
      return lose(annotation, .all("it has no words, which brat requires"))
    }
    let type = types.type(annotation)
    if StorableName.of(annotation.label) != annotation.label {
      lose(annotation, .other("label '\(annotation.label)' written as '\(type)'"))
    }
    if pieces != annotation.spans { lose(annotation, .other("cut at line breaks")) }
    names[annotation.id] = bind(type, pieces)
    fragments[annotation.id] = pieces
  }

  private mutating func bind(_ type: String, _ pieces: [Span]) -> String {
    let name = "T\(bound.count + 1)"
    let offsets = pieces.map { "\($0.start) \($0.end)" }.joined(separator: ";")
    bound.append("\(name)\t\(type) \(offsets)\t\(text[pieces])")
    return name
  }

  /// The `T` of a role's words, or nil if there are none that brat can hold.
  private mutating func bindWords(_ type: String, _ spans: [Span]) -> String? {
    let words = Words(type: type, fragments: BratFragments.of(spans, in: text))
    if words.fragments.isEmpty { return nil }
    if let name = self.words[words] { return name }
    let name = bind(type, words.fragments)
    self.words[words] = name
    return name
  }

  // MARK: Roles

  /// Writes an annotation without words, if it is a relation of two others.
  private mutating func writeRelation(_ annotation: Annotation) {
    guard let (first, second) = annotation.pair(in: types.schema), let from = names[first.id],
      let to = names[second.id]
    else { return lose(annotation, .all("it has no words, which brat requires")) }
    append(
      "R",
      "\(types.type(annotation)) \(StorableName.of(first.role)):\(from) "
        + "\(StorableName.of(second.role)):\(to)")
    names[annotation.id] = "R\(others["R"]?.count ?? 0)"
  }

  private mutating func writeEvent(_ annotation: Annotation, _ name: String) {
    let type = BratTypes.event(annotation.layer)
    guard let cue = annotation.roles[Role.cue]?.first(where: { !$0.spans.isEmpty }),
      let trigger = bindWords(type, cue.spans)
    else {
      lose(annotation, .other("its cue dropped: it has no words"))
      return writeRelations(annotation, name)
    }
    var arguments = ["Content:\(name)"]
    for (role, links) in annotation.roles.sorted(by: { $0.key < $1.key }) {
      let links = role == Role.cue ? links.filter { $0 != cue } : links
      var ordinal = role == "content" ? 1 : 0
      for link in links {
        guard let target = target(role, link, of: annotation) else { continue }
        ordinal += 1
        arguments.append("\(BratTypes.role(role))\(ordinal > 1 ? "\(ordinal)" : ""):\(target)")
      }
    }
    append("E", "\(type):\(trigger) " + arguments.joined(separator: " "))
  }

  private mutating func writeRelations(_ annotation: Annotation, _ name: String) {
    for (role, links) in annotation.roles.sorted(by: { $0.key < $1.key }) {
      for link in links {
        guard let target = target(role, link, of: annotation) else { continue }
        append(
          "R", "\(StorableName.of(role)) Content:\(name) \(BratTypes.partner(role)):\(target)")
      }
    }
  }

  /// The target of a role: the linked annotation if the words are the same, else the role's own words,
  /// with a relation from them to that annotation.
  private mutating func target(
    _ role: String, _ link: RoleLink, of annotation: Annotation
  ) -> String? {
    let named = link.id.flatMap { id in names[id].map { (id, $0) } }
    if let id = link.id, named == nil {
      lose(annotation, .other("role \(role): link dropped, since \(id) is not exported"))
    }
    let pieces = BratFragments.of(link.spans, in: text)
    if let (id, name) = named, pieces.isEmpty || pieces == fragments[id] { return name }
    guard let words = bindWords(BratTypes.role(role), link.spans) else {
      if !link.spans.isEmpty {
        lose(annotation, .other("role \(role) dropped: it has no words"))
      }
      return nil
    }
    if let named { append("R", "RefersTo From:\(words) To:\(named.1)") }
    return words
  }

  // MARK: Values

  private mutating func writeValues(_ annotation: Annotation, _ name: String) {
    if annotation.state != .accepted { append("A", "State \(name) \(annotation.state.rawValue)") }
    for (attribute, value) in annotation.attributes.sorted(by: { $0.key < $1.key }) {
      switch BratValue(attribute, value) {
      case .name(let reference, let title): append("N", "Reference \(name) \(reference)\t\(title)")
      case .reference(let reference):
        let title = annotation.attributes["entity"]?.string ?? annotation.text
        append("N", "Reference \(name) \(reference)\t\(nonEmpty(title, else: reference))")
      case .word(let word) where types.isDistinct(attribute, of: annotation):
        append("A", "\(BratTypes.role(attribute)) \(name) \(word)")
      case .word(let word):
        writeNote(BratTypes.attributeNote, "\(attribute)=\(word)", attribute, annotation, name)
      case .note(let note): writeNote("AnnotatorNotes", note, attribute, annotation, name)
      case .other(let other):
        writeNote(BratTypes.attributeNote, other, attribute, annotation, name)
      }
    }
    loseProvenance(annotation)
  }

  private mutating func writeNote(
    _ type: String, _ note: String, _ attribute: String, _ annotation: Annotation, _ name: String
  ) {
    let line = BratFragments.oneLine(note)
    append("#", "\(type) \(name)\t\(line)")
    if line != note {
      lose(annotation, .other("attribute \(attribute): line breaks replaced by spaces"))
    }
  }

  private mutating func loseProvenance(_ annotation: Annotation) {
    if annotation.score != nil { lose(annotation, .member("score")) }
    if annotation.rule != nil { lose(annotation, .member("rule")) }
    if !annotation.annotator.isEmpty { lose(annotation, .member("annotator")) }
  }

  private func nonEmpty(_ title: String, else reference: String) -> String {
    let line = BratFragments.oneLine(title)
    return line.contains { !$0.isWhitespace } ? line : reference
  }

  // MARK: Lines

  private mutating func append(_ kind: Character, _ line: String) {
    let number = (others[kind]?.count ?? 0) + 1
    others[kind, default: []].append("\(kind)\(number)\t\(line)")
  }

  private mutating func lose(_ annotation: Annotation, _ part: ExportLoss.Part) {
    losses.append(ExportLoss(id: annotation.id, part))
  }
}
