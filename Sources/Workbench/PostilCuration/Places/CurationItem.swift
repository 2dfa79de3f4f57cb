import PostilKit

/// A place where people's readings differ, for a person to decide.
package struct CurationItem: Sendable {
  /// What is decided.
  package enum Subject: Hashable, Sendable {
    /// Which annotations there are.
    case annotations(Layer)
    /// The value of an attribute of an annotation.
    case attribute(String, of: ReadingKey)
    /// What a role of an annotation points at.
    case role(String, of: ReadingKey)
    /// Which of two revisions of one annotation holds, which a merge has left.
    case conflict(id: String)

    /// The annotation whose part is decided.
    package var head: ReadingKey? {
      switch self {
      case .attribute(_, let key), .role(_, let key): key
      case .annotations, .conflict: nil
      }
    }

    /// The name of the part, `value=` or `role source`.
    package var part: String? {
      switch self {
      case .attribute(let name, _): "\(name)="
      case .role(let name, _): "role \(name)"
      case .annotations, .conflict: nil
      }
    }
  }

  /// One reading, and whose it is.
  package struct Option: Sendable {
    /// The annotation as the first of its people has it; nil where it was removed.
    package let annotation: Annotation?
    /// The value of the attribute, or the words of the role; nil for people who give none.
    package let value: String?
    /// The people.
    package let people: [String]

    package init(annotation: Annotation?, value: String? = nil, people: [String]) {
      self.annotation = annotation
      self.value = value
      self.people = people
    }
  }

  package let subject: Subject
  /// The words around which it is shown.
  package let spans: [Span]
  package let options: [Option]
  /// The people who have none of the options.
  package let absent: [String]

  package init(
    subject: Subject, spans: [Span], options: [Option], absent: [String] = []
  ) {
    self.subject = subject
    self.spans = spans
    self.options = options
    self.absent = absent
  }
}

/// What a person decides about a place.
package enum CurationChoice: Sendable {
  /// These of its options, by their indices: one, several, or none.
  case take([Int])
  /// Something else.
  case edit(Annotation)
}

/// What decides without a person.
package enum CurationRule: Hashable, Sendable {
  /// Only what all agree on.
  case agreed
  /// What more than half of the people have.
  case majority
  /// What one person has.
  case person(String)

  /// The choice about an item; nil if it is left for a person.
  ///
  /// - Parameter people: The number of people whose readings are compared.
  package func choice(_ item: CurationItem, people: Int) -> CurationChoice? {
    switch self {
    case .agreed: return nil
    case .majority:
      let voters =
        item.subject.head == nil ? people : item.options.reduce(0) { $0 + $1.people.count }
      let taken = item.options.indices.filter { item.options[$0].people.count * 2 > voters }
      if !taken.isEmpty { return .take(taken) }
      return item.absent.count * 2 > voters ? .take([]) : nil
    case .person(let name):
      let taken = item.options.indices.filter { item.options[$0].people.contains(name) }
      if !taken.isEmpty { return .take(taken) }
      return item.subject.head == nil ? .take([]) : nil
    }
  }
}
