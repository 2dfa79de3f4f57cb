import Foundation
import PostilKit
import PostilStore
import TestSupport
import Testing

@testable import PostilAgreement

/// Our figures are those of other programs: Krippendorff's α of the package `krippendorff`, F1 of `bratiaa`, and γ
/// of `pygamma-agreement`, on made readings of three people.
@Suite struct AgreementPeersTests {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures")

  private static func json(_ name: String) throws -> JSONValue {
    try JSONParser.parse(
      try String(contentsOf: fixtures.appending(path: name), encoding: .utf8))
  }

  /// The readings of some of the people, read from sidecars.
  private static func readings(_ people: [String]) throws -> PeopleReadings {
    let folder = try TemporaryFolder()
    for article in try json("readings.json")["articles"]?.array ?? [] {
      let name = try #require(article["name"]?.string)
      for person in people {
        try folder.write("\(person)/\(name).txt", try #require(article["text"]?.string))
        let units = article["readings"]?[person]?.array ?? []
        try AnnotationStore.open(
          Workspace(root: "\(folder.path)/\(person)").article(named: name)
        ).commit(units.compactMap { unit in annotation(unit, by: person) }, by: .person(person))
      }
    }
    return try PeopleReadings(
      of: people.map { "\(folder.path)/\($0)" }, in: Workspace(root: folder.path))
  }

  private static func annotation(_ unit: JSONValue, by person: String) -> Change? {
    guard let start = unit.array?[0].int, let end = unit.array?[1].int,
      let label = unit.array?[2].string
    else { return nil }
    return .put(
      Annotation(
        layer: .entity, label: label, spans: [Span(start, end)], state: .accepted,
        annotator: person))
  }

  /// Whether figures are equal to four decimals.
  private static func isEqual(_ ours: Double?, _ theirs: JSONValue?) -> Bool {
    guard let ours, let theirs = theirs?.double else { return false }
    return abs(ours - theirs) < 0.00005
  }

  private static func compare(with peers: JSONValue) throws {
    var options = AgreementTable.Options()
    options.resamples = 0
    options.samples = 1
    for people in [["anna", "ben"], ["anna", "ben", "cem"]] {
      for row in AgreementTable(try readings(people), options).rows {
        var label = "all"
        if case .label(_, let name) = row.subject { label = name }
        let peer = try #require(peers["nominal"]?["\(people.count) \(label)"])
        #expect(isEqual(row.figures[.alpha], peer["alpha"]), "α of \(row.subject)")
        #expect(isEqual(row.figures[.fleiss], peer["fleiss"]), "Fleiss' κ of \(row.subject)")
        #expect(
          peer["cohen"] == nil || isEqual(row.figures[.cohen], peer["cohen"]),
          "Cohen's κ of \(row.subject)")
        if people.count == 3 {
          #expect(isEqual(row.figures[.strict], peers["f1"]?[label]), "F1 of \(row.subject)")
        }
      }
    }
  }

  @Test func areThoseThatWereRecorded() throws {
    try Self.compare(with: try Self.json("agreement-peers.json"))
  }

  /// The disorder of the best alignment is exact; γ also depends on chance.
  @Test(arguments: [["anna", "ben"], ["anna", "ben", "cem"]])
  func gammaIsThatOfPygamma(_ people: [String]) throws {
    let readings = try Self.readings(people)
    let peers = try Self.json("agreement-peers.json")["gamma"]
    for article in readings.articles.prefix(3) {
      let units = article.readings.map { reading in
        reading.annotations.map(\.annotation).map { annotation in
          GammaUnit(
            start: Double(annotation.extent.start), end: Double(annotation.extent.end),
            category: ["GPE", "ORG", "PER"].firstIndex(of: annotation.label) ?? 0)
        }
      }
      let peer = try #require(peers?["\(people.count) \(article.name)"])
      let alignment = BestAlignment(units)
      let mean = Double(units.joined().count) / Double(units.count)
      #expect(alignment.isExact)
      #expect(Self.isEqual(alignment.disorder / mean, peer["disorder"]), "\(article.name)")
      var gamma = Gamma()
      gamma.add(units, samples: 400, seed: 3)
      let found = try #require(gamma.gamma)
      // Twice the standard error of a mean of 400 samples is about 0.01 here.
      #expect(abs(found - (peer["gamma"]?.double ?? 0)) < 0.03, "\(article.name): \(found)")
    }
  }

  @Test(
    .enabled(
      if: AgreementPeers.areInstalled,
      "krippendorff, bratiaa and pygamma-agreement are not in .build/venv"))
  func areThoseOfTheProgramsNow() throws {
    let output = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).json")
    defer { try? FileManager.default.removeItem(at: output) }
    try AgreementPeers.run([
      AgreementPeers.script, Self.fixtures.appending(path: "readings.json").path, output.path,
    ])
    try Self.compare(with: try JSONParser.parse(try String(contentsOf: output, encoding: .utf8)))
  }
}

/// The Python packages that compute the same.
private enum AgreementPeers {
  private static let tests = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
  static let script = tests.appending(path: "Independent/agreement_peers.py").path
  private static let python = tests.deletingLastPathComponent()
    .appending(path: ".build/venv/bin/python").path

  static let areInstalled =
    (try? run(["-c", "import krippendorff, bratiaa, pygamma_agreement"])) != nil

  static func run(_ arguments: [String]) throws {
    guard FileManager.default.isExecutableFile(atPath: python) else {
      throw CocoaError(.fileNoSuchFile)
    }
    let process = Process()
    process.executableURL = URL(filePath: python)
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableNotLoadable) }
  }
}
