import TestSupport
import Testing

@testable import PostilStore

@Suite struct RevisionReaderTests {
  static let lines = [
    #"{"id":"k3f9q2m7x1ab","layer":"quote","label":"mixed","spans":[[81,131],[140,150]],"text":"a \"b\" é","roles":{"cue":{"spans":[[60,64]]},"source":[{"spans":[[49,59]],"id":"p"},{"id":"q"}]},"attributes":{"speaker":"A, {B}","n":1.50,"l":[1,{}]},"state":"rejected","annotator":"quote-attributor@0.1.0","score":0.91,"rule":"say-that","x":null,"op":"abc","at":"2023-03-13T18:45:00Z","by":"anna","prev":"xyz"}"#,
    #" { "id" : "a" , "layer":"l","label":"L","spans":[ [ 0 , 3 ] ] } "#,
    #"{"id":"a","layer":"l","label":"L","spans":[]}"#,
    #"{"id":"a","layer":"l","label":"L","spans":[],"by":"m@1","author":"plugin","for":"Ana Duarte Lund","op":"o"}"#,
    #"{"id":"a","layer":"l","label":"L","spans":[],"by":"m@1","author":"person"}"#,
    #"{"id":"a","layer":"l","label":"L","spans":[],"attributes":{"é":"Ö","b":"c"},"score":12.000000001}"#,
    #"{"id":"a","layer":"l","label":"L","spans":[[0,1]],"op":"o","crc":"0a1b2c3d"}"#,
    #"{"id":"a","layer":"l","label":"L","spans":[[0,1]],"op":"o","lines":12}"#,
  ]

  /// A line of 300,000 unknown fields; a quadratic reader would take minutes.
  @Test(.timeLimit(.minutes(1))) func manyUnknownFieldsAreReadInLinearTime() {
    let fields = (0..<300_000).map { ",\"n\($0)\":\($0)" }.joined()
    let line = #"{"id":"a","layer":"l","label":"L","spans":[]"# + fields + "}"
    #expect(same(Array(line.utf8)) == true)
  }

  @Test func readsWhatTheParserReads() throws {
    for line in Self.lines {
      try #require(same(Array(line.utf8)) == true, "it was left to the parser: \(line)")
    }
  }

  /// Whatever is done to a line, the reader agrees with the parser or leaves the line to it.
  @Test func neverDisagreesWithTheParser() {
    var random = SplitMix(seed: 7)
    let insertions = Array(#"{}[]",:\0159e.-tfn é"#.utf8)
    for line in Self.lines.map({ Array($0.utf8) }) {
      for place in line.indices {
        for _ in 0..<12 {
          var changed = line
          switch Int.random(in: 0..<3, using: &random) {
          case 0: changed[place] = UInt8.random(in: 0...255, using: &random)
          case 1: changed.insert(insertions.randomElement(using: &random)!, at: place)
          default:
            changed.removeSubrange(
              place..<min(line.count, place + Int.random(in: 1...30, using: &random)))
          }
          #expect(same(changed) != false, "\(String(decoding: changed, as: UTF8.self))")
        }
      }
    }
  }

  /// Nil if the reader leaves the line to the parser.
  private func same(_ bytes: [UInt8]) -> Bool? {
    bytes.withUnsafeBufferPointer { buffer in
      var reader = RevisionReader()
      var fast = Revision()
      guard reader.read(buffer, into: &fast) else { return nil }
      let slow = SidecarLine(buffer)
      guard case .revision(let annotation) = slow.content else { return false }
      return fast.annotation == annotation && fast.stamp == slow.stamp
    }
  }
}
