import PostilSystem

extension FormatFact {
  package var description: String {
    switch self {
    case .unknown(let name, let kind, _): "'\(name)' is not a valid \(kind)"
    case .hiddenName(let name):
      "'\(name)' cannot be an article: as a file name it would be hidden or leave the folder"
    case .holdsArticles(let folder): "'\(folder)' holds articles of the workspace"
    case .noFiles(let path, let ending): "'\(path)' holds no .\(ending) file"
    case .sameArticle(let name): "two records are the article '\(name)'"
    case .textDiffers(let article, let at):
      "the text of '\(article)' differs here, from code point \(at) on"
    }
  }

  package var status: ExitStatus {
    switch self {
    case .unknown, .holdsArticles, .noFiles, .sameArticle: .usage
    case .hiddenName, .textDiffers: .badData
    }
  }
}
