import PostilSystem

extension FormatFact {
  package var description: String {
    switch self {
    case .unknown(let name, let kind, _): "'\(name)' is not a valid \(kind)"
    case .hiddenName(let name):
      "'\(name)' cannot be an article: as a file name it would be hidden or leave the folder"
    case .holdsArticles(let folder): "'\(folder)' holds articles of the workspace"
    case .unknownChoice(let flag, let name, _):
      "--\(flag) names '\(name)', which no annotation has"
    case .flagWithoutEffect(let flag, let format, _): "--\(flag) has no effect on \(format)"
    case .noFiles(let path, let ending): "'\(path)' holds no .\(ending) file"
    case .sameArticle(let name): "two records are the article '\(name)'"
    case .refused(let path, let line, let reason): "'\(path)' line \(line): \(reason)"
    case .notLabel(let path, let line, let word):
      "'\(path)' line \(line): '\(word)' in the last column is not a label such as O or B-PER"
    case .notColumns(let path, let what):
      "'\(path)' does not have a token first and a label last: \(what)"
    case .textDiffers(let article, let at):
      "the text of '\(article)' differs here, from code point \(at) on"
    }
  }

  package var status: ExitStatus {
    switch self {
    case .unknown, .holdsArticles, .noFiles, .sameArticle, .unknownChoice, .flagWithoutEffect:
      .usage
    case .hiddenName, .refused, .textDiffers, .notLabel, .notColumns: .badData
    }
  }
}
