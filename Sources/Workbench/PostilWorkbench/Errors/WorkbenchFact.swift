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
  /// The number of an entity, where no list of entities was shown.
  case noEntityList(number: Int)
  case entityNumber(String, count: Int)
  case entityChanged(number: Int)
  /// Two entities of different labels, which cannot be one.
  case labelsDiffer(String, String, other: String, String)
  case sameName(String, labels: [String])
  case noEntity(name: String, known: [String])
  case severalReferences([String])
  case noVariant(String, entity: String, known: [String])
  case allVariants(entity: String)
  /// A name or a reference of an entity without a value.
  case emptyField(String)
  case unknownField(String)

  // Streams
  case inputDiffers(line: Int)
  /// An input of which the first lines are not those that were answered.
  case inputChanged(lines: Int)
  case inputEnds(lines: Int, answered: Int)
  case outputExists(path: String)
  /// An output to continue that no run has begun.
  case notOfARun(path: String)
  /// A file that another run has left.
  case leftover(path: String)
  /// An output that was begun by other plugins or flags, with what differs; nothing if it was not begun by
  /// a run.
  case otherRun(path: String, differs: [String])
  /// An output that another run writes.
  case outputLocked(path: String)
  /// An output that is not finished.
  case notFinished(path: String)
  /// A stream that has ended since a plugin is switched off, with the plugin's last failure.
  case switchedOff(plugin: String, reason: String, isFile: Bool)
}

extension PostilError {
  package static func workbench(_ fact: WorkbenchFact) -> PostilError { PostilError(fact) }
}
