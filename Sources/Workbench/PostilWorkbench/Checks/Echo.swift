import PostilKit
import PostilPointing
import PostilStore

/// The other places of the words of an annotation, in any articles: whole words in the same order, with how often
/// these words have the label of all that was decided about them.
package struct Echo: Sendable {
  /// The rule of what it proposes.
  package static let rule = "echo"

  private let annotation: Annotation
  private let words: [String]
  private let isInflected: Bool
  /// Decisions for the label, and all decisions about these words on the layer.
  private var (agreed, decided) = (0, 0)

  /// - Parameter isInflected: Whether the last word may have another English ending: `treaty`, `treaties`.
  package init(of annotation: Annotation, isInflected: Bool = false) {
    self.annotation = annotation
    self.isInflected = isInflected
    words = Self.words(annotation.text)
  }

  /// Counts what was decided about these words in an article; must be called for all articles before any is
  /// searched.
  package mutating func learn(_ annotations: some Sequence<Annotation>) {
    for other in annotations where other.layer == annotation.layer && other.state != .suggested {
      guard isSame(Self.words(other.text)[...]) else { continue }
      let isOurs = other.label == annotation.label
      if other.state == .rejected, !isOurs { continue }
      decided += 1
      if isOurs, other.state == .accepted { agreed += 1 }
    }
  }

  /// The share of the label in the decisions about these words, from 0 to 1.
  package var score: Double { decided > 0 ? Double(agreed) / Double(decided) : 0 }

  /// The places in an article where nothing is decided, in text order: those where the same is suggested, and those
  /// where nothing of the layer is.
  package func hits(in article: OpenArticle) -> [Hit] {
    let text = article.store.article.text
    let tokens = Tokens(text)
    let all = tokens.map { text[$0] }
    guard let first = words.first, all.count >= words.count else { return [] }
    let near = article.store.annotations.filter { $0.annotation.layer == annotation.layer }
    return (0...all.count - words.count).compactMap { start in
      guard words.count == 1 || all[start] == first,
        isSame(all[start..<start + words.count])
      else { return nil }
      let span = text.span(tokens[start], through: tokens[start + words.count - 1])
      return hit(span, near, article.name)
    }
  }

  private func hit(_ span: Span, _ near: [StoredAnnotation], _ article: String) -> Hit? {
    let there = near.filter { $0.annotation.spans.contains { $0.overlaps(span) } }
    let same = there.first {
      $0.annotation.extent == span && $0.annotation.label == annotation.label
    }
    if let same, same.annotation.state != .suggested { return nil }
    if same == nil, there.contains(where: { $0.annotation.state == .accepted }) { return nil }
    let attributes = annotation.attributes.filter { $0.key == "entity" || $0.key == "ref" }
    return Hit(
      article: article, spans: [span], id: same?.id,
      proposal: Hit.Proposal(
        layer: annotation.layer, label: annotation.label, rule: Self.rule,
        score: (100 * score).rounded() / 100, attributes: attributes))
  }

  // MARK: Words

  private static func words(_ text: String) -> [String] {
    let scanned = Text(text)
    return Tokens(scanned).map { scanned[$0] }
  }

  private func isSame(_ others: ArraySlice<String>) -> Bool {
    guard others.count == words.count, let last = words.last, let other = others.last else {
      return false
    }
    return others.dropLast().elementsEqual(words.dropLast())
      && (last == other || isInflected && Self.stem(last) == Self.stem(other))
  }

  private static let endings = ["ies", "es", "s", "ied", "ed", "ing", "y", "e"]

  /// A word without its English ending, in lower case; short words stay as they are.
  private static func stem(_ word: String) -> String {
    let lower = word.lowercased()
    for ending in endings where lower.hasSuffix(ending) && lower.count - ending.count > 2 {
      return String(lower.dropLast(ending.count))
    }
    return lower
  }
}

extension Echo {
  /// The marks that accept hits of an echo, article by article, in the order of the hits.
  ///
  /// - Throws: What opening an article throws.
  package static func marks(
    of hits: [Hit], by person: String, in focus: inout Focus
  ) throws -> [Edit] {
    var (names, byName): ([String], [String: [Change]]) = ([], [:])
    for hit in hits {
      guard let proposal = hit.proposal else { continue }
      if byName[hit.article] == nil { names.append(hit.article) }
      byName[hit.article, default: []].append(
        .mark(
          Annotation(
            layer: proposal.layer, label: proposal.label, spans: hit.spans,
            attributes: proposal.attributes, state: .accepted, annotator: person)))
    }
    return try names.map { name in
      let article = try focus.article(of: focus.workspace.article(named: name))
      return Edit(article: article, changes: byName[name] ?? [])
    }
  }
}
