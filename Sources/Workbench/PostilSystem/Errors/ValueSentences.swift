extension ValueFact {
  package var description: String {
    switch self {
    case .invalid(let name, let value, _), .unknown(let name, let value, _):
      "'\(value)' is not a valid \(name)"
    case .notOne(let name, let value, let choices):
      "'\(value)' is not a valid \(name): \(alternatives(choices)) is expected"
    case .ambiguous(let prefix, let candidates):
      "'\(prefix)' is ambiguous: \(alternatives(candidates))"
    }
  }

  package var status: ExitStatus { .usage }

  /// `accept, agree or alias`.
  private func alternatives(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.joined() }
    return names.dropLast().joined(separator: ", ") + " or " + last
  }
}
