extension FlatWriter {
  /// Appends a list of annotations.
  mutating func write(_ annotations: [Annotation]) {
    write(annotations.count)
    for annotation in annotations { write(annotation) }
  }

  private mutating func write(_ annotation: Annotation) {
    write(annotation.id)
    write(annotation.layer.rawValue)
    write(annotation.label)
    write(annotation.spans)
    write(annotation.text)
    write(annotation.roles.count)
    for (name, links) in annotation.roles {
      write(name)
      write(links.count)
      for link in links {
        write(link.spans)
        write(link.id)
      }
    }
    write(annotation.attributes.count)
    for (name, value) in annotation.attributes {
      write(name)
      write(value)
    }
    write(annotation.state.rawValue)
    write(annotation.annotator)
    write(Int(bitPattern: UInt((annotation.score ?? .nan).bitPattern)))
    write(annotation.rule)
    if annotation.unknown.isEmpty { write(-1) } else { writeJSON(.object(annotation.unknown)) }
  }

  private mutating func write(_ spans: [Span]) {
    write(spans.count)
    for span in spans {
      write(span.start)
      write(span.end)
    }
  }

  private mutating func write(_ value: JSONValue) {
    if case .string(let text) = value {
      write(0)
      write(text)
    } else {
      write(1)
      writeJSON(value)
    }
  }

  private mutating func writeJSON(_ value: JSONValue) {
    JSONWriter.bytes(value).withUnsafeBufferPointer { write($0) }
  }
}

extension FlatReader {
  /// A list of annotations; those that are not valid are left out, with their reasons in `malformed`.
  mutating func annotations() throws(Failure) -> AnnotateResult.Reading {
    var reading = AnnotateResult.Reading()
    for _ in 0..<(try count()) { reading.take(try annotation()) }
    return reading
  }

  private mutating func annotation() throws(Failure) -> Result<Annotation, AnnotationFailure> {
    let (id, layer, label) = (try text(), try text(), try text())
    let spans = try spans()
    let text = try text()
    let roles = try roles()
    let attributes = try attributes()
    let state = Annotation.State(rawValue: try self.text())
    let annotator = try self.text()
    let score = Double(bitPattern: UInt64(UInt(bitPattern: try number())))
    let rule = try optionalText()
    let unknown = try json()?.object ?? JSONObject()
    guard let spans else { return .failure(.spans) }
    guard let state else { return .failure(.state) }
    guard let roles else {
      return .failure(AnnotationFailure("a role names neither spans nor an id"))
    }
    return .success(
      Annotation(
        id: id, layer: Layer(rawValue: layer), label: label, spans: spans, text: text,
        roles: roles, attributes: attributes, state: state, annotator: annotator,
        score: score.isFinite ? score : nil, rule: rule, unknown: unknown))
  }

  /// Spans; nil if they are not in reading order.
  private mutating func spans() throws(Failure) -> [Span]? {
    let count = try count()
    var spans: [Span] = []
    spans.reserveCapacity(count)
    var end = 0
    var isInOrder = true
    for _ in 0..<count {
      let span = Span(try number(), try number())
      isInOrder = isInOrder && span.start >= end && span.end >= span.start
      end = span.end
      spans.append(span)
    }
    return isInOrder ? spans : nil
  }

  /// Roles by name; nil if a link names nothing.
  private mutating func roles() throws(Failure) -> [String: [RoleLink]]? {
    var roles: [String: [RoleLink]] = [:]
    var areLinked = true
    for _ in 0..<(try count()) {
      let name = try text()
      var links: [RoleLink] = []
      for _ in 0..<(try count()) {
        let link = RoleLink(spans: try spans() ?? [], id: try optionalText())
        areLinked = areLinked && (!link.spans.isEmpty || link.id != nil)
        links.append(link)
      }
      roles[name] = links
    }
    return areLinked ? roles : nil
  }

  private mutating func attributes() throws(Failure) -> [String: JSONValue] {
    var attributes: [String: JSONValue] = [:]
    for _ in 0..<(try count()) {
      let name = try text()
      attributes[name] = try number() == 0 ? .string(try text()) : try json() ?? .null
    }
    return attributes
  }
}
