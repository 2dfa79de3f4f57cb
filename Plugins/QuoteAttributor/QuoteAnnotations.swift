import PostilKit
import QuoteEnglish

/// Attributions as annotations of the layer `quote`.
extension TaggedArticle {
  /// The annotation of an attribution.
  ///
  /// - Parameter precision: The share of the rule's findings that were right, from 0 to 1.
  func annotation(_ attribution: Attribution, _ precision: Double?) -> Annotation {
    var content = attribution.content
    if content.count > 1 { content.sort { $0.lowerBound < $1.lowerBound } }
    return Annotation(
      id: attribution.number.map { String($0) } ?? "", layer: .quote,
      label: label(attribution).rawValue, spans: content.map { span($0) },
      roles: roles(attribution), attributes: attributes(attribution), score: precision,
      rule: attribution.rule
        + (attribution.speakerReason.map { "; speaker by \($0.rawValue)" } ?? ""))
  }

  private func attributes(_ attribution: Attribution) -> [String: JSONValue] {
    var attributes = [String: JSONValue](minimumCapacity: 3)
    if let speaker = speaker(attribution) { attributes["speaker"] = speaker }
    if attribution.isNegated { attributes["negated"] = .bool(true) }
    if let relay = attribution.relay { attributes["relayed-by"] = .string(text[span(relay)]) }
    if let evidence = evidence(attribution) { attributes["words"] = .string(evidence) }
    if attribution.isPassive { attributes["passive"] = .bool(true) }
    if attribution.isHypothetical { attributes["hypothetical"] = .bool(true) }
    return attributes
  }

  /// One speaker as a text, several as a list.
  private func speaker(_ attribution: Attribution) -> JSONValue? {
    var seen: Set<String> = []
    let names = attribution.speakers.filter { seen.insert($0).inserted }
    return names.count > 1 ? .array(names.map { .string($0) }) : names.first.map { .string($0) }
  }

  private func roles(_ attribution: Attribution) -> [String: [RoleLink]] {
    var roles = [String: [RoleLink]](minimumCapacity: 3)
    if let cue = attribution.cue { roles["cue"] = [RoleLink(spans: [span(cue)])] }
    if let source = attribution.source {
      roles["source"] = [RoleLink(spans: [span(source)], id: attribution.speakerId)]
    }
    if let parent = attribution.parent { roles["parent"] = [RoleLink(id: String(parent))] }
    if let addressee = attribution.addressee {
      roles["addressee"] = [RoleLink(spans: [span(addressee)])]
    }
    return roles
  }

  /// The label by the share of the content that is in quotation marks, counted in bytes of words.
  private func label(_ attribution: Attribution) -> QuoteLabel {
    var all = 0
    var quoted = 0
    for part in attribution.content {
      for token in part {
        let found = tokens[token]
        guard found.kind != .punctuation, found.kind != .symbol else { continue }
        all += found.count
        if isQuoted(token) { quoted += found.count }
      }
    }
    return QuoteLabel(letters: all, quoted: quoted)
  }

  // MARK: Evidence

  /// The words that the rule took for cue and source, and the word or mark that opens the content, in
  /// reading order; omitted words between them are `…`. Nil for a quotation without cue and source.
  private func evidence(_ attribution: Attribution) -> String? {
    var parts: [Range<Int>] = []
    parts.reserveCapacity(3)
    if let cue = attribution.cue { parts.append(cue) }
    if let source = attribution.source { parts.append(source) }
    if let cue = attribution.cue,
      let content = attribution.content.first(where: { $0.lowerBound >= cue.upperBound }),
      Words.contentOpeners.contains(words[content.lowerBound])
    {
      parts.append(content.lowerBound..<content.lowerBound + 1)
    }
    var evidence = ""
    var end: Int?
    parts.sort { $0.lowerBound < $1.lowerBound }
    for part in parts where part.lowerBound >= end ?? 0 {
      if let end { evidence += end == part.lowerBound ? " " : " … " }
      evidence += text[tokens[part.lowerBound], tokens[part.upperBound - 1]]
      end = part.upperBound
    }
    return evidence.isEmpty ? nil : evidence
  }
}
