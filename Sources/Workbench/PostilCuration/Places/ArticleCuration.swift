import PostilAgreement
import PostilKit
import PostilStore

/// What several people say of one article, and what a curator makes of it in the article's own sidecar.
package final class ArticleCuration {
  /// The people, in the order in which they were named.
  package let people: [String]
  private let curator: String
  private let store: AnnotationStore
  private let readings: [PersonReading]
  /// Each reading's people, as indices, and the annotation of each of them.
  private let holders: [ReadingKey: [Int: Annotation]]
  /// The readings in text order, those without roles first, so that what a role points at is decided before it.
  private let keys: [ReadingKey]
  /// The id in the article's sidecar of each reading that is taken.
  private var ids: [ReadingKey: String] = [:]
  private var used: Set<String> = []
  private var supposed: [Annotation] = []
  /// What the article's sidecar had before anything was decided.
  private lazy var stored = Dictionary(
    store.annotations.map { (key($0.annotation), $0.id) }, uniquingKeysWith: { first, _ in first })

  /// - Parameters:
  ///   - article: What the people say.
  ///   - people: Their names.
  ///   - curator: Who decides.
  ///   - store: The article's own sidecar.
  package init(
    _ article: PeopleReadings.Shared, people: [String], by curator: String,
    in store: AnnotationStore
  ) {
    self.people = people
    self.curator = curator
    self.store = store
    readings = article.readings
    let found = Self.holders(article.readings)
    holders = found.holders
    let hasRoles = found.holders.mapValues { $0.values.contains { !$0.roles.isEmpty } ? 1 : 0 }
    keys = found.order.sorted {
      (hasRoles[$0] ?? 0, $0.extent, $0.layer, $0.label) < (
        hasRoles[$1] ?? 0, $1.extent, $1.layer, $1.label
      )
    }
  }

  /// Who has each reading, and the readings in the order in which they are found.
  private static func holders(
    _ readings: [PersonReading]
  ) -> (holders: [ReadingKey: [Int: Annotation]], order: [ReadingKey]) {
    var holders: [ReadingKey: [Int: Annotation]] = [:]
    var order: [ReadingKey] = []
    for (person, reading) in readings.enumerated() {
      for numbered in reading.annotations {
        let key = ReadingKey(numbered.annotation, in: reading)
        if holders[key] == nil { order.append(key) }
        // Of two equal annotations of one person the first one counts.
        if holders[key]?[person] == nil { holders[key, default: [:]][person] = numbered.annotation }
      }
    }
    return (holders, order)
  }

  // MARK: What is there to decide

  /// What all people say and the curator has not taken yet, as changes.
  package var agreed: [Change] {
    let curated = curated
    return keys.filter { holders[$0]?.count == people.count && curated[$0] == nil }.map {
      .put(accepted($0))
    }
  }

  /// The places that are not decided yet, in the order in which they are to be decided. The attributes and
  /// roles of an annotation come up when it has been taken.
  package var items: [CurationItem] {
    let curated = curated
    let open = clusters.filter { !$0.allSatisfy { curated[$0] != nil } }.map(item)
    let parts = keys.flatMap { key -> [CurationItem] in
      guard let stored = curated[key], stored.state == .accepted else { return [] }
      return partItems(key, stored)
    }
    return parts + open
  }

  /// Whether a place is decided.
  package func isDecided(_ item: CurationItem) -> Bool {
    let curated = curated
    if let head = item.subject.head, let part = item.subject.part {
      guard let stored = curated[head] else { return true }
      return stored.state != .accepted || stored.taken?.parts[part] != nil
    }
    return item.options.allSatisfy { option in
      option.annotation.map { curated[key($0)] != nil } ?? true
    }
  }

  /// The attributes and roles that are to be decided of an annotation that was just taken.
  package func parts(after item: CurationItem) -> [CurationItem] {
    guard item.subject.head == nil else { return [] }
    let curated = curated
    return item.options.compactMap(\.annotation).flatMap { annotation -> [CurationItem] in
      let key = key(annotation)
      guard let stored = curated[key], stored.state == .accepted else { return [] }
      return partItems(key, stored)
    }
  }

  /// The annotations of the article that curation has decided, by what they say.
  private var curated: [ReadingKey: Annotation] {
    let stored = store.annotations.map(\.annotation).filter { $0.taken != nil }
    return Dictionary(
      (supposed + stored).map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Takes changes as made without writing them, for a dry run.
  package func suppose(_ changes: [Change]) {
    let new = changes.compactMap { if case .put(let annotation) = $0 { annotation } else { nil } }
    supposed = new + supposed.filter { old in !new.contains { $0.id == old.id } }
  }

  private func key(_ annotation: Annotation) -> ReadingKey {
    ReadingKey(annotation) { id in
      store[id: id]?.annotation.spans ?? readings.lazy.compactMap { $0.words[id] }.first
    }
  }

  /// The readings that not all people have, together with those of the same layer that they overlap.
  private var clusters: [[ReadingKey]] {
    var clusters: [[ReadingKey]] = []
    for key in keys where holders[key]?.count != people.count {
      let meets = clusters.firstIndex { cluster in
        cluster.contains { other in
          other.layer == key.layer
            && (key.spans.isEmpty
              ? other.spans == key.spans && other.label == key.label
              : other.extent.overlaps(key.extent))
        }
      }
      if let meets { clusters[meets].append(key) } else { clusters.append([key]) }
    }
    return clusters
  }

  private func item(_ cluster: [ReadingKey]) -> CurationItem {
    let options = cluster.map { key in
      CurationItem.Option(
        annotation: first(key), value: links(key), people: names((holders[key] ?? [:]).keys))
    }
    let present = Set(cluster.flatMap { (holders[$0] ?? [:]).keys })
    return CurationItem(
      subject: .annotations(cluster[0].layer), spans: cluster[0].spans, options: options,
      absent: names(people.indices.filter { !present.contains($0) }))
  }

  /// What an annotation without words links, for the screen; nil of one that has words or links nothing.
  private func links(_ key: ReadingKey) -> String? {
    guard key.spans.isEmpty, let first = holders[key]?.min(by: { $0.key < $1.key }) else {
      return nil
    }
    return readings[first.key].links(of: first.value, in: store.article.text)
  }

  private func names(_ indices: some Sequence<Int>) -> [String] {
    indices.sorted().map { people[$0] }
  }

  private func first(_ key: ReadingKey) -> Annotation? {
    (holders[key] ?? [:]).min { $0.key < $1.key }?.value
  }

  // MARK: Attributes and roles

  /// The parts of an annotation about which its people differ and the curator has not decided.
  private func partItems(_ key: ReadingKey, _ taken: Annotation) -> [CurationItem] {
    let people = holders[key] ?? [:]
    guard people.count > 1 else { return [] }
    let attributes = Set(people.values.flatMap(\.attributes.keys)).sorted()
    let roles = Set(people.values.flatMap(\.roles.keys)).sorted()
    let subjects =
      attributes.map { CurationItem.Subject.attribute($0, of: key) }
      + roles.map { CurationItem.Subject.role($0, of: key) }
    return subjects.compactMap { subject in
      guard let part = subject.part, taken.taken?.parts[part] == nil else { return nil }
      let options = partOptions(subject, people)
      guard options.count > 1 else { return nil }
      return CurationItem(subject: subject, spans: key.spans, options: options, absent: [])
    }
  }

  private func partOptions(
    _ subject: CurationItem.Subject, _ people: [Int: Annotation]
  ) -> [CurationItem.Option] {
    var values: [(value: String?, people: [Int])] = []
    for (person, annotation) in people.sorted(by: { $0.key < $1.key }) {
      let value = value(subject, annotation, person)
      if let place = values.firstIndex(where: { $0.value == value }) {
        values[place].people.append(person)
      } else {
        values.append((value, [person]))
      }
    }
    return values.map { value in
      CurationItem.Option(
        annotation: people[value.people[0]], value: value.value, people: names(value.people))
    }
  }

  /// What a person's annotation says of a part, for comparison and for the screen; nil if nothing.
  private func value(
    _ subject: CurationItem.Subject, _ annotation: Annotation, _ person: Int
  ) -> String? {
    switch subject {
    case .attribute(let name, _): annotation.attributes[name]?.plain
    case .role(let name, _):
      annotation.roles[name].map { links in
        let spans = readings[person].target(links)
        return spans.map { store.article.text[[$0]] }.joined(separator: " + ")
          + " @" + spans.map { "\($0)" }.joined(separator: "+")
      }
    case .annotations, .conflict: nil
    }
  }

  // MARK: What a decision writes

  /// The changes of a decision.
  package func changes(_ item: CurationItem, _ choice: CurationChoice) -> [Change] {
    if let head = item.subject.head { return partChanges(item, head, choice) }
    let keys = item.options.compactMap { $0.annotation.map(key) }
    var taken: [Int] = []
    if case .take(let places) = choice { taken = places }
    var changes: [Change] = keys.indices.map { place in
      .put(
        taken.contains(place) ? accepted(keys[place]) : rejected(keys[place], among: keys, taken))
    }
    if case .edit(var annotation) = choice {
      annotation.id = AnnotationID.random()
      annotation.state = .accepted
      annotation.taken = TakenFrom(from: [], against: people)
      changes.append(.put(annotation))
    }
    return changes
  }

  /// A reading as the curator's, with all attributes and roles on which its people agree.
  private func accepted(_ key: ReadingKey) -> Annotation {
    let people = (holders[key] ?? [:]).sorted { $0.key < $1.key }
    var annotation =
      people.first?.value ?? Annotation(layer: key.layer, label: key.label, spans: key.spans)
    annotation.id = id(of: key)
    annotation.state = .accepted
    annotation.annotator = annotator(people.map(\.value))
    annotation.attributes = annotation.attributes.filter { name, value in
      people.allSatisfy { $0.value.attributes[name] == value }
    }
    annotation.roles = annotation.roles.compactMapValues { $0 }.filter { name, links in
      let words = people.first.map { readings[$0.key].target(links) }
      return people.allSatisfy { person, other in
        other.roles[name].map { readings[person].target($0) } == words
      }
    }.mapValues { linked($0, by: people.first?.key ?? 0) }
    let from = people.map(\.key)
    annotation.taken = TakenFrom(
      from: names(from), against: names(self.people.indices.filter { !from.contains($0) }))
    return annotation
  }

  /// A reading that the curator refuses: kept as rejected, so that it is not asked about again.
  private func rejected(
    _ key: ReadingKey, among keys: [ReadingKey], _ taken: [Int]
  ) -> Annotation {
    let kept = taken.map { self.id(of: keys[$0]) }
    var annotation = first(key) ?? Annotation(layer: key.layer, label: key.label, spans: key.spans)
    let id = self.id(of: key)
    annotation.id = kept.contains(id) ? AnnotationID.random() : id
    annotation.state = .rejected
    let people = (holders[key] ?? [:]).keys
    annotation.roles =
      annotation.spans.isEmpty
      ? annotation.roles.mapValues { linked($0, by: people.min() ?? 0) } : [:]
    annotation.taken = TakenFrom(
      from: names(self.people.indices.filter { !people.contains($0) }), against: names(people))
    annotation.annotator = annotator([annotation])
    return annotation
  }

  /// The plugin that suggested it to all of its people, else the curator.
  private func annotator(_ annotations: [Annotation]) -> String {
    let names = Set(annotations.map(\.annotator))
    guard names.count == 1, let name = names.first, Author.pluginName(ofAnnotator: name) != nil
    else { return curator }
    return name
  }

  private func partChanges(
    _ item: CurationItem, _ head: ReadingKey, _ choice: CurationChoice
  ) -> [Change] {
    guard let stored = curated[head], let part = item.subject.part else { return [] }
    var annotation = stored
    var taken: [Int] = []
    switch choice {
    case .take(let places): taken = places
    case .edit(let edited):
      annotation.attributes = edited.attributes
      annotation.roles = edited.roles
    }
    let options = taken.map { item.options[$0] }
    switch item.subject {
    case .attribute(let name, _):
      if case .take = choice {
        annotation.attributes[name] = options.first?.annotation?.attributes[name]
      }
    case .role(let name, _):
      if case .take = choice {
        let links = options.flatMap { option in
          linked(
            option.annotation?.roles[name] ?? [],
            by: people.firstIndex(of: option.people.first ?? "") ?? 0)
        }
        annotation.roles[name] = links.isEmpty ? nil : links
      }
    case .annotations, .conflict: break
    }
    let from = options.flatMap(\.people)
    var origin = annotation.taken ?? TakenFrom(from: [], against: [])
    origin.parts[part] = TakenPart(
      from: from, against: item.options.flatMap(\.people).filter { !from.contains($0) })
    annotation.taken = origin
    return [.put(annotation)]
  }

  /// The id of a reading in the article's sidecar: that of an annotation which says the same there, its own if
  /// that is free, or a new one.
  private func id(of key: ReadingKey) -> String {
    if let id = ids[key] { return id }
    let own = first(key)?.id ?? ""
    let same = stored[key]
    // The same annotation under another label on another branch has the same id: one of them keeps it.
    let isFree =
      !own.isEmpty && !used.contains(own)
      && store[id: own].map { $0.annotation.layer == key.layer && $0.annotation.taken == nil }
        ?? true
    let id = same ?? (isFree ? own : AnnotationID.random())
    ids[key] = id
    used.insert(id)
    return id
  }

  /// A person's links, to annotations of the article's own sidecar; words where there is no such annotation.
  private func linked(_ links: [RoleLink], by person: Int) -> [RoleLink] {
    links.map { link in
      guard let id = link.id else { return link }
      let words = link.spans.isEmpty ? readings[person].words[id] ?? [] : link.spans
      let meant = readings[person].annotations.first { $0.annotation.id == id }?.annotation
      let target = meant.flatMap { annotation in
        let key = ReadingKey(annotation, in: readings[person])
        return holders[key]?.count == people.count || curated[key] != nil ? self.id(of: key) : nil
      }
      return RoleLink(spans: target == nil ? words : link.spans, id: target)
    }
  }
}
