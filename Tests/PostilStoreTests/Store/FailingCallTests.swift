import PostilKit
import PostilSystem
import TestSupport
import Testing

@testable import PostilStore

/// The k-th call to the disk fails, once or from then on, for each k until the command needs fewer calls:
/// nothing is lost, and what is reported as done is on the disk.
@Suite struct FailingCallTests {
  /// A workspace, and what is done in it.
  enum Scene: CaseIterable {
    case first, next, afterTornLine, transaction, undo, redo, compact, anchor, recovery
  }

  @Test(arguments: Scene.allCases, [ENOSPC, EIO, EINTR])
  func nothingIsLost(_ scene: Scene, _ code: Int32) throws {
    let folder = try DiskWorkspace.texts()
    let (base, act) = try prepared(scene, folder)
    let states = (try settled(base.copy()), try settled(base.copy(), after: act))
    // A call that is interrupted again and again never ends, in the kernel neither.
    for always in code == EINTR ? [false] : [false, true] {
      var call = 1
      while let problem = try trial(base, act, states, call, code, always) {
        try #require(problem.isEmpty, "call \(call), error \(code): \(problem)")
        call += 1
      }
      #expect(call > 10)
    }
  }

  /// What is wrong, or an empty string; nil if there was no call to fail.
  private func trial(
    _ base: DiskWorkspace, _ act: DiskWorkspace.Act,
    _ states: (was: [DiskWorkspace.State], done: [DiskWorkspace.State]),
    _ call: Int, _ code: Int32, _ always: Bool
  ) throws -> String? {
    let (was, done) = states
    let workspace = try base.copy()
    let stores = try workspace.stores()
    let start = workspace.disk.calls
    workspace.disk.fail(atCall: start + call, errno: code, always: always)
    var failure: (any Error)?
    do { try workspace.perform(act, stores) } catch { failure = error }
    let isReached = workspace.disk.calls >= start + call
    workspace.disk.heal()
    if !isReached { return failure.map { "\($0) without a cause" } }

    if failure != nil, try settled(workspace.copy()) != was {
      guard try settled(workspace.copy()) == done else { return "half of it is done: \(failure!)" }
      // Where every later call fails, it cannot be taken back at once.
      if !always { return "it is done, and reported as failed: \(failure!)" }
    }
    for seed in 0..<4 as Range<UInt64> {
      let later = try workspace.copy()
      var random = SplitMix(seed: seed)
      later.disk.reboot(.end, using: &random)
      let now = try settled(later)
      if failure == nil, now != done { return "it was reported as done, and is lost" }
      if now != was, now != done { return "half of it is left by a power cut: \(failure!)" }
    }
    return ""
  }

  /// What the sidecars say after something is done, and what was left is recovered.
  private func settled(
    _ workspace: DiskWorkspace, after act: DiskWorkspace.Act? = nil
  ) throws -> [DiskWorkspace.State] {
    if let act { try workspace.perform(act, try workspace.stores()) }
    _ = Recovery.run(workspace.workspace)
    return try workspace.states()
  }

  private func prepared(
    _ scene: Scene, _ folder: TemporaryFolder
  ) throws -> (DiskWorkspace, DiskWorkspace.Act) {
    let workspace = try DiskWorkspace(folder)
    func edit(_ articles: [Int], _ label: String) -> DiskWorkspace.Act {
      .edit(
        articles.map { ($0, [.put(.mention(0, 10, label, id: "id1")), .remove(id: "id2")]) },
        op: AnnotationID.random())
    }
    if scene == .first {
      let change = Change.put(.mention(0, 10, id: "id1"))
      return (workspace, .edit([(2, [change])], op: "firstop22222"))
    }
    let begin = DiskWorkspace.Act.edit(
      DiskWorkspace.names.indices.map {
        ($0, [.put(.mention(0, 10, id: "id1")), .put(.mention(0, 3, id: "id2"))])
      }, op: "beginop22222")
    try workspace.perform(begin, try workspace.stores())
    switch scene {
    case .first, .next: return (workspace, edit([1], "ORG"))
    case .afterTornLine:
      try tear(workspace, 1)
      return (workspace, edit([1], "ORG"))
    case .transaction: return (workspace, edit([0, 1, 2], "ORG"))
    case .undo: return (workspace, .undo(1))
    case .redo:
      try workspace.perform(.undo(0), try workspace.stores())
      return (workspace, .redo(1))
    case .compact: return (workspace, .compact(1))
    case .anchor: return (workspace, .anchor(2))
    case .recovery: return (try left(workspace, edit([0, 1, 2], "ORG")), .recover)
    }
  }

  /// Appends half a line to a sidecar.
  private func tear(_ workspace: DiskWorkspace, _ article: Int) throws {
    let file = try workspace.stores()[article].file.sidecar
    let descriptor = try file.openToAppend()
    try Files.write(Array(#"{"id":"id9","lay"#.utf8), to: descriptor, path: "", on: file.system)
    try Files.sync(descriptor, path: "", on: file.system)
    file.system.closeFile(descriptor)
  }

  /// The workspace as a command leaves it that was killed between two sidecars.
  private func left(
    _ workspace: DiskWorkspace, _ act: DiskWorkspace.Act
  ) throws -> DiskWorkspace {
    var call = 1
    while true {
      let other = try workspace.copy()
      other.disk.cutPower(atCall: other.disk.calls + call)
      try? other.perform(act, try other.stores())
      var random = SplitMix(seed: UInt64(call))
      other.disk.reboot(.end, using: &random)
      let changed = zip(workspace.contents, other.contents).count { $0 != $1 }
      if changed == 2, !other.disk.list(".postil/pending").isEmpty { return other }
      call += 1
      try #require(call < 10_000)
    }
  }
}
