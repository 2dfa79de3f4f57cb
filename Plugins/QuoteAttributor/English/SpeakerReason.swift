/// Why a source has its speaker, where the source is not simply the speaker's name; `why` tells it.
package enum SpeakerReason: String, Sendable {
  /// A name stands in the source beside other words: `France's President [Macron]`.
  case nameInside = "the name in the source"
  /// A name in commas says who a role is: `The interior minister, [Suleyman Soylu],`.
  case apposition = "apposition"
  /// A name stands before what it is: `The [BelTA] news agency`.
  case kind = "the name before its kind"
  case pronoun = "pronoun"
  case relative = "relative pronoun"
  /// A title or an apposition elsewhere: `the president`.
  case role = "role"
  /// A description of the person spoken of: `the Spaniard`.
  case description = "description"
  /// What an organization is: `the bank`.
  case organization = "kind of organization"
}
