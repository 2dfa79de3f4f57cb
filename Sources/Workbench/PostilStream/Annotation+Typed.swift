import PostilKit

extension Annotation {
  /// The form that readers with one schema take: all members are there, roles and attributes are lists, and a
  /// value is a string.
  var typed: JSONValue {
    [
      "id": .string(id), "layer": .string(layer.rawValue), "label": .string(label),
      "spans": spans.json, "text": .string(text), "roles": .array(typedRoles),
      "attributes": .array(typedAttributes), "state": .string(state.rawValue),
      "annotator": .string(annotator), "score": score.map { .double($0) } ?? .null,
      "rule": rule.map { .string($0) } ?? .null,
    ]
  }

  /// `[{"role":…,"spans":[…],"id":…}]`, one for each link, by the names of the roles.
  private var typedRoles: [JSONValue] {
    roles.sorted { $0.key < $1.key }.flatMap { name, links in
      links.map { link in
        [
          "role": .string(name), "spans": link.spans.json,
          "id": link.id.map { .string($0) } ?? .null,
        ]
      }
    }
  }

  /// `[{"name":…,"value":…}]` by name; what is no string is its JSON.
  private var typedAttributes: [JSONValue] {
    attributes.sorted { $0.key < $1.key }.map { name, value in
      ["name": .string(name), "value": .string(value.string ?? JSONWriter.string(value))]
    }
  }
}
