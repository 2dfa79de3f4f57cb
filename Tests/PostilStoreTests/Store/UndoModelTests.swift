import PostilKit
import TestSupport
import Testing

@testable import PostilStore

/// Two authors do, undo and redo at random, with restarts between; a simple model says what must be.
@Suite struct UndoModelTests {
  /// Keeps whole states instead of a log: per id a label or nil, and who is the owner of that state.
  private struct Model {
    struct Cell: Equatable {
      var label: String?
      /// The number of the op whose state this is; -1 before anything.
      var op = -1
    }
    struct Op {
      let by: String
      var before: [String: Cell] = [:]
      var after: [String: Cell] = [:]
    }

    var cells: [String: Cell] = [:]
    var ops: [Op] = []
    var done: [String: [Int]] = [:]
    var undone: [String: [Int]] = [:]

    mutating func apply(_ changes: [String: String?], by: String) {
      var op = Op(by: by)
      for (id, label) in changes where cells[id, default: Cell()].label != label {
        op.before[id] = cells[id] ?? Cell()
        op.after[id] = Cell(label: label, op: ops.count)
        cells[id] = op.after[id]
      }
      if op.after.isEmpty { return }
      done[by, default: []].append(ops.count)
      undone[by] = []
      ops.append(op)
    }

    /// Returns the ids left, or nil if there is nothing to do.
    mutating func turn(by: String, isUndo: Bool) -> Set<String>? {
      guard let number = isUndo ? done[by]?.popLast() : undone[by]?.popLast() else { return nil }
      if isUndo {
        undone[by, default: []].append(number)
      } else {
        done[by, default: []].append(number)
      }
      var left: Set<String> = []
      let (from, to) =
        isUndo ? (ops[number].after, ops[number].before) : (ops[number].before, ops[number].after)
      for (id, cell) in from {
        if cells[id, default: Cell()].op == cell.op { cells[id] = to[id] } else { left.insert(id) }
      }
      return left
    }
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func randomHistoriesEqualTheModel(_ seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let folder = try TemporaryFolder()
    var store = try folder.store()
    var model = Model()
    for step in 0..<100 {
      let by = ["anna", "ben"].randomElement(using: &random)!
      if Int.random(in: 0..<6, using: &random) == 0 { store = try folder.store("wire", nil) }
      switch Int.random(in: 0..<10, using: &random) {
      case 0..<5:
        let changes = changes(model, &random)
        try store.commit(
          changes.map { id, label in
            label.map { .put(.mention(0, 10, $0, id: id)) } ?? .remove(id: id)
          }, by: .person(by), sync: false)
        model.apply(changes, by: by)
      case 5..<8:
        let left = model.turn(by: by, isUndo: true)
        let receipt = try? store.undo(by: .person(by), op: nil, as: nil, sync: false)
        #expect(receipt.map { Set($0.left.map(\.id)) } == left, "step \(step)")
      default:
        let left = model.turn(by: by, isUndo: false)
        let receipt = try? store.redo(by: .person(by), op: nil, as: nil, sync: false)
        #expect(receipt.map { Set($0.left.map(\.id)) } == left, "step \(step)")
      }
      let labels = Dictionary(
        uniqueKeysWithValues: store.annotations.map { ($0.id, $0.annotation.label) })
      try #require(labels == model.cells.compactMapValues(\.label), "seed \(seed), step \(step)")
    }
    let again = try folder.store("wire", nil)
    #expect(again.annotations == store.annotations && again.findings.isEmpty)
  }

  private func changes(_ model: Model, _ random: inout SplitMix) -> [String: String?] {
    var changes: [String: String?] = [:]
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let id = "id\(Int.random(in: 0..<5, using: &random))"
      let isThere = model.cells[id]?.label != nil
      let remove = isThere && Int.random(in: 0..<4, using: &random) == 0
      changes[id] = .some(remove ? nil : ["PER", "ORG", "GPE"].randomElement(using: &random)!)
    }
    return changes
  }
}
