/// The names of the roles of quotes.
package enum Role {
  /// The words that introduce the quote.
  package static let cue = "cue"
  /// The words that name who said it.
  package static let source = "source"
  /// The words that name who was spoken to.
  package static let addressee = "addressee"
  /// The quote that this one is a part of.
  package static let parent = "parent"

  /// The roles that link to an entity whose name is also an attribute of the quote, with that attribute.
  package static let named = [
    (role: source, attribute: "speaker"), (role: addressee, attribute: "addressee"),
  ]
}
