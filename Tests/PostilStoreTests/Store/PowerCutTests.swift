import PostilKit
import PostilSystem
import TestSupport
import Testing

@testable import PostilStore

/// The power is cut at a random call, and the disk loses what was not synced: whatever a command had
/// reported as done is there, and an op is there as a whole or not at all.
///
/// `POSTIL_SEEDS=10000` is the long form, `POSTIL_SEEDS=6917-6920` tries these alone.
@Suite struct PowerCutTests {
  private static let seeds: Range<Int> = {
    let numbers = (Platform.environment("POSTIL_SEEDS") ?? "200").split(separator: "-")
      .compactMap { Int($0) }
    let first = numbers.count > 1 ? numbers[0] : 0
    return first..<max(first, numbers.count > 1 ? numbers[1] + 1 : numbers.first ?? 0)
  }()

  @Test(arguments: 0..<4)
  func nothingReportedIsLost(_ part: Int) throws {
    let folder = try DiskWorkspace.texts()
    for seed in Self.seeds where seed % 4 == part {
      if let problem = try PowerCutTrial(folder, seed: seed).run() {
        Issue.record("seed \(seed): \(problem)")
        return
      }
    }
  }

  /// The tests above notice a sync that is left out.
  @Test(arguments: [(true, false), (false, true)])
  func aSyncThatIsLeftOutIsNoticed(_ files: Bool, _ folders: Bool) throws {
    let folder = try DiskWorkspace.texts()
    var problem: String?
    for seed in 0..<100 where problem == nil {
      let trial = try PowerCutTrial(folder, seed: seed)
      trial.disk.ignoreSyncs(ofFiles: files, ofFolders: folders)
      problem = try trial.run()
    }
    #expect(problem != nil)
  }
}

/// Some rounds of random acts, each ended by a power cut.
struct PowerCutTrial {
  var disk: SimulatedDisk { workspace.disk }

  private let workspace: DiskWorkspace
  private let seed: Int

  init(_ folder: TemporaryFolder, seed: Int) throws {
    workspace = try DiskWorkspace(folder)
    self.seed = seed
  }

  /// Runs it; what is wrong, or nil.
  func run() throws -> String? {
    var random = SplitMix(seed: UInt64(seed))
    for round in 1...3 {
      let (before, act) = try work(&random)
      let tear = seed % 2 == 0 ? SimulatedDisk.Tear.end : .sectors
      disk.reboot(tear, using: &random)
      if let problem = try check(before, act, tear, &random) {
        return "round \(round), \(act): \(problem)"
      }
    }
    return nil
  }

  /// Works until the power is cut; the workspace before the last act, and that act.
  private func work(_ random: inout SplitMix) throws -> (DiskWorkspace, DiskWorkspace.Act) {
    disk.cutPower(atCall: disk.calls + Int.random(in: 1...400, using: &random))
    var stores: [AnnotationStore]?
    while true {
      let before = try workspace.copy()
      let act = DiskWorkspace.Act.random(try before.states(), using: &random)
      if stores == nil || Int.random(in: 0..<4, using: &random) == 0 {
        stores = try? workspace.stores()
      }
      if let stores { try? workspace.perform(act, stores) }
      if disk.isOff { return (before, act) }
    }
  }

  private func check(
    _ before: DiskWorkspace, _ act: DiskWorkspace.Act, _ tear: SimulatedDisk.Tear,
    _ random: inout SplitMix
  ) throws -> String? {
    let after = try after(before, act)
    let (reported, done) = (try before.states(), try after.states())
    for (index, was) in before.contents.enumerated()
    where !workspace.contents[index].starts(with: was) {
      // An undo replaces a sidecar if it undoes `anchor`: then it does so, too, without a power cut.
      guard act.replaced == index || !after.contents[index].starts(with: was) else {
        return "\(DiskWorkspace.names[index]): earlier lines have changed"
      }
    }
    if let problem = try findings(before, act, tear) { return problem }
    try recover(tear, &random)
    let now = try workspace.states()
    if now != reported, now != done {
      let index = now.indices.first { now[$0] != reported[$0] && now[$0] != done[$0] } ?? 0
      return """
        half of it is there, in '\(DiskWorkspace.names[index])':
        \(String(decoding: workspace.contents[index], as: UTF8.self))
        before it was
        \(String(decoding: before.contents[index], as: UTF8.self))
        """
    }
    let left = disk.list(".postil/pending")
    return left.isEmpty ? nil : "\(left) is left"
  }

  /// The workspace when the act is not interrupted.
  private func after(
    _ before: DiskWorkspace, _ act: DiskWorkspace.Act
  ) throws -> DiskWorkspace {
    let other = try before.copy()
    try? other.perform(act, try other.stores())
    return other
  }

  /// At most one line is torn, the last; where sectors are lost, only lines that were not reported.
  private func findings(
    _ before: DiskWorkspace, _ act: DiskWorkspace.Act, _ tear: SimulatedDisk.Tear
  ) throws -> String? {
    for (index, store) in try workspace.stores().enumerated() {
      let lines = before.contents[index].count { $0 == 0x0A }
      for finding in store.findings where finding.code != "torn-tail" {
        if tear == .sectors, let line = finding.line, line > lines { continue }
        if try before.stores()[index].findings.contains(finding) { continue }
        return "\(finding)"
      }
    }
    return nil
  }

  /// Recovers, now and then after the power is cut again.
  private func recover(_ tear: SimulatedDisk.Tear, _ random: inout SplitMix) throws {
    while Int.random(in: 0..<3, using: &random) == 0 {
      disk.cutPower(atCall: disk.calls + Int.random(in: 1...60, using: &random))
      _ = Recovery.run(workspace.workspace)
      disk.reboot(tear, using: &random)
    }
    _ = Recovery.run(workspace.workspace)
  }
}
