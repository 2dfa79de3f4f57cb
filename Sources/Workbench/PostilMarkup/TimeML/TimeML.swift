import PostilKit

/// What TimeML calls what a timex of ours has.
enum TimeML {
  /// The attributes of a TIMEX3 that are attributes here, too.
  static let attributes = ["value", "mod", "quant", "freq"]
  /// The attributes of a TIMEX3 that point to another one, and the roles that they are.
  static let roles = ["beginPoint": "begin", "endPoint": "end"]
  /// The attributes of a TIMEX3 that have no counterpart: they are kept with the annotation for the way
  /// back.
  static let kept = [
    "tid", "temporalFunction", "functionInDocument", "valueFromFunction", "anchorTimeID",
  ]
  /// The member of an annotation that keeps them.
  static let member = "timeml"
  /// The id of the day of publication.
  static let publication = "t0"
}
