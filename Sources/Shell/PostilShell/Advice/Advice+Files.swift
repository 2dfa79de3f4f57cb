import PostilExchange
import PostilScoring
import PostilSystem

/// Advice about files, values and formats.
extension Advice {
  static func file(_ fact: FileFact) -> String {
    switch fact {
    case .noSuchFile(let path), .noSuchFolder(let path), .noSuchPath(let path):
      meant(Folders.similar(path), else: "check the name")
    case .exists: "; add --force to replace it"
    case .cannotWrite: "; nothing was changed"
    case .notUTF8: "; convert it, for example with iconv"
    case .linkLeaves: "; remove it, or use another path"
    default: ""
    }
  }

  static func value(_ fact: ValueFact) -> String {
    switch fact {
    case .invalid(_, _, let form): ": use \(form)"
    case .notOne: ""
    case .unknown(_, let value, let known):
      near(value, known).map { ": did you mean \($0[0])?" }
        ?? ": use one of \(known.joined(separator: ", "))"
    case .ambiguous: "; type more letters"
    }
  }

  static func format(_ fact: FormatFact) -> String {
    switch fact {
    case .unknown(let name, _, let known):
      near(name, known).map { ": did you mean \($0[0])?" }
        ?? ": use one of \(known.joined(separator: ", "))"
    case .hiddenName: ""
    case .unknownChoice(_, let name, let known):
      near(name, known).map { ": did you mean \($0.joined(separator: " or "))?" }
        ?? (known.isEmpty ? "" : ": use one of \(known.prefix(12).joined(separator: ", "))")
    case .flagWithoutEffect(_, _, let others):
      "; leave it out" + (others.isEmpty ? "" : ", or use \(others.joined(separator: ", "))")
    case .holdsArticles: "; export to another folder"
    case .noFiles: "; name a file or a folder"
    case .sameArticle: "; name them differently"
    case .refused: "; nothing was imported: mend it, or add --skip-bad to import the rest"
    case .notLabel: "; move the labels to the last column, or name its words with --map WORD=LABEL"
    case .notColumns: "; write the token and its label as the only columns"
    case .textDiffers: "; import into an empty folder, or restore the text"
    }
  }

  static func scoring(_ fact: ScoringFact) -> String {
    switch fact {
    case .nothingToScore: "; accept annotations, or give a gold file"
    case .noText: "; add --docs FILE, lines of {\"doc\",\"text\"}"
    case .notAmongTexts: "; use a file that contains it"
    }
  }
}
