import QuoteEnglish

/// The passes over an article, in order. Each line says what the pass adds and why it is in its place.
enum Passes {
  static let all: [any Pass.Type] = [
    // Tags are corrected first, since all rules look at them. Names come first: whether a verb is a
    // past tense depends on whether its subject is a name.
    NameTags.self, VerbTags.self,
    // Adds what is named. Where content begins and who speaks depend on it.
    Mentions.self,
    // Adds the quoted runs and joins the sentences that they span. It needs no tags.
    QuotedRuns.self,
    // Adds to each run whether it is speech. It needs the sentences as joined.
    RunKinds.self,
    // Adds attributions without a verb. They come before those with a verb of the same sentence and so
    // win where both overlap.
    Constructions.self,
    // Adds the cues. Whether some verbs are cues depends on the speech beside them.
    Cues.self,
    // Adds whose words each cue introduces. A cue may share the source of an earlier cue.
    Sources.self,
    // Adds an attribution for each source with content. Where content ends depends on all cues of the
    // sentence and on the source.
    Contents.self,
    // Adds to each attribution the one that it is quoted in. All must be found, and none dropped.
    Nesting.self,
    // Drops attributions whose content an earlier one has; nested ones are expected to overlap.
    Overlaps.self,
    // Joins quotations without a cue to the attributions that are left, or adds them on their own.
    Continuation.self,
    // Adds the speaker of each source, in reading order: a pronoun may refer to the speaker before.
    Speakers.self,
    // Adds whether an attribution is negated or hypothetical. It needs the final cue and source.
    Modality.self,
  ]
}
