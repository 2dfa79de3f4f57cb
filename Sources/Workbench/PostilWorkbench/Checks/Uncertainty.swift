import PostilKit
import PostilPlugins
import PostilStore

/// How much there is to learn from a decision.
package enum Uncertainty {
  /// 1 for a suggestion that is as likely right as wrong, 0 for a certain one.
  package static func of(_ probability: Double) -> Double { 1 - abs(2 * probability - 1) }

  /// The mean over the suggestions of an article that nobody has decided; 0 if there are none.
  package static func value(of store: AnnotationStore, _ precision: RulePrecision) -> Double {
    let all = store.annotations.map(\.annotation).filter { $0.state == .suggested }
    guard !all.isEmpty else { return 0 }
    return all.reduce(0) { $0 + of(precision.probability(of: $1)) } / Double(all.count)
  }

  /// The suggestions about whose words somebody else says something else: two plugins, or a plugin and a person
  /// that has accepted another annotation of the layer there.
  package static func disputed(in store: AnnotationStore) -> [StoredAnnotation] {
    let all = store.annotations.filter {
      $0.annotation.state != .rejected && !$0.annotation.spans.isEmpty
    }
    return all.filter { one in
      one.annotation.state == .suggested
        && all.contains { other in
          other.id != one.id && other.annotation.layer == one.annotation.layer
            && (other.annotation.annotator != one.annotation.annotator
              || other.annotation.state == .accepted)
            && (other.annotation.label != one.annotation.label
              || other.annotation.spans != one.annotation.spans)
            && other.annotation.spans.contains { span in
              one.annotation.spans.contains { $0.overlaps(span) }
            }
        }
    }
  }
}
