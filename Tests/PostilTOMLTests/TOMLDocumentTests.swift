import PostilKit
import PostilTOML
import Testing

/// What TOML 1.0 allows is read, everything else is an error with its place.
@Suite struct TOMLDocumentTests {
  @Test(arguments: ValidDocuments.all) func reads(_ toml: String, _ json: String) throws {
    let document = try TOMLDocument(toml)
    #expect(JSONWriter.string(.object(document.root.json)) == json, "\(toml)")
  }

  @Test(arguments: InvalidDocuments.all) func refuses(_ toml: String, _ error: String) {
    #expect(failure(Array(toml.utf8)) == error, "\(toml.prefix(80))")
  }

  @Test(
    arguments: [
      ([0x61, 0x3D, 0xFF], "1:3 it is not valid UTF-8"),
      ([0x22, 0xC3, 0xA9, 0x0A, 0xC3, 0xA9, 0xC3], "2:2 it is not valid UTF-8"),
      ([0x23, 0xED, 0xA0, 0x80], "1:2 it is not valid UTF-8"),
    ] as [([UInt8], String)])
  func refusesOtherEncodings(_ bytes: [UInt8], _ error: String) {
    #expect(failure(bytes) == error)
  }

  private func failure(_ bytes: [UInt8]) -> String? {
    do throws(TOMLFailure) { _ = try TOMLDocument(bytes) } catch {
      return "\(error.place.line):\(error.place.column) \(error.reason)"
    }
    return nil
  }

  @Test func keysAndValuesHavePlaces() throws {
    let document = try TOMLDocument("\u{FEFF}\"é\" = 1\r\n[a.b]\n  \"ü\".c = [1, 'x']\n")
    func place(_ key: String...) -> String? {
      document.place(of: key).map { "\($0.line):\($0.column)" }
    }
    #expect(place("é") == "1:1" && place("a") == "2:2" && place("a", "b") == "2:4")
    #expect(place("a", "b", "ü", "c") == "3:7" && place("a", "b", "none") == "2:4")
    #expect(place("none") == nil && place() == nil)
    let array = document.root["a"]?.table?["b"]?.table?["ü"]?.table?["c"]
    #expect(array.map { String(decoding: document.bytes[$0.range], as: UTF8.self) } == "[1, 'x']")
  }

  @Test(arguments: [
    ("1979-05-27T07:32:00Z", TOMLTime.Kind.dateTime), ("1979-05-27 07:32:00", .localDateTime),
    ("1979-05-27", .localDate), ("07:32:00", .localTime),
  ]) func timesHaveFourKinds(_ spelling: String, _ kind: TOMLTime.Kind) throws {
    guard case .time(let time) = try TOMLDocument("a = \(spelling)").root["a"]?.content else {
      Issue.record("'\(spelling)' is not a time")
      return
    }
    #expect(time.kind == kind)
  }

  @Test func numbersKeepWhatJSONCannotExpress() throws {
    let root = try TOMLDocument("a = -inf\nb = nan\nc = -0.0").root
    #expect(root["a"]?.content == .float(-.infinity))
    guard case .float(let number) = root["b"]?.content, case .float(let zero) = root["c"]?.content
    else {
      Issue.record("no numbers")
      return
    }
    #expect(number.isNaN && zero.sign == .minus)
  }
}
