#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An entity of a user's own list, `kb.tsv` in the folder of the workspace: it is known before any other list.
///
/// A line of the list has a name, an external id, a type and other names, with tabs between them and semicolons
/// between the other names. `#` starts a comment line, and a first line that begins with `name` is a heading.
public struct KnownEntity: Hashable, Sendable {
  /// The name that its mentions get.
  public var name: String
  /// Its id in a database, such as `wikidata:Q2866`; nil if it has none.
  public var id: String?
  /// The label of its mentions, such as `ORG`.
  public var type: String
  /// Its other names.
  public var variants: [String]

  /// Makes an entity.
  public init(name: String, id: String? = nil, type: String, variants: [String] = []) {
    (self.name, self.id, self.type, self.variants) = (name, id, type, variants)
  }

  /// The name of the list in the folder of a workspace.
  public static let file = "kb.tsv"

  /// A line that is not an entity.
  public struct Invalid: Error, Hashable {
    /// Its number, from 1.
    public var line: Int
    /// What is wrong with it, in a sentence without a full stop.
    public var reason: String
  }

  /// Reads a list.
  ///
  /// - Parameter types: The valid types; nil if any is.
  /// - Throws: ``Invalid`` for the first line that is not an entity.
  public static func read(
    _ bytes: some Collection<UInt8>, types: [String]? = nil
  ) throws(Invalid) -> [KnownEntity] {
    var found: [KnownEntity] = []
    var number = 0
    for raw in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      var line = String(decoding: raw, as: UTF8.self)
      if line.unicodeScalars.last == "\r" { line.unicodeScalars.removeLast() }
      if number == 1, line.unicodeScalars.first == "\u{FEFF}" { line.unicodeScalars.removeFirst() }
      if trimmed(line[...]).isEmpty || line.hasPrefix("#") { continue }
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(trimmed)
      if found.isEmpty, fields[0].lowercased() == "name" { continue }
      let one = try entity(fields, number)
      if let types, !types.contains(one.type) {
        throw Invalid(
          line: number,
          reason: "'\(one.type)' is not a type of entities; the types are "
            + types.joined(separator: ", "))
      }
      found.append(one)
    }
    return found
  }

  private static func entity(_ fields: [String], _ line: Int) throws(Invalid) -> KnownEntity {
    guard (3...4).contains(fields.count) else {
      throw Invalid(
        line: line,
        reason:
          "a line has a name, an id, a type and other names, with tabs between them, and this one has "
          + "\(fields.count) of them")
    }
    guard !fields[0].isEmpty else { throw Invalid(line: line, reason: "the name is missing") }
    guard !fields[2].isEmpty else {
      throw Invalid(line: line, reason: "the type of '\(fields[0])' is missing, such as PER or ORG")
    }
    let id = fields[1] == "-" ? "" : fields[1]
    guard id.isEmpty || isReference(id) else {
      throw Invalid(
        line: line, reason: "'\(id)' is not a database and an id, such as wikidata:Q2866")
    }
    let variants = fields.count > 3 ? fields[3].split(separator: ";").map(trimmed) : []
    return KnownEntity(
      name: fields[0], id: id.isEmpty ? nil : id, type: fields[2],
      variants: variants.filter { !$0.isEmpty })
  }

  /// Whether a text is a database, a colon and an id without white space.
  private static func isReference(_ id: String) -> Bool {
    let parts = id.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && !parts[1].isEmpty
      && !id.contains(where: \.isWhitespace)
  }

  private static func trimmed(_ field: Substring) -> String {
    let start = field.drop(while: \.isWhitespace)
    return start.lastIndex { !$0.isWhitespace }.map { String(start[...$0]) } ?? ""
  }

  /// The line of a list.
  public var line: String {
    ([name, id ?? "", type] + (variants.isEmpty ? [] : [variants.joined(separator: "; ")]))
      .joined(separator: "\t")
  }
}

extension Configuration {
  /// The entities of the workspace's own list, `kb.tsv`; none if there is no list.
  ///
  /// - Throws: ``AnnotatorError`` that names the file and the line.
  public func knownEntities() throws -> [KnownEntity] {
    guard let workspace else { return [] }
    do throws(FolderAccess.Failure) {
      close(try FolderAccess(workspace).place(KnownEntity.file).open(O_RDONLY))
    } catch .missing {
      return []
    } catch {}
    let list = try workspaceFile(KnownEntity.file)
    do throws(KnownEntity.Invalid) {
      return try KnownEntity.read(list.bytes)
    } catch {
      throw AnnotatorError("\(workspace)/\(KnownEntity.file):\(error.line): \(error.reason)")
    }
  }
}
