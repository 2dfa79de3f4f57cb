import PostilSystem

/// What is wrong with settings.
package enum SettingsFact: Fact {
  /// A file, or a value in it, that cannot be used.
  case bad(at: FilePlace, reason: String)
  /// A key that no setting has.
  case unknown(at: FilePlace, key: String, known: [String])

  package var description: String {
    switch self {
    case .bad(let place, let reason): "\(place): \(reason)"
    case .unknown(let place, let key, _): "\(place): unknown key '\(key)'"
    }
  }

  package var status: ExitStatus { .badData }
}

extension PostilError {
  /// An error of settings.
  package static func settings(_ fact: SettingsFact) -> PostilError { PostilError(fact) }
}
