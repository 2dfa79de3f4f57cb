import PostilKit
import PostilSystem

/// Learns on a thread of its own while a person decides: it is handed decisions when it has time, and says what the
/// new model finds in the articles. Nothing is written, and nobody waits for it.
package final class BackgroundLearner: Sendable {
  /// What a model finds in an article: the probability of a label on a span.
  package typealias Scores = [String: [TrainedTagger.Mention]]

  private struct State {
    var decisions: Decisions?
    var isBusy = false
    var isOver = false
    var scores: Scores?
  }

  private let learner: Learner
  private let texts: [String: Text]
  private let monitor = Monitor(State())

  /// - Parameter texts: The texts of the articles in which suggestions are ranked, by name.
  package init(_ learner: Learner, texts: [String: Text]) {
    self.learner = learner
    self.texts = texts
  }

  /// Whether it has time for new decisions.
  package var isIdle: Bool { monitor.with { !$0.isBusy && $0.decisions == nil } }

  /// Hands over the decisions up to now.
  package func learn(from decisions: Decisions) {
    monitor.with(waking: [0]) { $0.decisions = decisions }
  }

  /// What the newest model says, once; nil if there is nothing new.
  package func news() -> Scores? {
    monitor.with { state in
      defer { state.scores = nil }
      return state.scores
    }
  }

  /// Ends it after the model in progress.
  package func end() { monitor.with(waking: [0]) { $0.isOver = true } }

  /// The work of its thread, until the end.
  package func run() {
    while true {
      let next = monitor.wait(for: 0, milliseconds: 1000) { state -> Decisions?? in
        if state.isOver { return .some(nil) }
        guard let decisions = state.decisions else { return nil }
        (state.decisions, state.isBusy) = (nil, true)
        return .some(decisions)
      }
      guard let next else { continue }
      guard let decisions = next else { return }
      let scores = scores(decisions)
      monitor.with { ($0.isBusy, $0.scores) = (false, scores) }
    }
  }

  private func scores(_ decisions: Decisions) -> Scores? {
    guard !decisions.labels.isEmpty,
      let tagger = try? TrainedTagger(learner.adapted(to: decisions).bytes)
    else { return nil }
    var scores: Scores = [:]
    for (name, text) in texts where !monitor.with({ $0.isOver }) {
      scores[name] = tagger.mentions(text, least: 0)
    }
    return scores
  }
}
