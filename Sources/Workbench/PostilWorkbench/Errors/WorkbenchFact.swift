import PostilSystem

/// Why the workbench cannot do what was asked.
package enum WorkbenchFact: Fact {
  // Articles and annotations
  /// A file in an exported folder, which `marker` marks.
  case exportedCopy(path: String, marker: String)
  case textUnchanged(article: String)
  /// An annotation that another label does not fit, with what the schema says.
  case misfit(label: String, problem: String)

  // Entities
  case entityNumber(String, count: Int)
  case entityChanged(number: Int)
  /// Two entities of different labels, which cannot be one.
  case labelsDiffer(String, String, other: String, String)
  case sameName(String, labels: [String])
  case noEntity(name: String, known: [String])
  case severalReferences([String])
  case noVariant(String, entity: String, known: [String])
  case allVariants(entity: String)
  case unknownField(String)

  // Streams
  case inputDiffers(line: Int)
  case inputEnds(lines: Int, answered: Int)
  case outputExists(path: String)
  /// An output to continue that no run has begun.
  case notOfARun(path: String)
  /// A file that another run has left.
  case leftover(path: String)
  /// An output that was begun by other plugins or flags, as the JSON of their signature.
  case otherRun(path: String, signature: String?)
}

extension PostilError {
  /// An error of the workbench.
  package static func workbench(_ fact: WorkbenchFact) -> PostilError { PostilError(fact) }
}
