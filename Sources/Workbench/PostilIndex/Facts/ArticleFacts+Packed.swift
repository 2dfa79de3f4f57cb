import PostilKit
import PostilStore

/// Facts as bytes; the names in them are numbers of a list of names, since the same ones occur in many
/// articles.
extension ArticleFacts {
  private static let states: [Annotation.State] = [.suggested, .accepted, .rejected]

  /// The facts as bytes.
  ///
  /// - Parameter number: The number of a name, from 1.
  func packed<Failure: Error>(
    _ number: (String) throws(Failure) -> Int
  ) throws(Failure) -> BytePacker {
    var packer = BytePacker()
    packer.add((status == .done ? 1 : 0) + (isTouched ? 2 : 0))
    for count in [accepted, suggested, moved, labels.count] { packer.add(count) }
    for label in labels {
      packer.add(label.label)
      packer.add(label.isSuggested ? 1 : 0)
    }
    packer.add(tallies.count)
    for tally in tallies {
      packer.add(try number(tally.layer))
      packer.add(try number(tally.label))
      packer.add(Self.states.firstIndex(of: tally.state) ?? 0)
      packer.add(tally.count)
    }
    packer.add(namings.count)
    for naming in namings {
      if let entity = naming.entity { packer.add(try number(entity)) } else { packer.add(0) }
      packer.add(try number(naming.label))
      packer.add(try number(naming.text))
      if let ref = naming.ref { packer.add(try number(ref)) } else { packer.add(0) }
      packer.add(naming.count)
    }
    packer.add(speakers.count)
    for speaking in speakers {
      packer.add(try number(speaking.name))
      packer.add(speaking.count)
    }
    return packer
  }

  /// The facts of bytes; nil if they are not those of facts.
  ///
  /// - Parameter name: The name with a number; nil if there is none.
  init?(_ bytes: ArraySlice<UInt8>, _ name: (Int) -> String?) {
    var unpacker = ByteUnpacker(bytes)
    guard let flags = unpacker.number(), let accepted = unpacker.number(),
      let suggested = unpacker.number(), let moved = unpacker.number(),
      let labels = Self.labels(&unpacker), let tallies = Self.tallies(&unpacker, name),
      let namings = Self.namings(&unpacker, name), let speakers = Self.speakers(&unpacker, name),
      unpacker.isAtEnd
    else { return nil }
    status = flags & 1 == 1 ? .done : .open
    isTouched = flags & 2 == 2
    (self.accepted, self.suggested, self.moved) = (accepted, suggested, moved)
    (self.labels, self.tallies, self.namings) = (labels, tallies, namings)
    self.speakers = speakers
  }

  /// As many elements as a number says; nil if one cannot be read.
  private static func list<Element>(
    _ unpacker: inout ByteUnpacker, _ element: (inout ByteUnpacker) -> Element?
  ) -> [Element]? {
    guard let count = unpacker.number() else { return nil }
    var all: [Element] = []
    for _ in 0..<count {
      guard let one = element(&unpacker) else { return nil }
      all.append(one)
    }
    return all
  }

  private static func labels(_ unpacker: inout ByteUnpacker) -> [ArticleLabel]? {
    list(&unpacker) { unpacker in
      guard let label = unpacker.text(), let suggested = unpacker.number() else { return nil }
      return ArticleLabel(label: label, isSuggested: suggested == 1)
    }
  }

  private static func tallies(
    _ unpacker: inout ByteUnpacker, _ name: (Int) -> String?
  ) -> [Tally]? {
    list(&unpacker) { unpacker in
      guard let layer = unpacker.number().flatMap(name),
        let label = unpacker.number().flatMap(name), let state = unpacker.number(),
        states.indices.contains(state), let count = unpacker.number()
      else { return nil }
      return Tally(layer: layer, label: label, state: states[state], count: count)
    }
  }

  private static func namings(
    _ unpacker: inout ByteUnpacker, _ name: (Int) -> String?
  ) -> [Naming]? {
    list(&unpacker) { unpacker in
      guard let entity = unpacker.number(), let label = unpacker.number().flatMap(name),
        let text = unpacker.number().flatMap(name), let ref = unpacker.number(),
        let count = unpacker.number()
      else { return nil }
      let (entityName, refName) = (name(entity), name(ref))
      guard entity == 0 || entityName != nil, ref == 0 || refName != nil else { return nil }
      return Naming(entity: entityName, label: label, text: text, ref: refName, count: count)
    }
  }

  private static func speakers(
    _ unpacker: inout ByteUnpacker, _ name: (Int) -> String?
  ) -> [Speaking]? {
    list(&unpacker) { unpacker in
      guard let name = unpacker.number().flatMap(name), let count = unpacker.number() else {
        return nil
      }
      return Speaking(name: name, count: count)
    }
  }
}
