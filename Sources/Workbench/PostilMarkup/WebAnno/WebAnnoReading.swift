import PostilKit

/// The annotations of a file of WebAnno TSV as feature structures, as CAS JSON has them.
struct WebAnnoReading {
  /// Where an annotation can be referred to: the token, the number on it (0 for none) and the type.
  private struct Place: Hashable {
    let unit: String
    let number: Int
    let type: String
  }

  private(set) var structures: [JSONObject] = []
  /// What is not read, as ends of sentences.
  private(set) var lost: [String] = []
  private let file: WebAnnoFile
  private var numbers: [Place: Int] = [:]
  /// References that are resolved once all annotations are known: the structure, the feature, the target and
  /// its type.
  private var references: [(from: Int, feature: String, target: Substring, type: String)] = []

  init(_ file: WebAnnoFile) { self.file = file }

  mutating func read() {
    for layer in file.layers where layer.kind == .span { readSpans(layer) }
    for layer in file.layers where layer.kind == .relation { readRelations(layer) }
    for layer in file.layers where layer.kind == .chain {
      let count = file.units.count { !WebAnnoCell.values($0.cells[layer.first]).isEmpty }
      lost += [String](repeating: "a link of a chain of the type '\(layer.type)'", count: count)
    }
    for reference in references { resolve(reference) }
  }

  // MARK: Spans

  private mutating func readSpans(_ layer: WebAnnoFile.LayerColumns) {
    // The structure that goes on, by its number.
    var open: [Int: Int] = [:]
    for unit in file.units {
      let columns = (0..<layer.count).map { column in
        Self.values(of: layer, column, unit.cells[layer.first + column])
      }
      var goesOn: [Int: Int] = [:]
      for index in 0..<(columns.map(\.count).max() ?? 0) {
        let number = columns.lazy.compactMap { $0.dropFirst(index).first?.number }.first
        var place = number.flatMap { open[$0] }
        if let place {
          structures[place]["end"] = .int(unit.span.end)
        } else {
          place = begin(layer, unit, columns.map { $0.dropFirst(index).first?.text })
        }
        guard let place else { continue }
        if let number { goesOn[number] = place }
        numbers[Place(unit: unit.id, number: number ?? 0, type: layer.type)] = place
      }
      open = goesOn
    }
  }

  /// The values of a cell. The numbers of a slot's targets are theirs.
  private static func values(
    of layer: WebAnnoFile.LayerColumns, _ column: Int, _ cell: Substring
  ) -> [WebAnnoCell.Value] {
    let isTarget = column > 0 && layer.features[column - 1].hasPrefix("ROLE_")
    guard isTarget, cell != "_" else { return WebAnnoCell.values(cell) }
    return WebAnnoCell.split(cell, at: "|").map { .init(text: String($0), number: nil) }
  }

  private mutating func begin(
    _ layer: WebAnnoFile.LayerColumns, _ unit: WebAnnoFile.Unit, _ values: [String?]
  ) -> Int {
    let place = structures.count
    structures.append(structure(layer.type, unit.span))
    for (index, feature) in layer.features.enumerated() {
      guard let value = values[index] else { continue }
      if feature.hasPrefix("ROLE_") {
        takeSlot(layer, index, value, values, place)
      } else if index == 0 || !layer.features[index - 1].hasPrefix("ROLE_") {
        structures[place][feature] = .string(value)
      }
    }
    return place
  }

  /// Takes a slot, whose roles are in one column and whose targets in the next one.
  private mutating func takeSlot(
    _ layer: WebAnnoFile.LayerColumns, _ index: Int, _ value: String, _ values: [String?],
    _ place: Int
  ) {
    guard index + 1 < values.count, let targets = values[index + 1] else { return }
    let roles = value.split(separator: ";")
    // ROLE_type:feature_link
    let slot = layer.features[index].split(separator: ":").last?.split(separator: "_").first
    for (position, target) in targets.split(separator: ";").enumerated() {
      let role = roles.dropFirst(position).first.flatMap { $0 == "*" ? nil : $0 } ?? slot ?? "role"
      references.append((place, String(role), target, layer.features[index + 1]))
    }
  }

  private func structure(_ type: String, _ span: Span) -> JSONObject {
    var structure = JSONObject()
    structure["%ID"] = .int(structures.count + 1)
    structure["%TYPE"] = .string(type)
    structure["begin"] = .int(span.start)
    structure["end"] = .int(span.end)
    return structure
  }

  // MARK: Relations

  /// The last column of a relation has its head: `1-3`, or `1-3[2_1]` where annotations are numbered.
  private mutating func readRelations(_ layer: WebAnnoFile.LayerColumns) {
    let base = layer.features.last.map { String($0.dropFirst("BT_".count)) } ?? ""
    for unit in file.units {
      let heads = WebAnnoCell.split(unit.cells[layer.first + layer.count - 1], at: "|")
      for (index, head) in heads.enumerated() where head != "_" && !head.isEmpty {
        let place = structures.count
        structures.append(structure(layer.type, unit.span))
        for (offset, feature) in layer.features.dropLast().enumerated() {
          let values = WebAnnoCell.values(unit.cells[layer.first + offset])
          if let value = values.dropFirst(index).first?.text {
            structures[place][feature] = .string(value)
          }
        }
        let numbers = Self.numbers(head)
        references.append((place, "Governor", Self.target(head, numbers.head), base))
        references.append((place, "Dependent", Self.target(unit.id[...], numbers.dependent), base))
      }
    }
  }

  /// The numbers of both ends of `1-3[2_1]`.
  private static func numbers(_ head: Substring) -> (head: Int, dependent: Int) {
    guard let open = head.firstIndex(of: "["), head.last == "]" else { return (0, 0) }
    let ends = head[head.index(after: open)...].dropLast().split(separator: "_").map {
      Int($0) ?? 0
    }
    return ends.count == 2 ? (ends[0], ends[1]) : (0, 0)
  }

  private static func target(_ unit: Substring, _ number: Int) -> Substring {
    let id = unit.prefix { $0 != "[" }
    return number > 0 ? "\(id)[\(number)]" : id
  }

  private mutating func resolve(
    _ reference: (from: Int, feature: String, target: Substring, type: String)
  ) {
    let id = String(reference.target.prefix { $0 != "[" })
    let number = Int(reference.target.dropFirst(id.count + 1).dropLast()) ?? 0
    let place =
      numbers[Place(unit: id, number: number, type: reference.type)]
      ?? numbers.filter { $0.key.unit == id && $0.key.number == number }.map(\.value).min()
    guard let place else {
      return lost.append("a reference to \(reference.target), where no annotation begins")
    }
    let link = JSONObject.Member(name: "@\(reference.feature)", value: .int(place + 1))
    structures[reference.from] = JSONObject(structures[reference.from].members + [link])
  }
}
