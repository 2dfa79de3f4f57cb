/// What is wrong with settings, as the end of a sentence.
struct SettingsFailure: Error {
  let reason: String
  init(_ reason: String) { self.reason = reason }
}
