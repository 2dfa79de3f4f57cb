import PostilKit
import SequenceLabeling

/// The refiners, in the order in which they run.
enum Refiners {
  /// - Parameters:
  ///   - known: The entities of lists.
  ///   - model: The model, which knows how common words are.
  ///   - references: Names of what is known outside the article.
  static func all(
    _ known: EntityList, _ model: SequenceModel, _ references: ReferenceTable
  ) -> [any Refiner] {
    [
      // Edges come first, since the others compare names.
      EdgeRefiner(),
      // What stands at an edge and only looks like a part of a name.
      GreetingRefiner(), TitleAloneRefiner(),
      // Names that the model cuts: after a hyphen, around a nickname, before a name.
      HyphenNameRefiner(), NicknameRefiner(), HonorificNameRefiner(),
      // Forms that say what is named: `&`, marks after the word for a work, teams that play each other.
      CompanyRefiner(model), PossessiveNameRefiner(), WorkRefiner(), ClubRefiner(known, references),
      // Divides what the model takes for one name.
      OfficeRefiner(known), InitialNameRefiner(), BareTitleNameRefiner(model),
      // A dateline's form is stronger evidence than the model's label.
      DatelineRefiner(), AbbreviationRefiner(),
      // Before what is compared with the names of organizations and places.
      RoleNameRefiner(known, references),
      // Before handles: a handle has the label of the name before it, which initials may be.
      AcronymRefiner(),
      // Handles from the strongest evidence to the weakest; each leaves alone what is taken.
      HandleRefiner(), HandleNameRefiner(), HandleSubjectRefiner(), HandleSpeakerRefiner(),
      // Who takes turns in an interview.
      TurnRefiner(),
      // Labels by other mentions of the same name: the text's own word for it first.
      KinRefiner(), KnownLabelRefiner(known), KnownAsRefiner(), ConsistencyRefiner(model),
      // Completes full names, which the next one looks for.
      FamilyNameRefiner(),
      // Adds surnames of full names.
      SurnameRefiner(), KnownSurnameRefiner(references, model, known),
      // Compares with the names of the body, all of which must be known.
      HeadlineNameRefiner(model, references),
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
