import PostilSystem
import PostilKit
import PostilStore

/// An article with its word grid and sections.
package final class OpenArticle {
  package let store: AnnotationStore
  /// Its words and lines; computed on first use.
  package private(set) lazy var grid = WordGrid(store.article.text)
  /// The sections of its text; computed on first use.
  package private(set) lazy var sections = Sections(store.article.text)

  package init(_ store: AnnotationStore) { self.store = store }

  /// Its name in the workspace.
  package var name: String { store.file.name }

  package func count(_ state: Annotation.State) -> Int { store.count(state) }
}
