/// What is wrong with a key of settings, before it is known in which file.
package enum SettingsFailure: Error {
  /// A value that is not valid, with the end of the sentence that begins with the key.
  case bad(key: [String], String)
  /// A key that is not among those known in its table.
  case unknown(key: [String], known: [String])
}
