import PostilAgreement
import PostilSystem
import PostilTerminal

/// A table of agreement as lines for the screen.
struct AgreementView {
  private let table: AgreementTable
  private let readings: PeopleReadings
  private let figures: [AgreementFigure]
  private let width: Int

  init(_ table: AgreementTable, _ readings: PeopleReadings) {
    self.table = table
    self.readings = readings
    figures = AgreementFigure.allCases.filter { readings.people.count == 2 || $0 != .cohen }
    width = max(8, table.rows.map { $0.subject.name.columns }.max() ?? 0)
  }

  /// The table, with the intervals below each row if they are wanted.
  func lines(withIntervals: Bool) -> [StyledLine] {
    var lines = [StyledLine(heading, .strong)]
    for row in table.rows {
      lines.append(StyledLine(text(row)))
      if withIntervals { lines += intervals(row).map { StyledLine($0, .dim) } }
    }
    return lines
  }

  /// What else is to be known: the people's undecided suggestions, and figures that are not exact.
  var notes: [String] {
    let open = zip(readings.people, readings.undecided).filter { $0.1 > 0 }
      .map { "\($0.0) \($0.1)" }
    var notes: [String] = []
    if !open.isEmpty {
      notes.append(
        "note: undecided suggestions, which do not count: \(open.joined(separator: ", "))")
    }
    if table.rows.contains(where: { !$0.isExact }) {
      notes.append("note: γ is approximate, since an alignment was too large to search all of")
    }
    if table.rows.contains(where: { !$0.undefined.isEmpty }) {
      notes.append("note: - is not defined; --json says why")
    }
    return notes
  }

  private var heading: String {
    let people = readings.people.map { Decimals.cell(String($0.prefix(8)), 9) }.joined()
    return "".padded(width) + people + Decimals.cell("items", 7)
      + figures.map { Decimals.cell($0.heading, Self.column($0)) }.joined()
  }

  private func text(_ row: AgreementRow) -> String {
    row.subject.name.padded(width) + row.counts.map { Decimals.cell("\($0)", 9) }.joined()
      + Decimals.cell("\(row.items)", 7)
      + figures.map { figure in
        Decimals.cell(row.figures[figure].map(Decimals.hundredths) ?? "-", Self.column(figure))
      }.joined()
  }

  private func intervals(_ row: AgreementRow) -> [String] {
    let known = figures.compactMap { figure -> String? in
      row.intervals[figure].map {
        "\(figure.heading) \(Decimals.hundredths($0.lowerBound)) to \(Decimals.hundredths($0.upperBound))"
      }
    }
    guard !known.isEmpty else { return [] }
    return stride(from: 0, to: known.count, by: 4).map {
      "    " + known[$0..<min($0 + 4, known.count)].joined(separator: ", ")
    }
  }

  private static func column(_ figure: AgreementFigure) -> Int {
    max(7, figure.heading.count + 2)
  }
}
