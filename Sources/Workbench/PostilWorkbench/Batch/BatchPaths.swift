import PostilSettings
import PostilStore
import PostilSystem

/// The articles that paths refer to, grouped by their workspace.
package struct BatchPaths: Sendable {
  /// Articles with the same settings.
  package struct Group: Sendable {
    /// Their workspace, or another one with the same settings.
    package let workspace: Workspace
    /// The articles without duplicates, in the order of the paths.
    package var articles: [ArticleFile]
  }

  /// The groups in the order of the paths.
  package private(set) var groups: [Group] = []
  /// Paths that do not refer to an article, and why.
  package private(set) var failures: [(path: String, error: any Error)] = []
  private var seen: Set<String> = []

  /// Takes articles of one workspace.
  package init(_ articles: [ArticleFile], in workspace: Workspace) {
    add(articles, of: workspace)
  }

  /// Resolves paths: a text, or a folder for all its texts.
  ///
  /// - Parameter sidecars: A folder for the sidecars, if those of the texts cannot be written.
  package init(_ paths: [String], sidecars: String? = nil) {
    for path in paths {
      do {
        if let folder = ExportFolder.above(path) {
          throw PostilError.workbench(
            .exportedCopy(path: path, marker: "\(folder)/\(ExportFolder.marker)"))
        }
        if Folders.kind(path) == .folder || Folders.exists("\(path)/.") {
          let workspace = try Workspace(root: path, sidecars: sidecars)
          var clashes: [PostilError] = []
          add(try workspace.articles(clashes: &clashes), of: workspace)
          for clash in clashes {
            switch clash.fact {
            case StoreFact.sharedSidecar(let path, _), StoreFact.oddName(let path):
              failures.append((path, clash))
            default: continue
            }
          }
        } else {
          let (workspace, article) = try Workspace.article(path: path, sidecars: sidecars)
          add([article], of: workspace)
        }
      } catch {
        failures.append((path, error))
      }
    }
  }

  package var articles: [ArticleFile] { groups.flatMap(\.articles) }

  private mutating func add(_ articles: [ArticleFile], of workspace: Workspace) {
    let new = articles.filter { file in
      seen.insert(Folders.real(file.textPath) ?? file.textPath).inserted
    }
    if let index = groups.firstIndex(where: { $0.workspace.shares(workspace) }) {
      groups[index].articles += new
    } else {
      groups.append(Group(workspace: workspace, articles: new))
    }
  }
}

extension Workspace {
  /// Whether plugins run in the same way in another workspace.
  fileprivate func shares(_ other: Workspace) -> Bool {
    if root == other.root { return true }
    let haveOwn = Folders.exists("\(root)/plugins") || Folders.exists("\(other.root)/plugins")
    // A setting may name a file relative to its workspace.
    return !haveOwn && settings.plugins.isEmpty && other.settings.plugins.isEmpty
  }
}
