import PostilKit
import PostilSchema
import PostilSettings
import PostilStore
import PostilSystem

/// The user's own list of entities in a workspace, `kb.tsv`.
package struct OwnEntities: Sendable {
  /// The entities, in the order of the list.
  package private(set) var entities: [KnownEntity]
  private let file: FileAccess
  /// The largest list that is read, in bytes.
  private static let limit = 256 << 20

  /// Reads the list of a workspace; one that does not exist is empty.
  ///
  /// - Throws: `badSettings` with the line that is not valid, and what reading a file throws.
  package init(in workspace: Workspace) throws {
    file = FileAccess(KnownEntity.file, in: workspace.folder)
    let bytes = try file.readIfPresent(limit: Self.limit) ?? []
    entities = try Self.read(bytes, at: file.path, of: workspace.schema)
  }

  /// The entities of a file to add.
  ///
  /// - Throws: `badSettings` with the line that is not valid, and what reading a file throws.
  package static func read(_ path: String, for workspace: Workspace) throws -> [KnownEntity] {
    try read(Files.read(path, limit: limit, onlyRegular: true), at: path, of: workspace.schema)
  }

  private static func read(
    _ bytes: [UInt8], at path: String, of schema: Schema
  ) throws -> [KnownEntity] {
    do throws(KnownEntity.Invalid) {
      return try KnownEntity.read(bytes, types: schema.labels(of: .entity))
    } catch {
      throw PostilError.settings(
        .bad(at: FilePlace(path, line: error.line), reason: error.reason))
    }
  }

  /// Adds entities; one with the id, or the name and the type, of an older one replaces it.
  package mutating func add(_ new: [KnownEntity]) -> (added: Int, replaced: Int) {
    var counts = (added: 0, replaced: 0)
    for entity in new {
      let old = entities.firstIndex { one in
        one.id != nil && one.id == entity.id || one.type == entity.type && one.name == entity.name
      }
      if let old {
        if entities[old] != entity { counts.replaced += 1 }
        entities[old] = entity
      } else {
        entities.append(entity)
        counts.added += 1
      }
    }
    return counts
  }

  /// Writes the list into the workspace's folder.
  package func write() throws(PostilError) {
    let lines = ["name\tid\ttype\tvariants"] + entities.map(\.line)
    try file.replace(with: (lines.joined(separator: "\n") + "\n").utf8)
  }
}
