import PostilCuration
import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilWorkbench
import PostilViews

/// `why`: shows the provenance of an annotation.
struct WhyCommand: SimpleCommand {
  let name = "why"
  let group = CommandGroup.annotators
  let printsJSON = true
  let scope = ScopeRule.articles(default: .here)
  let summary = "Show who made an annotation, by which rule, and who decided it."
  let usage = "IDS"
  let examples: [Example] = [("why ?7", "why number 7 is suggested")]
  let completion: [Completion] = [.annotations]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    let chosen = try arguments.selected(for: self, in: &session.focus)
    for part in chosen {
      for stored in part.annotations {
        if arguments.has("json") {
          try session.console.out.print(json: session.lines(of: part.article).json(stored))
          continue
        }
        try session.console.out.print(session.lines(of: part.article).short(stored))
        for line in lines(stored, in: part.article) {
          let line = StyledLine("   " + line)
          // Output that is not for a terminal is not wrapped.
          let width = request.origin == .prompt ? session.preferences.display.columns : .max
          try session.console.out.print(line.wrapped(to: width, indent: 5))
        }
      }
    }
  }

  private func lines(_ stored: StoredAnnotation, in article: OpenArticle) -> [String] {
    let annotation = stored.annotation
    let score = annotation.score.map { ", score \(Decimals.score($0))" } ?? ""
    let isByAuthor = stored.by == annotation.annotator
    let annotator = isByAuthor ? stored.author.shown : annotation.annotator
    var lines = ["made by \(annotator)\(score)"]
    if !annotation.alsoSuggestedBy.isEmpty {
      lines.append("suggested also by \(annotation.alsoSuggestedBy.joined(separator: ", "))")
    }
    if let rule = annotation.rule { lines.append("rule \(rule)") }
    if annotation.state != .suggested, !isByAuthor {
      let time = annotation.decisionTime.map { " in \(Decimals.seconds(milliseconds: $0))" } ?? ""
      lines.append("\(annotation.state.rawValue) by \(stored.author.shown)\(time)")
    }
    if let taken = annotation.taken { lines += [taken.sentence] + taken.partSentences }
    for (name, value) in annotation.attributes.sorted(by: { $0.key < $1.key }) {
      lines.append("\(name)=\(Word.typed(value.plain))")
    }
    return lines + AnnotationLine.roles(annotation, in: article.store)
  }
}
