/// What is wrong, and where, as data; its sentence never says what to do next.
///
/// Each target has an enum of its facts, with their sentences and exit statuses in the file
/// `…Sentences.swift` beside it. `Advice` in PostilShell knows what to do next.
package protocol Fact: Hashable, Sendable, CustomStringConvertible {
  /// The exit status for this kind of fact.
  var status: ExitStatus { get }
}

/// The error of every target above the kit: it carries a fact of one of them.
///
/// Each enum of facts adds a factory, so that it is thrown as `.file(.exists(path: path))`. It is
/// recognized with `if case FileFact.exists = error.fact`.
package struct PostilError: Error, CustomStringConvertible {
  /// What is wrong.
  package let fact: any Fact

  /// Creates an error that carries a fact.
  package init(_ fact: some Fact) { self.fact = fact }

  /// The exit status for this kind of error.
  package var status: ExitStatus { fact.status }

  /// The fact as a sentence, without the leading `error:` and without advice.
  package var description: String { fact.description }
}

extension PostilError: Hashable {
  package static func == (left: PostilError, right: PostilError) -> Bool {
    left.fact.equals(right.fact)
  }

  package func hash(into hasher: inout Hasher) { fact.hash(into: &hasher) }
}

extension Fact {
  fileprivate func equals(_ other: any Fact) -> Bool { other as? Self == self }
}
