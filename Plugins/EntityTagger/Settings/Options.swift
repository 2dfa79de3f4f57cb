import PostilKit

/// The plugin's settings, as `plugin.json` lists them.
struct Options: Sendable {
  /// Minimum score of a suggestion, from 0 to 1.
  var threshold = 0.45
  /// Whether the labels are CoNLL's four: `PER`, `ORG`, `LOC`, `MISC`.
  var isCoarse = false
  /// Number of the model's passes over an article: 2, or 1, which is faster.
  var passes = 2
  /// Paths of lists of known entities in the workspace.
  var lists: [String] = []
  /// Path of a model in the workspace; nil for the plugin's own.
  var model: String?
  /// The layer of its annotations; nil for entities. On another layer the model's mentions are suggested as they are.
  var layer: Layer?

  /// Reads settings.
  ///
  /// - Throws: `AnnotatorError` that names the setting.
  init(_ settings: JSONObject) throws(AnnotatorError) {
    func wrong(_ name: String, _ expected: String) -> AnnotatorError {
      AnnotatorError("the setting '\(name)' must be \(expected)")
    }
    if let value = settings["threshold"] {
      guard let number = value.double, (0...1).contains(number) else {
        throw wrong("threshold", "a number from 0 to 1")
      }
      threshold = number
    }
    if let value = settings["labels"] {
      guard let name = value.string, ["fine", "conll"].contains(name) else {
        throw wrong("labels", "\"fine\" or \"conll\"")
      }
      isCoarse = name == "conll"
    }
    if let value = settings["passes"] {
      guard let number = value.int, (1...2).contains(number) else {
        throw wrong("passes", "1 or 2")
      }
      passes = number
    }
    if let value = settings["lists"] {
      let paths = value.string.map { [$0] } ?? value.array?.compactMap(\.string)
      guard let paths, paths.count == value.array?.count ?? 1 else {
        throw wrong("lists", "a list of files in the workspace")
      }
      lists = paths.filter { !$0.isEmpty }
    }
    if let value = settings["layer"] {
      guard let name = value.string else { throw wrong("layer", "the name of a layer") }
      layer = name == Layer.entity.rawValue ? nil : Layer(rawValue: name)
      guard layer == nil || settings["model"]?.string?.isEmpty == false else {
        throw AnnotatorError("the setting 'layer' needs a 'model' that was trained for it")
      }
    }
    if let value = settings["model"] {
      guard let path = value.string else { throw wrong("model", "a file in the workspace") }
      model = path.isEmpty ? nil : path
    }
  }

  /// What a long name of an organization, or the name of a thing, must score above the threshold: the model
  /// cuts such names wrongly more often than others.
  private static let margin = 0.05

  /// Words that only names of organizations have.
  private static let kinds: Set<String> = [
    "Committee", "Ministry", "Council", "University", "Bank", "Agency", "Association", "Commission",
    "Department", "Institute", "Party", "Union", "Court", "Authority", "Corporation", "Company",
    "Federation", "Society", "Foundation", "Office",
  ]

  /// Minimum score of a candidate.
  func minimum(for candidate: MentionCandidate, in article: ScannedArticle) -> Double {
    // After `Secretary of`, a candidate may be a business and a person, which a refiner divides.
    let first = candidate.tokens.lowerBound
    let isOffice =
      first > 1 && article.word(first - 1) == "of" && article.tokens[first - 2].isCapital
    switch candidate.label {
    case "ORG"
    where candidate.tokens.count > 1 && !isOffice
      && !candidate.tokens.contains { Self.kinds.contains(article.word($0)) }:
      return min(1, threshold + Self.margin)
    case "EVENT", "WORK", "MISC", "FAC", "PRODUCT", "LOC":
      return min(1, threshold + 2 * Self.margin)
    default: return threshold
    }
  }

  /// CoNLL's label for one of the model's.
  static func coarse(_ label: String) -> String {
    switch label {
    case "PER", "ORG": label
    case "GPE", "LOC", "FAC": "LOC"
    default: "MISC"
    }
  }
}
