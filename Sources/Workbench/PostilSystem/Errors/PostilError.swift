import PostilKit

/// What went wrong, as data. `ErrorSentences.swift` describes each case and gives its exit status.
package enum PostilError: Error, Hashable, Sendable {
  // Files
  case noSuchFile(path: String)
  case cannotRead(path: String, errno: Int32)
  case cannotWrite(path: String, errno: Int32)
  case exists(path: String)
  case notUTF8(path: String, byte: Int)
  case binary(path: String, byte: Int)
  case tooLarge(path: String, bytes: Int, limit: Int)
  case badName(path: String, reason: String)

  // Articles and sidecars
  case ambiguousArticle(path: String, other: String)
  case noArticle(name: String, nearest: [String])
  case foreignSidecar(path: String)
  case newerSidecar(path: String, version: Int)
  case textChanged(path: String)
  case locked(path: String)
  case noAnnotation(id: String, article: String)
  case changedSince(number: Int, article: String, by: String)
  case nothingToUndo(by: String)
  case nothingToRedo(by: String)

  // Settings and schema
  case badSettings(path: String, reason: String)
  case unknownLabel(label: String, known: [String])
  case ambiguousLabel(label: String, layers: [String])
  case badValue(name: String, value: String, expected: String)

  // Plugins
  case noPlugin(name: String, known: [String])
  case badManifest(path: String, reason: String)
  case pluginRefused(name: String, reason: String)
  case pluginFailed(name: String, reason: String)
  case missingLayer(plugin: String, layer: Layer)
  case notTrusted(plugin: String, path: String)

  // Exports and scores
  case protectedFile(path: String)
  case linkLeaves(path: String, folder: String)
  case textDiffers(article: String, at: Int)
  case badRecord(path: String, line: Int, reason: String)

  // The command line
  case usage(reason: String, next: String)
  case noCommand(name: String, nearest: [String])
  case ambiguousCommand(name: String, candidates: [String])
  case unknownFlag(flag: String, command: String, known: [String])
  case noOpenArticle
  case interrupted
  case brokenPipe
  case cannotPrint(errno: Int32)

  // Pointing at text and annotations
  case badSpan(span: String, reason: String)
  case noText(text: String, nearest: String?)
  case ambiguousText(text: String, count: Int, occurrences: [String])
  case noOccurrence(text: String, number: Int, count: Int)
  case noLine(line: Int, count: Int)
  case noWord(line: Int, word: Int, count: Int, nearest: String?)
  case nothingNamed(name: String, count: Int)
  case pending(article: String, count: Int)
}
