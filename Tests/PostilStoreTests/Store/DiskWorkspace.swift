import PostilKit
import PostilSystem
import TestSupport

@testable import PostilStore

/// Three articles whose sidecars are on a simulated disk.
struct DiskWorkspace {
  /// What a person does.
  enum Act {
    /// One op in some articles.
    case edit([(article: Int, changes: [Change])], op: String)
    case undo(Int), redo(Int), compact(Int), anchor(Int)
    case recover

    /// The article whose sidecar it replaces.
    var replaced: Int? {
      switch self {
      case .compact(let article), .anchor(let article): article
      default: nil
      }
    }
  }

  /// What the sidecar of an article says.
  struct State: Equatable {
    var annotations: [String: Annotation] = [:]
    var status = ArticleStatus.open
  }

  static let names = ["a", "b", "sub/c"]

  let disk: SimulatedDisk
  let workspace: Workspace
  private let folder: TemporaryFolder

  /// - Parameter folder: Holds the texts.
  init(_ folder: TemporaryFolder, _ disk: SimulatedDisk = SimulatedDisk()) throws {
    self.folder = folder
    self.disk = disk
    workspace = try Workspace(
      root: folder.path, sidecarsIn: disk.root("\(folder.path)/simulated"))
  }

  /// A folder with the texts.
  static func texts() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for name in names { try folder.write("\(name).txt", TemporaryFolder.text) }
    return folder
  }

  /// The same on a copy of the disk.
  func copy() throws -> DiskWorkspace { try DiskWorkspace(folder, disk.copy()) }

  /// All articles, opened.
  func stores() throws -> [AnnotationStore] {
    try workspace.articles().map { try AnnotationStore.open($0) }
  }

  /// What the sidecars say.
  func states() throws -> [State] {
    try stores().map { store in
      State(
        annotations: Dictionary(
          uniqueKeysWithValues: store.annotations.map { ($0.id, $0.annotation) }),
        status: store.status)
    }
  }

  /// The bytes of the sidecars, as a process reads them.
  var contents: [[UInt8]] { Self.names.map { disk.content("\($0).jsonl") ?? [] } }

  /// Does something, as a command does.
  func perform(_ act: Act, _ stores: [AnnotationStore]) throws {
    switch act {
    case .edit(let parts, let op):
      var transaction = Transaction(in: workspace, by: "anna", command: "edit", op: op)
      for part in parts { transaction.add(part.changes, in: stores[part.article]) }
      _ = try transaction.commit()
    case .undo(let article): _ = try workspace.undo(in: stores[article], by: "anna")
    case .redo(let article): _ = try workspace.redo(in: stores[article], by: "anna")
    case .compact(let article): try stores[article].compact()
    case .anchor(let article): try anchor(stores[article].file)
    case .recover: _ = Recovery.run(workspace)
    }
  }

  /// Replaces a sidecar as `anchor` does, by one for the same text.
  private func anchor(_ file: ArticleFile) throws {
    guard let sidecar = try OutdatedSidecar.open(file) else { return }
    let outcomes = sidecar.records.map { OutdatedSidecar.Outcome.found($0.annotation) }
    _ = try sidecar.replace(
      with: outcomes, for: try LoadedArticle.read(file), by: "anna", op: AnnotationID.random(),
      isOneOfMany: false, command: "anchor")
  }
}

extension DiskWorkspace.Act {
  /// Something at random.
  ///
  /// - Parameter states: What the sidecars say.
  static func random(
    _ states: [DiskWorkspace.State], using random: inout SplitMix
  ) -> DiskWorkspace.Act {
    let article = Int.random(in: states.indices, using: &random)
    switch Int.random(in: 0..<20, using: &random) {
    case 0..<7: return edit([(article, changes(states[article], &random))], op: id(&random))
    case 7..<12:
      return edit(
        states.indices.map { ($0, changes(states[$0], &random)) }, op: id(&random))
    case 12..<15: return .undo(article)
    case 15: return .redo(article)
    case 16..<18: return .compact(article)
    case 18: return .anchor(article)
    default: return .recover
    }
  }

  private static func changes(
    _ state: DiskWorkspace.State, _ random: inout SplitMix
  ) -> [Change] {
    if Int.random(in: 0..<8, using: &random) == 0 {
      return [.status(state.status == .open ? .done : .open)]
    }
    var ids: Set<String> = []
    return (0..<Int.random(in: 1...6, using: &random)).compactMap { _ in
      let id = "id\(Int.random(in: 0..<10, using: &random))"
      guard ids.insert(id).inserted else { return nil }
      let isThere = state.annotations[id] != nil
      if isThere, Int.random(in: 0..<4, using: &random) == 0 { return .remove(id: id) }
      let label = ["PER", "ORG", "GPE"].randomElement(using: &random) ?? "PER"
      return .put(.mention(0, 10, label, id: id))
    }
  }

  private static func id(_ random: inout SplitMix) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz234567")
    return String((0..<12).compactMap { _ in letters.randomElement(using: &random) })
  }
}
