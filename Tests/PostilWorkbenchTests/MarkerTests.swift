import PostilKit
import PostilPointing
import PostilSchema
import PostilStore
import TestSupport
import Testing

@testable import PostilWorkbench

/// Marks that several people write at once.
@Suite struct MarkerTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("wire.txt", "Ana Duarte left Rome.\n")
  }

  /// What one person sees, who has opened the article.
  private struct Seat {
    var focus: Focus
    let person: String
    let article: OpenArticle

    init(_ person: String, _ root: String) throws {
      self.person = person
      focus = Focus(try Workspace(root: root))
      article = try focus.article()
    }

    mutating func mark(_ label: String, entity: String? = nil) throws -> [Marker.Written] {
      let writer = Writer(in: focus.workspace, by: .person(person), command: "tag")
      let target = Targets(article: article, targets: [Target(spans: [Span(0, 10)])])
      let pairs = entity.map { [(name: "entity", value: Word(bare: $0))] } ?? []
      return try Marker(writer, schema: focus.schema, layer: .entity, label: label)
        .mark([target], pairs, in: &focus)
    }
  }

  @Test func equalOnesAreStoredOnce() throws {
    var seats = try ["ann", "ben", "cy", "dan"].map { try Seat($0, folder.path) }
    let marks = try seats.indices.map { try seats[$0].mark("PER")[0] }
    #expect(marks.map(\.mark) == ["+", "=", "=", "="])
    #expect(Set(marks.map(\.stored.id)).count == 1 && marks.allSatisfy { $0.stored.by == "ann" })
    #expect(seats[0].article.store.annotations.count == 1)
  }

  @Test func whatTheOtherLacksIsAdded() throws {
    var (ann, ben) = (try Seat("ann", folder.path), try Seat("ben", folder.path))
    _ = try ann.mark("PER")
    let joined = try ben.mark("PER", entity: "Ana")[0]
    #expect(joined.mark == "~" && joined.stored.number == 1 && joined.stored.by == "ben")
    #expect(joined.stored.annotation.attributes["entity"] == .string("Ana"))
    #expect(try ann.mark("PER", entity: "Ana")[0].mark == "=")
  }

  @Test func anotherLabelIsAnotherMark() throws {
    var (ann, ben) = (try Seat("ann", folder.path), try Seat("ben", folder.path))
    #expect(try ann.mark("PER")[0].mark == "+" && ben.mark("ORG")[0].mark == "+")
    #expect(ben.article.store.annotations.count == 2)
  }
}
