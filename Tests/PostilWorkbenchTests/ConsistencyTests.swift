import PostilKit
import TestSupport
import Testing

@testable import PostilWorkbench

@Suite struct ConsistencyTests {
  private static let north = Text("Ada Lund met Hull. Lund spoke of Hull; Ada Lund left.\n")
  private static let south = Text("In Hull, Ada\nLund and Hullabaloo.\n")

  private func mention(_ label: String, _ start: Int, _ end: Int, _ text: Text) -> Annotation {
    Annotation(
      id: "\(label)\(start)", layer: .entity, label: label, spans: [Span(start, end)],
      text: text[Span(start, end)], state: .accepted)
  }

  private func found(_ text: Text, _ annotations: [Annotation], learning: [Annotation]) -> [String]
  {
    var check = Consistency()
    check.learn(Self.north, learning)
    return check.check(text, annotations, article: "x").map {
      "\($0.kind.rawValue) \($0.span) \($0.label)"
    }
  }

  @Test func findsWordsThatAreMarkedElsewhere() {
    let marked = [mention("PER", 0, 8, Self.north), mention("GPE", 13, 17, Self.north)]
    #expect(
      found(Self.north, marked, learning: marked) == ["unmarked 33:37 GPE", "unmarked 39:47 PER"])
    // A line break is white space, and Hull is not meant in Hullabaloo.
    #expect(found(Self.south, [], learning: marked) == ["unmarked 3:7 GPE", "unmarked 9:17 PER"])
  }

  @Test func findsOtherLabels() {
    let marked = [
      mention("GPE", 13, 17, Self.north), mention("ORG", 33, 37, Self.north),
      mention("GPE", 33, 37, Self.north),
    ]
    #expect(found(Self.north, marked, learning: marked) == ["other-label 33:37 GPE"])
  }

  @Test func countsEachLabelByItself() {
    var check = Consistency()
    check.learn(
      Self.north,
      [
        mention("GPE", 13, 17, Self.north), mention("GPE", 33, 37, Self.north),
        mention("ORG", 33, 37, Self.north),
      ])
    #expect(
      check.check(Self.south, [], article: "x").map(\.text)
        == ["'Hull' is not annotated here, elsewhere GPE 2 times, ORG 1 time"])
  }

  @Test func findsNamesMarkedInPart() {
    let marked = [mention("PER", 0, 8, Self.north), mention("PER", 43, 47, Self.north)]
    #expect(
      found(Self.north, marked, learning: marked)
        == ["unmarked 19:23 PER", "partly-marked 39:47 PER"])
  }

  @Test func saysNothingOfWhatAPersonRejected() {
    let marked = [mention("GPE", 13, 17, Self.north)]
    var rejected = mention("GPE", 33, 37, Self.north)
    rejected.state = .rejected
    #expect(found(Self.north, marked + [rejected], learning: marked).isEmpty)
  }

  @Test func takesALongArticleInItsStride() {
    let text = Text(String(repeating: "Ada Lund met Hull and Lund. ", count: 20_000))
    let start = ContinuousClock.now
    var check = Consistency()
    check.learn(text, [mention("PER", 0, 8, text)])
    #expect(check.check(text, [], article: "x").count == 20_000)
    #expect(start.duration(to: .now) < .seconds(20))
  }
}
