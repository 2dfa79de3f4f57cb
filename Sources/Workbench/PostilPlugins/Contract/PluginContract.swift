import PostilKit
import PostilStore
import PostilSystem
import PostilTesting

/// What a plugin must do as a process, tried on processes of it: that it answers texts that made others fail, in
/// the same way each time, several at once if it says so, and that it ends when it is asked to. A library is tried
/// in a process too.
package struct PluginContract: Sendable {
  /// A rule, and how the plugin breaks it.
  package struct Verdict: Sendable, Hashable {
    package let rule: String
    /// The end of a sentence; nil if it keeps the rule.
    package let problem: String?
  }

  /// How many questions are asked at once, at most.
  private static let mostAtOnce = 16
  /// How long it may take to end, in milliseconds.
  private static let endsWithin = 5000.0

  private let manifest: Manifest
  private let worker: [String]
  private let cancellation: Cancellation

  /// - Parameter worker: The command that hosts a library, without its last argument.
  /// - Throws: `refused` if another user may have changed its files.
  package init(
    _ manifest: Manifest, worker: [String] = Pipeline.Options().worker, cancellation: Cancellation
  ) throws(PostilError) {
    if let reason = Ownership.objection(to: manifest) {
      throw .plugin(.refused(name: manifest.name, reason: reason))
    }
    self.manifest = manifest
    self.worker = worker
    self.cancellation = cancellation
  }

  /// Tries all rules; after one that it breaks by not starting, no other.
  ///
  /// - Parameter trying: Called before each, with its name.
  package func verdicts(trying: (String) -> Void = { _ in }) -> [Verdict] {
    var verdicts: [Verdict] = []
    var first: [String: Set<Annotation>] = [:]
    func judge(_ rule: String, _ body: () throws -> String?) {
      if cancellation.isCancelled { return }
      trying(rule)
      do {
        verdicts.append(Verdict(rule: rule, problem: try body()))
      } catch let error as PluginFailure {
        verdicts.append(Verdict(rule: rule, problem: error.reason))
      } catch {
        verdicts.append(Verdict(rule: rule, problem: "\(error)"))
      }
    }
    var started: ProcessHost?
    judge("it starts") {
      do throws(PostilError) {
        started = try ProcessHost(manifest, worker: worker, jobs: 1)
        return nil
      } catch {
        guard case PluginFact.refused(_, let reason) = error.fact else { throw error }
        return reason
      }
    }
    guard let host = started else { return verdicts }
    for (name, text) in AnnotatorContract.texts {
      judge("the text '\(name)'") { try twice(host, name, text, &first) }
    }
    if manifest.runs.inFlight > 1 {
      judge("several questions at once") { try severalAtOnce(host, first) }
    }
    host.stop()
    judge("another process, and a message that it does not know") { try another(first) }
    judge("it ends when it is asked to") {
      try process().endsWithin(milliseconds: Self.endsWithin)
        ? nil : "it did not end within \(Int(Self.endsWithin / 1000)) s after 'shutdown'"
    }
    return verdicts
  }

  /// Asks the same twice; the first answer is kept.
  private func twice(
    _ host: ProcessHost, _ name: String, _ text: Text, _ first: inout [String: Set<Annotation>]
  ) throws -> String? {
    let request = AnnotateRequest(article: Self.article(name, text), given: [])
    let one = try host.annotate(request, cancellation: cancellation)
    first[name] = Set(one.annotations)
    if let reason = Self.objection(one, text, manifest) { return reason }
    let again = try host.annotate(request, cancellation: cancellation)
    return Set(again.annotations) == first[name]
      ? nil : "it gives another result the second time"
  }

  private static func article(_ name: String, _ text: Text) -> Article {
    Article(id: name, text: text, published: CalendarDate("2013-02-12"))
  }

  /// Why what it found is not valid.
  private static func objection(_ result: HostedResult, _ text: Text, _ manifest: Manifest)
    -> String?
  {
    ResultCheck(result, text: text, manifest: manifest, known: []).dropped.keys.sorted().first
  }

  private func severalAtOnce(
    _ host: ProcessHost, _ first: [String: Set<Annotation>]
  ) throws -> String? {
    let texts = AnnotatorContract.texts.filter { $0.text.count < 1000 && first[$0.name] != nil }
    let wrong = Monitor<[String]>([])
    let cancellation = cancellation
    Threads.run(
      texts.prefix(min(Self.mostAtOnce, manifest.runs.inFlight)).map { name, text in
        { @Sendable in
          let request = AnnotateRequest(article: Self.article(name, text), given: [])
          let result = try? host.annotate(request, cancellation: cancellation)
          if result.map({ Set($0.annotations) }) != first[name] { wrong.with { $0.append(name) } }
        }
      })
    return wrong.with { $0.sorted().first }.map {
      "the answer for '\($0)' is another one than to this question alone"
    }
  }

  private func another(_ first: [String: Set<Annotation>]) throws -> String? {
    let process = try process()
    defer { process.end() }
    if manifest.runs.inFlight > 1 { process.cancel(0) }
    let (name, text) = AnnotatorContract.texts[4]
    do {
      let answer = try process.annotate(
        AnnotateRequest(article: Self.article(name, text), given: []), cancellation)
      let result = try HostedResult(
        answer.json, answer.read, of: manifest.name, since: Platform.milliseconds())
      return first[name] == nil || Set(result.annotations) == first[name]
        ? nil : "it gives another result for '\(name)' than the first process"
    } catch let loss as PluginProcess.Loss {
      switch loss {
      case .question(let failure): throw failure
      case .process(let failure, _): throw failure
      }
    }
  }

  private func process() throws -> PluginProcess {
    try ProcessStart(
      manifest, settings: JSONObject(), workspace: nil, worker: worker, jobs: 1,
      news: PluginNewsDesk()
    ).run(cancellation)
  }
}
