import PostilKit

/// A colour of the palette that the shell and pages share.
package enum LabelColour: String, Hashable, Sendable, CaseIterable {
  case blue, red, green, violet, brown, cyan, pink, lime, indigo, orange, teal, plum

  /// Its colour on a white page and on a dark one, in hexadecimal: each has a contrast of 5 to 1 at least.
  package var page: (light: String, dark: String) {
    switch self {
    case .blue: ("#005fad", "#86c3ff")
    case .red: ("#a1302a", "#fda297")
    case .green: ("#007647", "#73d4ac")
    case .violet: ("#6f43a2", "#cbadf9")
    case .brown: ("#884f00", "#e3b667")
    case .cyan: ("#006e94", "#5ecfec")
    case .pink: ("#9a2f62", "#f6a0c1")
    case .lime: ("#3a6e00", "#a3cd82")
    case .indigo: ("#3e54b1", "#a2baff")
    case .orange: ("#9d3900", "#f8a87f")
    case .teal: ("#007669", "#5cd5c7")
    case .plum: ("#843a8e", "#e0a6e7")
    }
  }

  /// Its place in the palette, from 0; the classes `k0` to `k11` of a page.
  package var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// Its code for a terminal of sixteen colours; no two colours have the same.
  package var terminalCode: String {
    switch self {
    case .blue: "34"
    case .red: "31"
    case .green: "32"
    case .violet: "35"
    case .brown: "33"
    case .cyan: "36"
    case .pink: "95"
    case .lime: "92"
    case .indigo: "94"
    case .orange: "93"
    case .teal: "96"
    case .plum: "91"
    }
  }

  /// The colour of a label that no schema has, by its name.
  package init(ofUnknown label: String) {
    let sum = label.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF }
    self = Self.allCases[sum % Self.allCases.count]
  }
}

/// The colour of each label of a schema: the one that it asks for, else the next that no label before it
/// has. Until there are more labels than colours no two are alike, unless the schema says so.
package struct Palette: Hashable, Sendable {
  private struct Key: Hashable {
    let layer: Layer
    let label: String
  }

  private var colours: [Key: LabelColour] = [:]

  /// Makes the palette of a schema.
  package init(_ schema: Schema) {
    let asked = schema.layers.flatMap { rules in
      rules.labels.compactMap { rules.facts[$0]?.colour }
    }
    let free = LabelColour.allCases.filter { !asked.contains($0) }
    let order = free + LabelColour.allCases.filter(asked.contains)
    var next = 0
    for rules in schema.layers {
      for label in rules.labels {
        let colour = rules.facts[label]?.colour ?? order[next % order.count]
        if rules.facts[label]?.colour == nil { next += 1 }
        colours[Key(layer: rules.layer, label: label)] = colour
      }
    }
  }

  /// The colour of a label.
  package subscript(layer: Layer, label: String) -> LabelColour {
    colours[Key(layer: layer, label: label)] ?? LabelColour(ofUnknown: label)
  }

  /// The colours by label; of a label on several layers that of the first.
  package func byLabel(_ schema: Schema) -> [String: LabelColour] {
    Dictionary(
      schema.layers.flatMap { rules in rules.labels.map { ($0, self[rules.layer, $0]) } },
      uniquingKeysWith: { first, _ in first })
  }
}
