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
}

extension PostilError {
  package static func workbench(_ fact: WorkbenchFact) -> PostilError { PostilError(fact) }
}
