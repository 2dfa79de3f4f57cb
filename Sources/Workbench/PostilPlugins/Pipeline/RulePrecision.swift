import PostilKit
import PostilStore
import PostilSystem

/// How often the rules of plugins are right, measured on text that they were developed on: `precision.tsv` in the
/// resources of a plugin, a line for each rule with its name, how often it was right and how often it was used,
/// separated by tabs. It makes the scores of rules comparable with those of models, which are probabilities.
package struct RulePrecision: Sendable {
  private var shares: [String: [String: Double]] = [:]

  /// The tables of plugins; a plugin without one keeps its scores.
  package init(_ manifests: [Manifest]) {
    for manifest in manifests {
      let path = "\(manifest.folder)/Resources/precision.tsv"
      guard let bytes = try? Files.read(path, limit: 1 << 20, onlyRegular: true) else { continue }
      for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
        let fields = line.split(separator: "\t")
        guard fields.count == 3, let right = Double(fields[1]), let all = Double(fields[2]) else {
          continue
        }
        // Laplace's rule of succession: what was seen twice is not certain.
        shares[manifest.name, default: [:]][String(fields[0])] = (right + 1) / (all + 2)
      }
    }
  }

  /// How likely a suggestion is right, from 0 to 1: by its rule, if that was measured, else by its score.
  package func probability(of annotation: Annotation) -> Double {
    let name = Author.pluginName(ofAnnotator: annotation.annotator) ?? ""
    let rule = annotation.rule?.prefix { $0 != ":" && $0 != ";" }
    return rule.flatMap { shares[name]?[String($0)] } ?? annotation.score ?? 0.5
  }
}
