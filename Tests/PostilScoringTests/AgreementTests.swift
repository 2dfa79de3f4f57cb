import PostilKit
import PostilStore
import TestSupport
import Testing

@testable import PostilScoring

@Suite struct AgreementTests {
  private static let text = "Ada Lund met Rui Costa in Hull on Monday.\n"

  private func side(_ folder: TemporaryFolder, _ name: String, _ marks: [(String, Int, Int)]) throws
    -> String
  {
    try folder.write("\(name)/wire.txt", Self.text)
    let workspace = try Workspace(root: "\(folder.path)/\(name)")
    let store = try AnnotationStore.open(workspace.article(named: "wire"))
    try store.commit(
      marks.map { label, start, end in
        .put(
          Annotation(
            layer: .entity, label: label, spans: [Span(start, end)], state: .accepted,
            annotator: name))
      }, by: .person(name))
    return workspace.root
  }

  @Test func countsWhatDiffers() throws {
    let folder = try TemporaryFolder()
    let anna = try side(
      folder, "anna", [("PER", 0, 8), ("PER", 13, 22), ("GPE", 26, 30), ("ORG", 0, 3)])
    let ben = try side(
      folder, "ben", [("PER", 0, 8), ("PER", 17, 22), ("ORG", 26, 30), ("LOC", 34, 40)])
    let agreement = try Agreement(first: anna, second: ben)
    let counts = try #require(agreement.layers.first?.counts)
    #expect(
      Agreement.Pair.Kind.allCases.map { counts[$0] } == [1, 0, 1, 1, 1, 1])
    #expect(counts.first == 4 && counts.second == 4)
    #expect(counts.f1 == 0.25)
    #expect(agreement.pairs.map(\.kind) == [.same, .onlyFirst, .words, .label, .onlySecond])
  }

  @Test func agreesWithItself() throws {
    let folder = try TemporaryFolder()
    let anna = try side(folder, "anna", [("PER", 0, 8), ("GPE", 26, 30)])
    let counts = try #require(try Agreement(first: anna, second: anna).layers.first?.counts)
    #expect(counts.f1 == 1 && counts.kappa == 1)
  }

  /// Two by two, as in the textbooks: 20 and 15 agreed, 5 and 10 not, kappa 0.4.
  @Test func computesCohensKappa() throws {
    let folder = try TemporaryFolder()
    let pairs =
      [(20, "PER", "PER"), (5, "PER", "ORG"), (10, "ORG", "PER"), (15, "ORG", "ORG")]
      .flatMap { count, one, other in (0..<count).map { _ in (one, other) } }
    let text = String(repeating: "a ", count: pairs.count)
    for (name, labels) in [("anna", pairs.map(\.0)), ("ben", pairs.map(\.1))] {
      try folder.write("\(name)/wire.txt", text)
      let workspace = try Workspace(root: "\(folder.path)/\(name)")
      try AnnotationStore.open(workspace.article(named: "wire")).commit(
        labels.enumerated().map { index, label in
          .put(
            Annotation(
              layer: .entity, label: label, spans: [Span(2 * index, 2 * index + 1)],
              state: .accepted, annotator: name))
        }, by: .person(name))
    }
    let agreement = try Agreement(first: "\(folder.path)/anna", second: "\(folder.path)/ben")
    let kappa = try #require(agreement.layers.first?.counts.kappa)
    #expect(abs(kappa - 0.4) < 1e-9)
  }
}
