import PostilKit

/// One row of a table of agreement.
package struct AgreementRow: Sendable {
  /// What a row is about.
  package enum Subject: Hashable, Sendable {
    /// All labels of a layer.
    case layer(Layer)
    case label(Layer, String)
    case attribute(Layer, String)
    case role(Layer, String)

    /// The row's name: `entity`, `entity:PER`, `timex value=`, `quote source`.
    package var name: String {
      switch self {
      case .layer(let layer): layer.rawValue
      case .label(let layer, let label): "\(layer.rawValue):\(label)"
      case .attribute(let layer, let name): "\(layer.rawValue) \(name)="
      case .role(let layer, let name): "\(layer.rawValue) role \(name)"
      }
    }

    /// Whether it is about the places of annotations, and not about their values.
    package var hasPlaces: Bool {
      switch self {
      case .layer, .label: true
      case .attribute, .role: false
      }
    }
  }

  package let subject: Subject
  /// The number of each person's annotations.
  package let counts: [Int]
  /// The number of items that all people have put into a category: tokens, or marked words.
  package let items: Int
  /// The coefficients that are defined.
  package let figures: [AgreementFigure: Double]
  /// Why the others are not.
  package let undefined: [AgreementFigure: UndefinedReason]
  /// The 95 % interval of each coefficient, by resampling articles; none with fewer than two of them.
  package let intervals: [AgreementFigure: ClosedRange<Double>]
  /// Whether γ is that of best alignments throughout.
  package let isExact: Bool
}
