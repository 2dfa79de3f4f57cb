import PostilFormats
import PostilSchema
import PostilSystem

extension Target {
  static let brat = importer("brat")
  static let conll = importer("conll")
  static let jsonLines = importer("jsonl")

  /// A file to import.
  private static func importer(_ name: String) -> Target {
    Target(name: name) { bytes in
      guard let importer = try? Formats.importer(named: name, ImportOptions(schema: .news)) else {
        return
      }
      let source = ImportSource(
        file: FileAccess(path: "fuzzed/a.\(name)"), name: "a", bytes: Array(bytes))
      _ = try? importer.read(source, known: KnownArticles())
    }
  }
}
