import PostilPointing
import PostilStream
import PostilSystem
import PostilWorkbench

/// Advice about words, annotations and entities that a person points at.
extension Advice {
  static func pointing(_ fact: PointingFact) -> String {
    switch fact {
    case .openQuotation(let mark): "; put another \(mark) after the words"
    case .noOpenArticle: "; use `open NAME`, or `articles` to list them"
    case .emptyScope: "; use on all, on todo, or on NAME"
    case .emptyFilter: "; `help query` explains the filters"
    case .expectedAfter(_, _, let found, let known):
      found.flatMap { near(String($0.drop { $0 == "(" }.prefix { $0 != "/" }), known) }
        .map { ". Did you mean \($0.joined(separator: " or "))?" }
        ?? "; `help query` explains the filters"
    case .unknownFilter(let name, let known):
      near(name, known).map { ". Did you mean \($0.joined(separator: " or "))?" }
        ?? "; `help query` explains the filters"
    case .unknownLayer(let name, let known):
      near(name, known).map { ": did you mean \($0.joined(separator: ", "))" }
        ?? ": use one of \(known.joined(separator: ", "))"
    case .unknownRole, .noLine: ""
    case .noRoles: "; link from a quote"
    case .severalRoles(let known): "; use one of \(known.joined(separator: ", "))"
    case .badSpan(let span, let problem): resolving(span, problem)
    case .noText(_, let near): text(near: near)
    case .ambiguousText(let text, _, _):
      "\n  use \(text)#2 for the second, or \(text)#* for all"
    case .noOccurrence(let text, _, _): "; use \(text)#last for the last"
    case .noWord(let line, _, _, let near):
      meant(near.map { [$0] } ?? [], else: "`show \(line)` prints it")
    case .nothingNamed(_, let count): count == 0 ? "" : "; `list` shows them"
    }
  }

  /// What to do about words that do not occur.
  static func text(near: String?) -> String {
    meant(near.map { ["\"\($0)\""] } ?? [], else: "`show` prints the text")
  }

  static func resolving(_ span: String, _ problem: SpanProblem) -> String {
    switch problem {
    case .notADesignator:
      !span.isEmpty
        && span.unicodeScalars.allSatisfy {
          $0.properties.isAlphabetic || $0.properties.isWhitespace
        }
        ? ": put words of the text in quotation marks: \"\(span)\""
        : ": use 1.8-9 for words 8 and 9 of line 1, or \"words of the text\""
    case .noSearch, .noHits: "; use find \"WORDS\""
    case .elsewhere(let article): "; use `open \(article)` first"
    case .noLineShown(let first, let last): "; use LINE.\(first)-\(last)"
    default: ""
    }
  }

  static func workbench(_ fact: WorkbenchFact) -> String {
    switch fact {
    case .exportedCopy(_, let marker): "; delete '\(marker)' to annotate it"
    case .textUnchanged: "; there is nothing to anchor"
    case .misfit: "; remove the attribute first"
    case .noEntityList:
      "; use the entity's name in quotation marks or, in the shell, run `names` first"
    case .entityNumber(_, let count): ": use 1 to \(count) from the list of `names`"
    case .entityChanged: "; run `names` again"
    case .labelsDiffer: "; relabel the mentions of one of them first"
    case .sameName(let name, let labels):
      "; use " + labels.map { "\"\($0):\(name)\"" }.joined(separator: " or ")
    case .noEntity(let name, let known):
      near(name, known).map { names in
        "; did you mean \(names.map { "\"\($0)\"" }.joined(separator: " or "))?"
      }
        ?? "; `names` lists all"
    case .severalReferences(let references): "; use one of them: ref=\(references.first ?? "")"
    case .noVariant(let variant, _, let known):
      near(variant, known).map { "; did you mean \"\($0[0])\"?" }
        ?? "; `names` lists its variants"
    case .allVariants: "; use `names set` to rename it"
    case .emptyField(let name):
      ": for example names set \"Ana\" \(name)=\(name == "ref" ? "wikidata:Q1" : "\"Ana Duarte\"")"
    case .unknownField: "; use entity=NAME or ref=wikidata:Q2866"
    }
  }

  static func stream(_ fact: StreamFact) -> String {
    switch fact {
    case .inputDiffers, .inputChanged, .inputEnds: "; resume with the same input"
    case .outputLocked: "; try again when it has ended, or use another file"
    case .notFinished: "; finish it first, with --resume"
    case .switchedOff(_, _, let isFile):
      (isFile ? "; repair it and add --resume" : "; repair it")
        + ", or add --keep-going to answer the rest without it"
    case .notOfARun: "; use another file"
    case .outputExists: "; add --resume to continue it, or use another file"
    case .leftover: "; remove it, or use another file"
    case .otherRun: "; use the same plugins and flags, or another file"
    }
  }
}
