import PostilKit
import PostilSystem

/// What a mention may refer to outside the workspace.
package struct ReferenceCandidate: Hashable, Sendable {
  /// The external id: `geonames:2988507`.
  package let ref: String
  package let name: String
  /// The label of what has the name.
  package let label: String
  /// What tells it from others of the name: its country, and about how many people live there.
  package let note: String
  /// The list that has it: `kb.tsv`, `this workspace`, or a plugin.
  package let origin: String
}

/// Finds what the words of an annotation may refer to: in the user's own list, in other annotations of the
/// workspace, and in the tables of plugins.
package struct ReferenceSearch {
  private let own: [KnownEntity]
  private let clusters: [EntityCluster]
  private let tables: [(plugin: String, table: ReferenceTable)]
  /// Maximum number of candidates.
  package static let most = 9

  package init(
    own: [KnownEntity], clusters: [EntityCluster],
    tables: [(plugin: String, table: ReferenceTable)]
  ) {
    (self.own, self.clusters, self.tables) = (own, clusters, tables)
  }

  /// The candidates for an annotation, the likeliest first: those of the user's list, then of its label.
  package func candidates(for annotation: Annotation) -> [ReferenceCandidate] {
    let names = [annotation.attributes["entity"]?.string, annotation.words].compactMap { $0 }
      .uniqued()
    var found = inOwn(names, annotation.label) + inWorkspace(names)
    for (plugin, table) in tables { found += inTable(table, plugin, names, annotation.label) }
    var seen: Set<String> = []
    return Array(found.filter { seen.insert($0.ref).inserted }.prefix(Self.most))
  }

  private func inOwn(_ names: [String], _ label: String) -> [ReferenceCandidate] {
    own.compactMap { entity in
      let kind = EntityKind(entity.type).nameKind
      guard let id = entity.id,
        ([entity.name] + entity.variants).contains(where: { known in
          names.contains { Name($0, of: kind).relation(to: Name(known, of: kind)) != nil }
        })
      else { return nil }
      return ReferenceCandidate(
        ref: id, name: entity.name, label: entity.type, note: "", origin: KnownEntity.file)
    }
  }

  private func inWorkspace(_ names: [String]) -> [ReferenceCandidate] {
    clusters.compactMap { cluster in
      guard let ref = cluster.ref,
        names.contains(cluster.name)
          || cluster.mentions.contains(where: { names.contains($0.text) })
      else { return nil }
      return ReferenceCandidate(
        ref: ref, name: cluster.name, label: cluster.label,
        note: "\(cluster.count) mentions", origin: "this workspace")
    }
  }

  /// The entries of a table that have one of the names, those of the annotation's label first, and of these the
  /// largest.
  private func inTable(
    _ table: ReferenceTable, _ plugin: String, _ names: [String], _ label: String
  ) -> [ReferenceCandidate] {
    let own = Self.kinds(of: label)
    let kinds =
      own + [.person, .surname, .organization, .place, .people].filter { !own.contains($0) }
    return kinds.flatMap { kind in
      names.flatMap { table.matches($0, kind) }
        .sorted { ($0.evidence, $1.weight, $0.entry) < ($1.evidence, $0.weight, $1.entry) }
        .map { match in
          ReferenceCandidate(
            ref: table.id(of: match.entry), name: table.name(of: match.entry),
            label: Self.label(kind), note: Self.note(match, table), origin: plugin)
        }
    }
  }

  private static func kinds(of label: String) -> [ReferenceTable.Kind] {
    switch label {
    case "PER": [.person, .surname]
    case "ORG": [.organization]
    case "GPE", "LOC", "FAC": [.place]
    case "NORP": [.people]
    default: []
    }
  }

  private static func label(_ kind: ReferenceTable.Kind) -> String {
    switch kind {
    case .person, .surname: "PER"
    case .organization: "ORG"
    case .place: "GPE"
    case .people: "NORP"
    }
  }

  private static func note(_ match: ReferenceTable.Match, _ table: ReferenceTable) -> String {
    var parts = [table.code(of: match.country), table.code(of: match.state)].compactMap { $0 }
    // A city has about two to the power of its weight inhabitants.
    if (1...40).contains(match.weight) {
      let people = 1 << match.weight
      parts.append(
        people >= 1_000_000
          ? "about \(people / 1_000_000) million people" : "about \(people / 1000),000 people")
    }
    return parts.joined(separator: ", ")
  }
}
