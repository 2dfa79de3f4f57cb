import PostilKit
import PostilStore
import PostilSystem

/// Reads the files of a foreign format.
///
/// An importer only reads and verifies; ``ImportRunner`` brings what it read into a workspace. What it
/// cannot take is never dropped in silence but listed with its place.
package protocol Importer: Sendable {
  /// The name that `import` takes: `brat`.
  var name: String { get }
  /// One line for `help import`.
  var summary: String { get }
  /// The ending of the files it looks for in a folder, without its dot.
  var fileExtension: String { get }
  /// The articles of one file.
  ///
  /// - Parameters:
  ///   - source: The file.
  ///   - known: The text of an article of the workspace by its name, and the name of an article by its
  ///     text's ``ImportSource/key(of:)``, for formats that carry no text, or no name.
  /// - Throws: `badRecord` for a file that is not of the format at all, and what reading throws.
  func read(_ source: ImportSource, known: KnownArticles) throws -> [ImportedArticle]
}

/// The formats that `import` knows.
package enum Importers {
  /// All of them, in the order in which help lists them. A new one is one line here.
  package static func all(_ options: ImportOptions = ImportOptions()) -> [any Importer] {
    [BratImporter(options), CoNLLImporter(options), JSONLinesImporter(options)]
  }

  /// The one of that name.
  ///
  /// - Throws: `badValue` that names the nearest or lists all.
  package static func named(
    _ name: String, _ options: ImportOptions = ImportOptions()
  ) throws(PostilError) -> any Importer {
    let all = all(options)
    if let importer = all.first(where: { $0.name == name }) { return importer }
    let nearest = Spelling.nearest(name, in: all.map(\.name)).first
    throw .badValue(
      name: "import format", value: name,
      expected: nearest.map { "did you mean \($0)?" }
        ?? "it is one of " + all.map(\.name).joined(separator: ", "))
  }
}

/// What a person may choose, and what the workspace says.
package struct ImportOptions: Sendable {
  /// What may be said in the workspace; the rest is listed as lost.
  package var schema: Schema
  /// The layer of a format that names none.
  package var layer: Layer
  /// Labels of the file by other names: `Person` for `PER`.
  package var labels: [String: String]

  /// Makes options.
  package init(
    schema: Schema = .news, layer: Layer = .entity, labels: [String: String] = [:]
  ) {
    self.schema = schema
    self.layer = layer
    self.labels = labels
  }

  /// The layer and label that a foreign type means, or nil if the schema has none such.
  func meaning(of type: String) -> (layer: Layer, label: String)? {
    let name = labels[type] ?? type
    if let rules = schema[layer], rules.labels.contains(name) { return (layer, name) }
    if let known = try? schema.layer(ofLabel: name) { return known }
    for rules in schema.layers {
      for label in rules.labels {
        let storable = BratTypes.storable(label)
        if name == storable || name == "\(BratTypes.storable(rules.layer.rawValue))-\(storable)" {
          return (rules.layer, label)
        }
      }
    }
    return nil
  }
}

/// A file to import.
package struct ImportSource: Sendable {
  /// Its path, for messages.
  package let path: String
  /// What an article of it is called: the path below the folder without its ending.
  package let name: String
  /// Its content.
  package let bytes: [UInt8]

  /// Makes a source.
  package init(path: String, name: String, bytes: [UInt8]) {
    self.path = path
    self.name = name
    self.bytes = bytes
  }

  /// The lines without their ends.
  ///
  /// - Throws: `notUTF8`.
  func lines() throws(PostilError) -> [Substring] {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .notUTF8(path: path, byte: 0)
    }
    return text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
  }

  /// A text without its white space and control characters, by which a text is known again whatever its
  /// spacing: tokens hold neither.
  package static func key(of text: String) -> String {
    String(text.unicodeScalars.filter { !$0.isPassedOver })
  }
}

extension Unicode.Scalar {
  /// Whether it may stand between tokens: white space, control and format characters.
  var isPassedOver: Bool {
    switch properties.generalCategory {
    case .control, .format: true
    default: properties.isWhitespace
    }
  }
}

/// The articles that a workspace has already.
package struct KnownArticles: Sendable {
  private let texts: [String: Text]
  private let names: [String: String]

  /// Makes a list of texts by the names of their articles.
  package init(_ texts: [String: Text] = [:]) {
    self.texts = texts
    names = Dictionary(
      texts.map { (ImportSource.key(of: $0.value.string), $0.key) }, uniquingKeysWith: min)
  }

  /// The text of an article.
  package func text(of name: String) -> Text? { texts[name] }
  /// The article whose text is the same but for white space.
  package func name(ofKey key: String) -> String? { names[key] }
}

/// One article as a file has it.
package struct ImportedArticle: Sendable {
  /// What the file calls it.
  package var name: String
  /// Its text.
  package var text: Text
  /// The day of publication, if the file says it.
  package var published: CalendarDate?
  /// Its annotations; their ids are right within the article.
  package var annotations: [Annotation]
  /// What could not be taken.
  package var losses: [ImportLoss]

  /// Makes an article.
  package init(
    name: String, text: Text, published: CalendarDate? = nil, annotations: [Annotation] = [],
    losses: [ImportLoss] = []
  ) {
    self.name = name
    self.text = text
    self.published = published
    self.annotations = annotations
    self.losses = losses
  }

  /// Gives every annotation without an id one that a second import of the file gives it again.
  mutating func identify() {
    var ordinals: [Annotation: Int] = [:]
    for index in annotations.indices where annotations[index].id.isEmpty {
      let one = annotations[index]
      let key = Annotation(layer: one.layer, label: one.label, spans: one.spans)
      ordinals[key, default: -1] += 1
      annotations[index].id = AnnotationID.derived(
        layer: one.layer, label: one.label, spans: one.spans, annotator: "import",
        ordinal: ordinals[key] ?? 0)
    }
  }
}

/// Something of a file that was not taken.
package struct ImportLoss: Hashable, Sendable, CustomStringConvertible {
  /// The file.
  package let path: String
  /// The line, from 1.
  package let line: Int
  /// What was lost and why, as the end of a sentence.
  package let what: String

  /// Makes a loss.
  package init(path: String, line: Int, what: String) {
    self.path = path
    self.line = line
    self.what = what
  }

  /// `file:line: what`.
  package var description: String { "\(path):\(line): \(what)" }
}
