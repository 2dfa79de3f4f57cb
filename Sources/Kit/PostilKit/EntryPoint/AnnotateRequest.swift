/// A host's request to an annotator, as a message has it:
/// `{"id":…,"title":…,"published":…,"given":[…]}`, and `"text":…` if the text is not passed
/// separately.
public struct AnnotateRequest: Sendable {
  /// The article to annotate.
  public var article: Article
  /// Annotations on the layers that the annotator requires or uses.
  public var given: [Annotation]

  /// Makes a request.
  public init(article: Article, given: [Annotation]) {
    self.article = article
    self.given = given
  }

  /// Reads a request; `text` is the article's text if it was passed separately.
  /// - Throws: ``AnnotationFailure`` if the message is not a valid request.
  public init(json: JSONValue, text: Text? = nil) throws(AnnotationFailure) {
    guard let text = text ?? json["text"]?.string.map({ Text($0) }) else {
      throw AnnotationFailure("'text' is missing")
    }
    article = Article(
      id: json["id"]?.string ?? "", title: json["title"]?.string, text: text,
      published: json["published"]?.string.flatMap { CalendarDate($0) })
    given = []
    for annotation in json["given"]?.array ?? [] { given.append(try Annotation(json: annotation)) }
  }

  /// The message, with the text if `includingText`.
  public func json(includingText: Bool) -> JSONValue {
    var object = JSONObject()
    object["id"] = .string(article.id)
    if let title = article.title { object["title"] = .string(title) }
    if let published = article.published { object["published"] = .string("\(published)") }
    if includingText { object["text"] = .string(article.text.string) }
    object["given"] = .array(given.map(\.json))
    return .object(object)
  }
}

/// An annotator's answer, as a message has it: `{"annotations":[…]}` or `{"error":…}`.
public enum AnnotateResult: Sendable {
  /// The article's annotations.
  case annotations([Annotation])
  /// Why it failed, in a sentence.
  case error(String)

  /// Calls an annotator; an error that it throws is the answer.
  public init(_ annotator: some Annotator, _ request: AnnotateRequest) {
    do {
      self = .annotations(try annotator.annotate(request.article, given: request.given))
    } catch {
      self = .error("\(error)")
    }
  }

  /// Reads an answer. Annotations that are not valid are omitted, with their reasons in
  /// `malformed`.
  public static func read(_ json: JSONValue) -> (result: AnnotateResult, malformed: [String]) {
    if let error = error(of: json) { return (.error(error), []) }
    let reading = Reading(json)
    return (.annotations(reading.annotations), reading.malformed)
  }

  /// Why an answer has no annotations; nil if it has them.
  package static func error(of json: JSONValue) -> String? {
    if let error = json["error"] {
      return error.string ?? error["message"]?.string ?? JSONWriter.string(error)
    }
    return json["annotations"]?.array == nil
      ? "its answer has neither 'annotations' nor 'error'" : nil
  }

  /// The annotations of an answer, read one by one.
  package struct Reading {
    /// Those that are valid.
    package private(set) var annotations: [Annotation] = []
    /// Why the others are not.
    package private(set) var malformed: [String] = []

    /// Nothing read.
    package init() {}

    /// Reads those of an answer.
    package init(_ json: JSONValue) {
      for element in json["annotations"]?.array ?? [] { take(element) }
    }

    /// Reads one.
    package mutating func take(_ element: JSONValue) {
      take(Result { () throws(AnnotationFailure) in try Annotation(json: element) })
    }

    mutating func take(_ annotation: Result<Annotation, AnnotationFailure>) {
      switch annotation {
      case .success(let annotation): annotations.append(annotation)
      case .failure(let failure): malformed.append(failure.reason)
      }
    }
  }

  /// The message.
  public var json: JSONValue {
    switch self {
    case .annotations(let annotations): ["annotations": .array(annotations.map(\.json))]
    case .error(let sentence): ["error": .string(sentence)]
    }
  }
}
