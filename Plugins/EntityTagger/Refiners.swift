/// The refiners, in the order in which they run.
enum Refiners {
  /// - Parameter known: The entities of lists.
  static func all(_ known: EntityList) -> [any Refiner] {
    [
      // Edges come first, since the others compare names.
      EdgeRefiner(),
      // A dateline's form is stronger evidence than the model's label.
      DatelineRefiner(),
      // Before handles: a handle has the label of the name before it, which initials may be.
      AcronymRefiner(),
      // Handles from the strongest evidence to the weakest; each leaves alone what is taken.
      HandleRefiner(), HandleNameRefiner(), HandleSubjectRefiner(),
      // Completes full names, which the next one looks for.
      FamilyNameRefiner(),
      // Adds surnames of full names.
      SurnameRefiner(),
      // Looks before the names of people, so all of them must be known.
      TitleRefiner(),
      // Decides between labels of places after others have decided that it is a place.
      PlaceRefiner(),
      // Lists come last: a user's list overrides everything.
      ListRefiner(known),
      // Splits compounds after the lists have relabeled what they know.
      CompoundRefiner(known),
    ]
  }
}
