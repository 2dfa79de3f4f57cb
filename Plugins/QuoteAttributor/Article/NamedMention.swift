/// Words that name something, from the entity layer or, if there is none, by their capitals.
struct NamedMention: Sendable {
  var tokens: Range<Int>
  /// The words that name it in full, possibly those of another mention.
  var name: Range<Int>
  /// The name that the entity layer gives it.
  var entity: String?
  /// The id of its annotation on the entity layer.
  var id: String?
  var isPerson: Bool
  var gender: Gender?
}
